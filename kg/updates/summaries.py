"""The summary graphs of an edition that follows another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.gate import GraphHash
from kg.iri import Iris
from kg.rdf.graph import graph_sha256
from kg.store.base import Reader
from kg.store.texts import GraphTexts
from kg.summaries.publishing import summaries
from kg.summaries.update import update_summaries
from kg.updates.delta import Delta, quad_of


@dataclass(frozen=True, slots=True)
class Counted:
    """The summary graphs as they are now, and what of them differs."""

    graphs: dict[str, GraphHash]
    delta: Delta


def follow_summaries(
    store: Reader, old: Reader, iris: Iris, delta: Delta, before: Mapping[str, GraphHash], texts: GraphTexts
) -> Counted:
    """Count what the difference changes; all anew where that is not to be had.

    store: the new one, its summary graphs still those of the edition before; old: that of the edition before
    """
    changed = update_summaries(store, old, iris, delta)
    if changed is None:
        changed = {}
        now = {graph.name: set(graph.lines) for graph in summaries(store, iris)}
        for name in sorted({*now, *before}):
            was, there = set(_lines(old, texts, before.get(name))), now.get(name, set())
            changed[name] = was - there, there - was
    made = dict(before)
    for name, (gone, come) in sorted(changed.items()):
        if gone or come:
            lines = sorted((set(_lines(old, texts, before.get(name))) - gone) | come)
            made.pop(name, None)
            if lines:
                made[name] = GraphHash(name, graph_sha256(lines), len(lines))
                texts.keep([(made[name].sha256, "".join(lines).encode())])
    gone_quads, come_quads = (frozenset(quad_of(line) for both in changed.values() for line in both[n]) for n in (0, 1))
    return Counted(made, Delta(gone_quads, come_quads))


def _lines(store: Reader, texts: GraphTexts, graph: GraphHash | None) -> list[str]:
    if graph is None:
        return []
    kept = texts.lines(graph.sha256)
    return store.graph_lines(graph.name) if kept is None else kept
