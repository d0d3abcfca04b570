"""Pairs whose number of records is another: the summary of co-mentions says which, on both sides."""

from __future__ import annotations

from collections.abc import Iterable

from kg.iri import Iris
from kg.store.base import Reader
from kg.updates.delta import Delta, Quad
from kg.updates.tables import lumps

Counts = dict[tuple[str, str], int]


def counts(store: Reader, iris: Iris, delta: Delta) -> tuple[Counts, Counts]:
    """(before, after): records that name both, of each pair for which that is not the same; the smaller IRI first.

    A pair that one side does not have is not in that side's. store is the one after.
    """
    graph, pair_of = iris.graph("summary/co-mentions"), iris.own("pairOf")
    gone, come = (dict(_numbers(side, graph)) for side in delta.of(iris.own("recordCount")))
    ends: dict[str, set[str]] = {}
    for quad in (each for side in delta.of(pair_of) for each in side):
        ends.setdefault(quad[0], set()).add(quad[2][1:-1])
    for some in lumps({*gone, *come}.difference(ends)):  # those that both sides have
        query = f"SELECT ?n ?e {{ GRAPH <{graph}> {{ VALUES ?n {{ {' '.join(some)} }} ?n <{pair_of}> ?e }} }}"
        for row in store.select(query):
            ends.setdefault(f"<{row['n']}>", set()).add(row["e"])
    pairs = {summary: (min(two), max(two)) for summary, two in ends.items()}
    return {pairs[one]: number for one, number in gone.items()}, {pairs[one]: number for one, number in come.items()}


def _numbers(quads: Iterable[Quad], graph: str) -> Iterable[tuple[str, int]]:
    for summary, _, number, name in quads:
        if name == graph:
            yield summary, int(number.split('"')[1])
