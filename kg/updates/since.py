"""The difference between an edition and the graphs that are to follow it, from their kept texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from kg.differing import differences
from kg.edition import Edition
from kg.gate import GraphHash
from kg.rdf.graph import graph_sha256
from kg.store.oxigraph import OxigraphStore
from kg.store.texts import GraphTexts, TextMissing
from kg.updates.delta import Delta, Quad, quad_of

FEWEST, SHARE, MOST = 5_000, 12, 600_000
"""Quads that came or went: beyond the first of these numbers and that part of all, or beyond the last, which is what
fits into memory, an edition is made whole."""


def delta_since(
    edition: Edition | None,
    graphs: Mapping[str, GraphHash],
    texts: GraphTexts | None,
    old: OxigraphStore | None,
    new: OxigraphStore | None,
) -> Delta | None:
    """What the graphs have or lack against the edition; None where that is too much, or cannot be told.

    texts: where graphs of both are kept in words; those that are not there are read from the two stores, where given.
    """
    if edition is None:
        return None
    before = {name: str(entry["sha256"]) for name, entry in edition.manifest["graphs"].items()}
    names = {name for name in {*before, *graphs} if name not in graphs or before.get(name) != graphs[name].sha256}
    most = min(MOST, max(FEWEST, sum(graph.triples for graph in graphs.values()) // SHARE))
    gone: set[Quad] = set()
    come: set[Quad] = set()
    try:
        for name in sorted(names):
            if known := _known(texts, before.get(name, ""), graphs.get(name)):
                gone.update(quad_of(line.decode()) for line in known[0])
                come.update(quad_of(line.decode()) for line in known[1])
                continue
            was = _blocks(texts, old, name, before.get(name, ""))
            now = _blocks(texts, new, name, graphs[name].sha256 if name in graphs else "")
            for left, added in differences(was, now):
                gone.update(quad_of(line.decode()) for line in left)
                come.update(quad_of(line.decode()) for line in added)
                if len(gone) + len(come) > most:
                    return None
    except TextMissing:  # a kept text is damaged, and part of it was taken for the graph; or none is kept at all
        return None
    return Delta(frozenset(gone), frozenset(come)) if len(gone) + len(come) <= most else None


def _known(
    texts: GraphTexts | None, before: str, graph: GraphHash | None
) -> tuple[Iterable[bytes], Iterable[bytes]] | None:
    """What went and came: told by whoever wrote the graph, or by the pieces of texts. None: both must be read."""
    if texts is None or not before or graph is None:
        return None
    if known := texts.told(before, graph.sha256):
        return known
    with suppress(TextMissing):
        return texts.between(before, graph.sha256)
    return None


def _blocks(texts: GraphTexts | None, store: OxigraphStore | None, name: str, digest: str) -> Iterator[list[bytes]]:
    """A graph's lines in order, from its kept text or else from the store; of no graph, nothing."""
    if not digest:
        return
    given = False
    try:
        if texts is None:
            raise TextMissing
        for block in texts.blocks(digest):
            given = True
            yield block
    except TextMissing:
        if given or store is None:
            raise
        lines = store.graph_lines(name)
        if graph_sha256(lines) != digest:
            raise
        yield [line.encode() for line in lines]
