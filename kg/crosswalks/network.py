"""The network of an edition's entities for Gephi, yEd, Cytoscape and others: GEXF 1.3 and GraphML.

Nodes are entities that have an edge. Edges are relations between them, and how many records name two of them together;
the second kind says nothing but that (``type`` is ``together``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from kg.crosswalks.xml_writer import XmlWriter
from kg.edition import Edition
from kg.iri import Iris
from kg.rdf.vocabulary import RELATIONS
from kg.store.base import Reader
from kg.store.oxigraph import OxigraphStore
from ontology.terms import RDFS, RICO

MOST_NAMED = 60
"""Entities of a record, at most, for their being named together to mean anything; longer lists are indexes."""
TOGETHER = "together"


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """type is a RiC-O property's local name, or ``together``; weight counts statements or records."""

    source: str
    target: str
    type: str
    weight: int


@dataclass(frozen=True, slots=True)
class Network:
    """nodes: (IRI, label, kind), sorted; edges sorted."""

    nodes: tuple[tuple[str, str, str], ...]
    edges: tuple[Edge, ...]


def network(store: Reader, iris: Iris) -> Network:
    """The network of an edition's store."""
    edges = sorted((*_relations(store, iris), *_together(store, iris)))
    used = {end for edge in edges for end in (edge.source, edge.target)}
    query = f"""SELECT ?e (MIN(STR(?l)) AS ?label) (MIN(STR(?t)) AS ?type) {{
      GRAPH <{iris.graph("resolved")}> {{ ?e a <{iris.own("Entity")}>, ?t ; <{RDFS.label}> ?l }}
      FILTER(STRSTARTS(STR(?t), "{RICO.iri}")) }} GROUP BY ?e"""
    nodes = sorted((row["e"], row["label"], row["type"].rpartition("#")[2]) for row in store.select(query))
    kept = tuple(node for node in nodes if node[0] in used)
    known = {node[0] for node in kept}
    return Network(kept, tuple(edge for edge in edges if edge.source in known and edge.target in known))


def _relations(store: Reader, iris: Iris) -> Iterator[Edge]:
    shortcuts = " ".join(f"<{shortcut}>" for shortcut in sorted({shortcut for _, shortcut, _ in RELATIONS.values()}))
    query = f"""SELECT DISTINCT ?s ?p ?o {{ VALUES ?p {{ {shortcuts} }} GRAPH <{iris.graph("resolved")}> {{
      ?s ?p ?o . ?s a <{iris.own("Entity")}> . ?o a <{iris.own("Entity")}> }} }}"""
    for row in store.select(query):
        yield Edge(row["s"], row["o"], row["p"].rpartition("#")[2], 1)


def _together(store: Reader, iris: Iris) -> Iterator[Edge]:
    query = f"""SELECT DISTINCT ?r ?e {{ GRAPH <{iris.graph("resolved")}> {{
      ?r <{iris.own("mentions")}> ?e . ?e a <{iris.own("Entity")}> }} }}"""
    named: dict[str, set[str]] = {}
    for row in store.select(query):
        named.setdefault(row["r"], set()).add(row["e"])
    counts: dict[tuple[str, str], int] = {}
    for entities in named.values():
        for pair in combinations(sorted(entities), 2) if len(entities) <= MOST_NAMED else ():
            counts[pair] = counts.get(pair, 0) + 1
    for (one, other), count in counts.items():
        yield Edge(one, other, TOGETHER, count)


class GexfExporter:
    """GEXF 1.3 (https://gexf.net)."""

    folder = False

    def __call__(self, edition: Edition, output: Path) -> None:
        """Write the network."""
        found = _of(edition)
        with output.open("wb") as handle:
            out = XmlWriter(handle)
            with (
                out.element("gexf", xmlns="http://gexf.net/1.3", version="1.3"),
                out.element("graph", mode="static", defaultedgetype="directed"),
            ):
                with out.element("attributes", **{"class": "node"}):
                    out.leaf("attribute", id="kind", title="kind", type="string")
                with out.element("nodes"):
                    for iri, label, kind in found.nodes:
                        with out.element("node", id=iri, label=label), out.element("attvalues"):
                            out.leaf("attvalue", **{"for": "kind", "value": kind})
                with out.element("edges"):
                    for number, edge in enumerate(found.edges):
                        directed = "undirected" if edge.type == TOGETHER else "directed"
                        out.leaf(
                            "edge", id=str(number), source=edge.source, target=edge.target, type=directed,
                            label=edge.type, weight=str(edge.weight),
                        )  # fmt: skip
            out.end()


class GraphMlExporter:
    """GraphML (http://graphml.graphdrawing.org)."""

    folder = False

    def __call__(self, edition: Edition, output: Path) -> None:
        """Write the network."""
        found = _of(edition)
        keys = (("label", "node", "string"), ("kind", "node", "string"), ("type", "edge", "string"))
        with output.open("wb") as handle:
            out = XmlWriter(handle)
            with out.element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns"):
                for name, what, type_ in (*keys, ("weight", "edge", "int")):
                    out.leaf("key", **{"id": name, "for": what, "attr.name": name, "attr.type": type_})
                with out.element("graph", id="sunqar", edgedefault="directed"):
                    for iri, label, kind in found.nodes:
                        with out.element("node", id=iri):
                            out.leaf("data", label, key="label")
                            out.leaf("data", kind, key="kind")
                    for edge in found.edges:
                        directed = "false" if edge.type == TOGETHER else "true"
                        with out.element("edge", source=edge.source, target=edge.target, directed=directed):
                            out.leaf("data", edge.type, key="type")
                            out.leaf("data", str(edge.weight), key="weight")
            out.end()


def _of(edition: Edition) -> Network:
    return network(OxigraphStore(edition.store_path, read_only=True), Iris(edition.base, edition.vocabulary))
