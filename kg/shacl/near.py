"""The part of a graph that rules ask about when they look at some focus nodes.

A rule asks what its focus says, what is said of it by the properties that rules follow backwards, the same of the nodes
on its ways (``kg.shacl.reach``), and the classes of what all these lead to. So over this part each of the focus nodes
keeps a rule, or breaks it, as it does over the whole; of other nodes nothing can be told by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Protocol

from kg.shacl.changed import TYPE, Changes
from kg.shacl.model import Shape
from kg.shacl.reach import GRAPH, Unbounded, Way, backwards, targets_of, ways
from kg.store.small import SmallStore

AT_ONCE = 1000
_DISTINCT = "SELECT DISTINCT ?node { %s }"


class Reader(Protocol):
    """The part of ``kg.store.base.Reader`` that is needed."""

    def select(self, query: str) -> Iterable[Mapping[str, str]]:
        """Rows of a SELECT over the union of all graphs."""

    def table(self, query: str) -> bytes:
        """The answer to a SELECT over the union of all graphs as SPARQL 1.1 TSV."""


def near(store: Reader, shapes: Sequence[Shape], foci: Iterable[str], changes: Changes) -> SmallStore:
    """That part around the focus nodes (``<iri>``). changes: what of it need not be looked up."""
    small = SmallStore(changes.come)
    loaded = set(changes.fresh)
    onward = sorted({way for way in _all_ways(shapes) if not way.classes and GRAPH not in way.steps})
    nodes = {focus for focus in foci if focus.startswith("<")} - loaded
    while nodes:
        small.add(_around(store, shapes, nodes))
        loaded |= nodes
        nodes = {node for way in onward for node in _reached(small, way)} - loaded
    ends = {node for pattern in ("?any ?p ?node", "?node ?p ?any") for node in nodes_of(small, _DISTINCT % pattern)}
    small.add(_asked(store, "VALUES (?s ?p) {{ {} }} ?s ?p ?o", [(node, TYPE) for node in ends - loaded]))
    return small


def _around(store: Reader, shapes: Sequence[Shape], nodes: Set[str]) -> Iterator[str]:
    """What they say, and what is said of them by the properties that rules follow backwards."""
    yield from _asked(store, "VALUES (?s) {{ {} }} ?s ?p ?o", [(node,) for node in nodes])
    for step in sorted(backwards(shapes)):
        yield from _asked(store, "VALUES (?p ?o) {{ {} }} ?s ?p ?o", [(step, node) for node in nodes])
    for step in sorted(targets_of(shapes)):
        for some in lumps(nodes):
            for node in nodes_of(store, f"SELECT DISTINCT ?o {{ VALUES ?o {{ {some} }} ?s {step} ?o }}"):
                # One is enough to make it a focus node.
                yield from _asked(store, "VALUES (?p ?o) {{ {} }} ?s ?p ?o", [(step, node)], "LIMIT 1")


def lumps(nodes: Iterable[str]) -> Iterator[str]:
    """IRIs as they stand in VALUES, not too many at once."""
    listed = sorted(nodes)
    for start in range(0, len(listed), AT_ONCE):
        yield " ".join(listed[start : start + AT_ONCE])


def nodes_of(store: Reader, query: str) -> Iterator[str]:
    """The IRIs (``<iri>``) that a SELECT of one variable gives; what else it gives is left out."""
    return (term for (term,) in rows_of(store, query) if term.startswith("<"))


def rows_of(store: Reader, query: str) -> Iterator[list[str]]:
    """Rows of a SELECT, terms as in Turtle: quicker than as objects where there are many."""
    lines = store.table(query).decode().split("\n")[1:-1]
    return (line.split("\t") for line in lines)  # no term has a tab in it, or an end of line


def chain(way: Way, first: str, last: str) -> str:
    """A pattern that leads from the one variable to the other along the way."""
    names = [first, *(f"?step{number}" for number in range(1, len(way.steps))), last]
    return " . ".join(f"{names[index]} {step} {names[index + 1]}" for index, step in enumerate(way.steps))


def _asked(store: Reader, pattern: str, given: Iterable[tuple[str, ...]], end: str = "") -> Iterator[str]:
    """Triples ?s ?p ?o that match the pattern for one of the rows given: lines of Turtle without the full stop."""
    listed = sorted(given)
    for start in range(0, len(listed), AT_ONCE):
        rows = " ".join(f"({' '.join(row)})" for row in listed[start : start + AT_ONCE])
        yield from map(" ".join, rows_of(store, f"SELECT ?s ?p ?o {{ {pattern.format(rows)} }} {end}"))


def _all_ways(shapes: Iterable[Shape]) -> Iterator[Way]:
    """Of rules that can be bounded."""
    for shape in shapes:
        for rule in shape.rules:
            try:
                yield from ways(rule)
            except Unbounded:
                continue


def _reached(small: SmallStore, way: Way) -> Iterator[str]:
    return nodes_of(small, f"{way.prefixes}SELECT DISTINCT ?end {{ {chain(way, '?focus', '?end')} }}")
