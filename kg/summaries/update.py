"""The summary graphs of an edition from those of the edition before: what a change touches is counted again.

Every number is a sum over records or things. What those that a change touches add to it is counted in the old store
and in the new one by the same functions that count the whole; the first is taken from the old number, the second added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from kg.iri import Iris
from kg.store.base import Reader
from kg.summaries import co_mentions, dates, named, sets, values
from kg.summaries.affected import Affected, affected
from kg.summaries.counting import Entry, written
from kg.summaries.part import Part
from kg.updates.bound import bound, pairs
from kg.updates.delta import Delta

Change = tuple[set[str], set[str]]
_Key = TypeVar("_Key", bound=Hashable)


class _Unknown(Exception):
    """The old graph does not hold what the old store says."""


def update_summaries(store: Reader, old: Reader, iris: Iris, delta: Delta) -> dict[str, Change] | None:
    """By graph, canonical N-Quads lines that it loses and that it gains; graphs that stay as they are, are left out.

    None where all is better counted anew: the old graphs do not fit the old store. delta: of all graphs but these.
    store: the new one; what it holds of these graphs is not looked at.
    """
    touched = affected(store, old, iris, delta)
    updates: dict[str, Callable[[_Sides, str, Affected], Change]] = {
        "co-mentions": _co_mentions,
        "dates": _dates,
        "named": _named,
        "sets": _sets,
        "values": _values,
    }
    sides = _Sides(store, old, iris)
    found = {}
    try:
        for name, update in updates.items():
            graph = iris.graph(f"summary/{name}")
            gone, come = update(sides, graph, touched)
            end = f" <{graph}> .\n"
            change = ({line + end for line in gone - come}, {line + end for line in come - gone})
            if any(change):
                found[graph] = change
    except _Unknown:
        return None
    return found


class _Sides:
    """The old store and the new one."""

    def __init__(self, store: Reader, old: Reader, iris: Iris) -> None:
        self.iris = iris
        self.old = old
        self._stores = (old, store)
        self._parts: dict[frozenset[str], tuple[Part, Part]] = {}

    def parts(self, things: frozenset[str]) -> tuple[Part, Part]:
        """Of the old and of the new store; the same things are read once."""
        before, after = self._stores
        both = Part(before, self.iris, things), Part(after, self.iris, things)
        return self._parts.setdefault(things, both)

    def change(
        self, graph: str, term: str, entry: Callable[[_Key, int], Entry], minus: Counter[_Key], plus: Counter[_Key]
    ) -> Change:
        """Triples of the summaries whose number changes. term: local name of the property that has the number."""
        nodes = {self.iris.summary(*entry(key, 0)[0]): key for key in minus | plus if minus[key] != plus[key]}
        before = numbers(self.old, graph, self.iris.own(term), nodes)
        gone: set[str] = set()
        come: set[str] = set()
        for node, key in nodes.items():
            was = before.get(node, 0)
            if was < minus[key]:
                raise _Unknown
            for triples, number in ((gone, was), (come, was - minus[key] + plus[key])):
                if number:
                    triples.update(written(self.iris, entry(key, number)))
        return gone, come


def numbers(store: Reader, graph: str, property_: str, nodes: Iterable[str]) -> dict[str, int]:
    """The value of a property of each of the nodes in a summary graph, of those that have one."""
    return {node: int(number) for node, number in pairs(store, f"?a <{property_}> ?b", nodes, graph)}


def _co_mentions(sides: _Sides, graph: str, touched: Affected) -> Change:
    (minus, left), (plus, leaves) = map(co_mentions.pairs, sides.parts(touched.naming))
    gone, come = sides.change(graph, "recordCount", co_mentions.entry, minus, plus)
    gone |= {co_mentions.leaves_out(sides.iris, graph, record) for record in left}
    come |= {co_mentions.leaves_out(sides.iris, graph, record) for record in leaves}
    return gone, come


def _dates(sides: _Sides, graph: str, touched: Affected) -> Change:
    counted: list[Counter[tuple[str, int]]] = []
    triples: list[set[str]] = []
    for index, part in zip(sides.parts(touched.dates), sides.parts(touched.dated), strict=True):
        triples.append(dates.index(index)[0])
        its = frozenset(date for property_ in dates.PROPERTIES for _, date in part.of(property_))
        _, begins = dates.index(Part(part.store, part.iris, its))
        counted.append(dates.counted(part, begins))
    gone, come = sides.change(graph, "recordCount", dates.entry, *counted)
    return gone | triples[0], come | triples[1]


def _sets(sides: _Sides, graph: str, touched: Affected) -> Change:
    minus, plus = (sets.counted(part.records, part.all_above()) for part in sides.parts(touched.within))
    return sides.change(graph, "recordCount", sets.entry, minus, plus)


def _values(sides: _Sides, graph: str, touched: Affected) -> Change:
    minus, plus = map(values.counted, sides.parts(touched.valued))
    return sides.change(graph, "thingCount", values.entry, minus, plus)


def _named(sides: _Sides, graph: str, touched: Affected) -> Change:
    """An entity's own summary tells in how many archives it is named, and those of classes count entities by that."""
    (minus, held_minus), (plus, held_plus) = map(named.counted, sides.parts(touched.held))
    changed = frozenset(each for each in minus | plus if minus[each] != plus[each])
    changed |= {key[0] for key in held_minus | held_plus if held_minus[key] != held_plus[key]}
    here = frozenset(minus | plus)
    before, after = (part.kinds for part in sides.parts(here))
    changed |= {entity for entity in here if before.get(entity) != after.get(entity)}
    total, held = _told(sides, graph, changed)
    held_now = held | {key: held[key] - held_minus[key] + held_plus[key] for key in held_minus | held_plus}
    archives, archives_now = (Counter(key[0] for key, number in each.items() if number) for each in (held, held_now))
    gone: set[str] = set()
    come: set[str] = set()
    class_minus: Counter[tuple[str, int]] = Counter()
    class_plus: Counter[tuple[str, int]] = Counter()
    for entity in changed:
        was, now = total[entity], total[entity] - minus[entity] + plus[entity]
        if was < minus[entity]:
            raise _Unknown
        if was:
            gone.update(written(sides.iris, named.entry(entity, was, archives[entity])))
            class_minus[before[entity], archives[entity]] += 1
        if now:
            come.update(written(sides.iris, named.entry(entity, now, archives_now[entity])))
            class_plus[after[entity], archives_now[entity]] += 1
    by_archive = sides.change(graph, "recordCount", named.held_entry, held_minus, held_plus)
    by_class = sides.change(graph, "thingCount", named.class_entry, class_minus, class_plus)
    return {*gone, *by_archive[0], *by_class[0]}, {*come, *by_archive[1], *by_class[1]}


def _told(sides: _Sides, graph: str, entities: Iterable[str]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """As ``named.counted``, of all records, by the old graph."""
    own = sides.iris.own
    total: Counter[str] = Counter()
    held: Counter[tuple[str, str]] = Counter()
    pattern = (
        f"?node <{own('summaryOf')}> ?a ; <{own('recordCount')}> ?n OPTIONAL {{ ?node <{own('ofArchive')}> ?b }}"
    )
    for row in bound(sides.old, pattern, entities, out="?a ?b ?n", graph=graph):
        if "b" in row:
            held[row["a"], row["b"]] = int(row["n"])
        else:
            total[row["a"]] = int(row["n"])
    return total, held
