"""Summary graphs into the store of an edition that is being made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.columns.read import ColumnReader
from kg.gate import GraphHash
from kg.iri import Iris
from kg.rdf.graph import NamedGraph, named_graph
from kg.resolve.spilled import SpilledGraph
from kg.store.base import Reader
from kg.store.oxigraph import OxigraphStore
from kg.store.pieces import Packed, pack_blocks, unpacked
from kg.store.texts import GraphTexts
from kg.summaries.co_mentions import co_mentions
from kg.summaries.counting import Edition
from kg.summaries.dates import dates
from kg.summaries.named import named
from kg.summaries.sets import sets
from kg.summaries.values import values

SUMMARIES: dict[str, Callable[[Edition, str], Iterable[str]]] = {
    "co-mentions": co_mentions,
    "dates": dates,
    "named": named,
    "sets": sets,
    "values": values,
}
"""By the last part of the graph's IRI."""


_LUMP = 1 << 25
"""Bytes that the store is given at once: each time it writes and syncs files."""


def summaries(store: Reader, iris: Iris) -> list[NamedGraph]:
    """All that are not empty, in the order of their names. Same store, same graphs."""
    edition = Edition(store, iris)
    graphs = [(graph, set(count(edition, graph))) for graph, count in _counters(iris)]
    return [named_graph(graph, triples) for graph, triples in graphs if triples]


def add_summaries(
    path: Path, graphs: dict[str, GraphHash], iris: Iris, texts: GraphTexts, columns: Path | None = None
) -> dict[str, GraphHash]:
    """Count over the store at that path, which nobody else has open, and write into it; the graphs it holds then.

    columns: folder of its columns (``kg.columns``), where there are some. Graphs are sorted with the help of a file
    and come to the store in lumps, so that none lies in memory whole.
    """
    store = OxigraphStore(path)
    made = dict(graphs)
    edition = Edition(ColumnReader(store, columns) if columns else store, iris)
    packed: list[tuple[str, Packed]] = []
    for graph, count in _counters(iris):
        triples = SpilledGraph(graph)
        for triple in count(edition, graph):
            triples.add_all(triple)
            triples.spill()
        text, digest, lines = pack_blocks(triples.blocks())
        if lines:
            made[graph] = GraphHash(graph, digest, lines)
            packed.append((digest, text))
    # Not before all is counted: the store is read until then.
    for lump in _lumps(block for _, text in packed for block in unpacked(text)):
        store.load_apart(lump)
    texts.put(packed)
    store.flush()
    return dict(sorted(made.items()))


def _lumps(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Blocks of lines put together, up to about _LUMP bytes."""
    held: list[bytes] = []
    size = 0
    for block in blocks:
        held.append(block)
        size += len(block)
        if size > _LUMP:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def _counters(iris: Iris) -> Iterator[tuple[str, Callable[[Edition, str], Iterable[str]]]]:
    for name, count in SUMMARIES.items():
        yield iris.graph(f"summary/{name}"), count
