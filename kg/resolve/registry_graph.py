"""The history of entities as RDF: what replaced what, what was split, what is gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from kg.iri import Iris
from kg.rdf import nt
from kg.rdf.graph import GraphBuilder, NamedGraph
from kg.resolve.registry import Cluster
from ontology.terms import DCTERMS, OWL, PROV, XSD


def registry_graph(db: sqlite3.Connection, clusters: Iterable[Cluster], iris: Iris) -> NamedGraph:
    """``graph/registry``. Every id ever given is alive, leads to one that is, or is said to be gone.

    A split: both parts are revisions of the whole as it was, which has an IRI of its own and specialises the part that
    kept the entity.
    """
    graph = GraphBuilder(iris.graph("registry"))
    alive = {cluster.entity for cluster in clusters}
    rows = db.execute("SELECT entity, label, survivor FROM registry").fetchall()
    nodes = {entity: iris.entity(label, entity) for entity, label, _ in rows}
    survivors = {entity: survivor for entity, _, survivor in rows}
    for entity in nodes:
        if entity in alive:
            continue
        last = survivors[entity]
        while last and last not in alive:
            last = survivors[last]
        if last:
            graph.link(nodes[entity], DCTERMS.isReplacedBy, nodes[last])
        else:
            graph.add(nodes[entity], OWL.deprecated, nt.typed("true", XSD.boolean))
    for part, whole, state in db.execute("SELECT part, whole, state FROM split"):
        if part in alive and whole in alive:
            former = iris.version(state)
            graph.link(former, PROV.specializationOf, nodes[whole])
            graph.link(nodes[part], PROV.wasRevisionOf, former)
            graph.link(nodes[whole], PROV.wasRevisionOf, former)
    return graph.close()
