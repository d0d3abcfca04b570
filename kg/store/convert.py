"""RDF of our own making in another format."""

from __future__ import annotations

import pyoxigraph as ox

from kg.prefixes import standard_prefixes
from kg.store.jsonld import to_jsonld
from kg.store.query import GRAPH_FORMATS

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
"""Names of the formats that ``sunqar convert`` writes."""


def from_nquads(nquads: bytes, format_name: str, vocabulary: str) -> bytes:
    """N-Quads in one of ``FORMATS``; formats without graphs get the union of all, each triple once, sorted."""
    format_ = FORMATS[format_name]
    prefixes = standard_prefixes(vocabulary)
    if format_name == "nq":
        return b"".join(sorted(nquads.splitlines(keepends=True)))
    quads = ox.parse(input=nquads, format=ox.RdfFormat.N_QUADS)
    if format_name == "jsonld":
        return to_jsonld(quads, vocabulary)
    if format_.supports_datasets:
        return ox.serialize(quads, format=format_, prefixes=prefixes) or b""
    triples = sorted({quad.triple for quad in quads}, key=str)
    return ox.serialize(triples, format=format_, prefixes=prefixes) or b""


def from_turtle(turtle: str, format_name: str, prefixes: dict[str, str] | None = None) -> bytes:
    """format_name is one of ttl nt jsonld rdf trig nq; the triples stand in the default graph, each once.

    prefixes: those to write; of JSON-LD ``kg`` tells the vocabulary, whose context is used.
    """
    if format_name == "jsonld" and prefixes and "kg" in prefixes:
        return to_jsonld(ox.parse(turtle, ox.RdfFormat.TURTLE), prefixes["kg"])
    triples = dict.fromkeys(quad.triple for quad in ox.parse(turtle, ox.RdfFormat.TURTLE))
    return ox.serialize(triples, format=GRAPH_FORMATS[format_name], prefixes=prefixes) or b""
