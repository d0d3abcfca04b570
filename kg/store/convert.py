"""Turtle of our own making in another RDF format."""

from __future__ import annotations

import pyoxigraph as ox

from kg.store.query import GRAPH_FORMATS


def from_turtle(turtle: str, format_name: str) -> bytes:
    """format_name is one of ttl nt jsonld rdf trig nq; the triples stand in the default graph."""
    triples = [quad.triple for quad in ox.parse(turtle, ox.RdfFormat.TURTLE)]
    return ox.serialize(triples, format=GRAPH_FORMATS[format_name]) or b""
