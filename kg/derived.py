"""Graphs that come from other graphs, from settings or from the ontology: rebuilt whole, written by difference."""

from __future__ import annotations

from kg.ledger import Ledger
from kg.rdf.graph import NamedGraph
from kg.store.base import Writer
from kg.store.pieces import pack_lines


def rebuild(ledger: Ledger, store: Writer, graph: NamedGraph) -> None:
    """Bring the graph into the store and its hash into the ledger; a stop between the two is seen by publish.

    After such a stop the graph is written whole: its lines may stand in it and not yet in the union of all graphs,
    so the difference to them says nothing. One that is as the ledger has it is not read again.
    """
    before, size = ledger.graphs().get(graph.name, (None, 0))
    if (before, size) == (graph.sha256, len(graph.lines)):
        return
    if ledger.derived_begins(graph.name):
        store.replace_graphs((graph.name,), graph.nquads)
    else:
        store.rebuild_graph(graph.name, graph.lines, ledger.texts.lines(before) if before else None)
    ledger.texts.put([(graph.sha256, pack_lines(graph.lines))])
    ledger.derived_done(graph.name, graph.sha256, len(graph.lines))
