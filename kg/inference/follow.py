"""What a change of statements changes in what follows from them, at the cost of the part that it touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from kg.inference.engine import Found, classes, from_pairs, from_relations
from kg.inference.entailed import object_properties
from kg.inference.families import FAMILIES
from kg.inference.grammar import symbol
from kg.inference.guard import Guard
from kg.inference.pairs import NONE, Nodes, Pairs, flip, minus, objects, shared, subjects, union
from kg.inference.reach import Source, Walked, outward
from kg.inference.region import around_relations, around_rules


class Known(Protocol):
    """What was stated before the change. Arrays are sorted and not changed."""

    def stated(self, symbol: int) -> Pairs:
        """The statements of a property in a direction."""

    def related(self, symbol: int) -> Pairs:
        """What followed from relation nodes (the family ``relations``), in the same way."""

    def typed(self, name: str) -> Nodes:
        """The things of a class."""

    def used(self) -> frozenset[str]:
        """Local names of all properties and classes of which there is any."""


@dataclass(frozen=True)
class Change:
    """By local name: pairs of properties and members of classes that went and came; nothing in both, nothing empty.

    What went was there, what came was not.
    """

    gone: Mapping[str, Pairs]
    come: Mapping[str, Pairs]
    untyped: Mapping[str, Nodes]
    typed: Mapping[str, Nodes]

    def size(self) -> int:
        """Statements and types that differ."""
        parts = (self.gone, self.come, self.untyped, self.typed)
        return sum(array.size for part in parts for array in part.values())


@dataclass(frozen=True)
class Followed:
    """By family and property: pairs that followed and no longer do, and pairs that now do."""

    gone: Mapping[str, Found]
    come: Mapping[str, Found]


def follow(known: Known, change: Change, nodes: int, most: int) -> Followed | None:
    """What changes in every family; None where more than ``most`` statements would have to be looked at.

    nodes: how many there are, those that are new in the change included
    """
    properties = sorted({name for name in known.used() if name in _PROPERTIES} | set(change.come) | set(change.gone))
    symbols = [symbol(name, backwards) for name in properties for backwards in (False, True)]
    world = _World(known, change, nodes)
    retyped = union((*change.untyped.values(), *change.typed.values()))

    first = _joined(world.changed(), outward(retyped, world.stated, symbols))
    region = around_relations(first, world.stated, symbols)
    if _size(region) > most:
        return None
    stated, guards = world.sides(region)
    related = [from_relations(each, guard.types, guard) for each, guard in zip(stated, guards, strict=True)]
    gone, come = _differences(related[0], related[1])

    source = world.with_related(come)
    second = _joined(world.changed(), _even(gone), _even(come), outward(retyped, source, symbols))
    more = {symbol(name, backwards) for name in come for backwards in (False, True)}
    region = around_rules(second, source, sorted({*symbols, *more}))
    if _size(region) > most:
        return None
    stated, guards = world.sides(region)
    was = {_name(place): shared(found, known.related(2 * place)) for place, found in region.items()}
    now = {
        name: union((minus(was.get(name, NONE), gone.get(name, NONE)), come.get(name, NONE)))
        for name in sorted({*was, *come})
    }
    before = from_pairs(stated[0], was, guards[0])
    after = from_pairs(stated[1], now, guards[1])
    before["relations"], after["relations"] = related
    before["classes"], after["classes"] = (classes(types) for types in world.types(retyped))
    pairs = {family.key: _differences(before[family.key], after[family.key]) for family in FAMILIES}
    return Followed({key: each[0] for key, each in pairs.items()}, {key: each[1] for key, each in pairs.items()})


class _Typed(Guard):
    """A guard that still has the types it was made of."""

    def __init__(self, types: Mapping[str, Nodes], nodes: int) -> None:
        super().__init__(types, nodes)
        self.types = types


class _World:
    """Both sides of a change together."""

    def __init__(self, known: Known, change: Change, nodes: int) -> None:
        self._known, self._change, self._nodes = known, change, nodes
        self._come = _both_ways(change.come)

    def stated(self, symbol_: int) -> Iterable[Pairs]:
        """Everything that is stated before or after."""
        return self._known.stated(symbol_), self._come.get(symbol_, NONE)

    def with_related(self, come: Found) -> Source:
        """The same, and what followed or follows from relation nodes."""
        fresh = _both_ways(come)
        return lambda each: (*self.stated(each), self._known.related(each), fresh.get(each, NONE))

    def changed(self) -> Walked:
        """What came and went."""
        return _joined(_even(self._change.gone), _even(self._change.come))

    def sides(self, region: Mapping[int, Pairs]) -> tuple[tuple[Found, Found], tuple[_Typed, _Typed]]:
        """What of the region is stated before and after, and the guards of both."""
        was, now = {}, {}
        for place, found in sorted(region.items()):
            name = _name(place)
            was[name] = shared(found, self._known.stated(2 * place))
            kept = minus(was[name], self._change.gone.get(name, NONE))
            now[name] = union((kept, shared(found, self._change.come.get(name, NONE))))
        met = union(
            np.unique(end) for pairs in region.values() for end in (subjects(pairs), objects(pairs)) if end.size
        )
        before, after = self.types(met)
        return (_filled(was), _filled(now)), (_Typed(before, self._nodes), _Typed(after, self._nodes))

    def types(self, nodes: Nodes) -> tuple[dict[str, Nodes], dict[str, Nodes]]:
        """Declared classes of these things, before and after."""
        was, now = {}, {}
        change = self._change
        for name in sorted({*self._known.used(), *change.typed} - _PROPERTIES):
            was[name] = shared(nodes, self._known.typed(name))
            kept = minus(was[name], change.untyped.get(name, NONE))
            now[name] = union((kept, shared(nodes, change.typed.get(name, NONE))))
        return _filled(was), _filled(now)


_PROPERTIES = frozenset(object_properties())


def _name(place: int) -> str:
    return object_properties()[place]


def _both_ways(found: Mapping[str, Pairs]) -> Walked:
    return {
        symbol(name, backwards): flip(pairs) if backwards else pairs
        for name, pairs in found.items()
        for backwards in (False, True)
    }


def _even(found: Mapping[str, Pairs]) -> Walked:
    return {symbol(name): pairs for name, pairs in found.items()}


def _joined(*parts: Walked) -> Walked:
    return {each: union(part.get(each, NONE) for part in parts) for each in sorted({s for part in parts for s in part})}


def _filled(found: dict[str, Pairs]) -> dict[str, Pairs]:
    return {name: array for name, array in found.items() if array.size}


def _size(region: Mapping[int, Pairs]) -> int:
    return sum(found.size for found in region.values())


def _differences(before: Found, after: Found) -> tuple[Found, Found]:
    names = sorted({*before, *after})
    gone = {name: minus(before.get(name, NONE), after.get(name, NONE)) for name in names}
    come = {name: minus(after.get(name, NONE), before.get(name, NONE)) for name in names}
    return _filled(gone), _filled(come)
