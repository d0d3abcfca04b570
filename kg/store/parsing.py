"""Parsing of our own RDF files by the engine's parser: strict, and never fetching anything."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox


def turtle_lines(text: str, base: str) -> Iterator[str]:
    """Triples of a Turtle document as N-Triples without the full stop. SyntaxError names line and column."""
    for quad in ox.parse(input=text, format=ox.RdfFormat.TURTLE, base_iri=base):
        yield f"{quad.subject} {quad.predicate} {quad.object}"
