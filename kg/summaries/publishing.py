"""Summary graphs into the store of an edition that is being made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.columns.read import ColumnReader
from kg.gate import GraphHash
from kg.iri import Iris
from kg.rdf.graph import NamedGraph, named_graph
from kg.store.base import Reader
from kg.store.oxigraph import OxigraphStore
from kg.store.texts import GraphTexts
from kg.summaries.co_mentions import co_mentions
from kg.summaries.counting import Edition
from kg.summaries.dates import dates
from kg.summaries.named import named
from kg.summaries.sets import sets
from kg.summaries.values import values

SUMMARIES: dict[str, Callable[[Edition, str], list[str]]] = {
    "co-mentions": co_mentions,
    "dates": dates,
    "named": named,
    "sets": sets,
    "values": values,
}
"""By the last part of the graph's IRI."""


def summaries(store: Reader, iris: Iris) -> list[NamedGraph]:
    """All that are not empty, in the order of their names. Same store, same graphs."""
    edition = Edition(store, iris)
    made = []
    for name, count in SUMMARIES.items():
        graph = iris.graph(f"summary/{name}")
        if triples := count(edition, graph):
            made.append(named_graph(graph, triples))
    return made


def add_summaries(
    path: Path, graphs: dict[str, GraphHash], iris: Iris, texts: GraphTexts, columns: Path | None = None
) -> dict[str, GraphHash]:
    """Count over the store at that path, which nobody else has open, and write into it; the graphs it holds then.

    columns: folder of its columns (``kg.columns``), where there are some
    """
    store = OxigraphStore(path)
    made = dict(graphs)
    found = summaries(ColumnReader(store, columns) if columns else store, iris)
    store.load_apart(b"".join(graph.nquads for graph in found))  # at once: each load writes and syncs files
    texts.keep((graph.sha256, graph.nquads) for graph in found)
    for graph in found:
        made[graph.name] = GraphHash(graph.name, graph.sha256, len(graph.lines))
    store.flush()
    return dict(sorted(made.items()))
