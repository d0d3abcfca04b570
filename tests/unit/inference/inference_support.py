"""A store of a few statements, and what inference makes of it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.inference import inferred_graphs
from kg.iri import Iris
from kg.rdf.graph import TYPE
from kg.store.oxigraph import OxigraphStore
from ontology.terms import RICO

BASE = "http://e"
IRIS = Iris(BASE, f"{BASE}/def#")
SOURCE = f"{BASE}/graph/source/1"
Triples = set[tuple[str, str, str]]


def store_of(path: Path, turtle: str, graph: str = SOURCE) -> OxigraphStore:
    """A store with these statements (prefixes rico: and the empty one are known), and with what they entail."""
    prefixes = f"@prefix rico: <{RICO.iri}> . @prefix : <{BASE}/id/> .\n"
    quads = ox.parse(prefixes + turtle, ox.RdfFormat.TURTLE)
    lines = sorted(f"{quad.subject} {quad.predicate} {quad.object} <{graph}> .\n" for quad in quads)
    store = OxigraphStore(path)
    store.replace_graphs((graph,), "".join(lines).encode())
    add_inferred(store)
    return store


def add_inferred(store: OxigraphStore, iris: Iris = IRIS) -> None:
    for _, graph in inferred_graphs(store, iris):
        store.rebuild_graph(graph.name, graph.lines)


def triples(store: OxigraphStore, where: str = "/graph/inferred/") -> Triples:
    """Local names of subject, property and object of every triple in graphs with such names."""
    rows = store.select("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }")
    return {(short(row["s"]), short(row["p"]), short(row["o"])) for row in rows if where in row["g"]}


def short(iri: str) -> str:
    return "a" if iri == TYPE else iri.removeprefix(RICO.iri).removeprefix(f"{BASE}/id/")
