"""One connected component of SAME in which something forbids: where it is cut, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from kg.resolve.forbidden import Traits, classes, forbids
from kg.resolve.judgements import REASON, Judgement
from kg.resolve.min_cut import min_cut

_SCALE = 1000
_BUDGET = 1_000_000
"""Cuts times edges beyond which a component is built up edge by edge instead."""
_MOST_KINDS = 256
"""The same, for kinds of members that may forbid each other."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A SAME that does not hold. words say what it would go against; against is the DIFFERENT, where it is one."""

    same: Judgement
    words: str
    against: Judgement | None = None


@dataclass(frozen=True)
class Bars:
    """All that keeps members apart: DIFFERENT by pair, and traits less what people waived."""

    different: Mapping[tuple[str, str], Judgement] = field(default_factory=dict)
    traits: Mapping[str, Traits] = field(default_factory=dict)
    waived: frozenset[str] = frozenset()

    def between(self, one: Traits, other: Traits) -> str | None:
        """Why two classes may not be in one cluster."""
        words = forbids(one, other)
        return None if words in self.waived else words


def separate(
    members: Sequence[str], same: Sequence[Judgement], bars: Bars
) -> tuple[list[set[str]], list[Conflict]]:
    """Groups of the component's members in which nothing forbids, and the SAME that were cut for it.

    Each bar in turn is met by the cut of least confidence in sum, people's judgements the last to go; then every cut
    that proves needless is joined again, the strongest first. same: one judgement a pair, both ends in members.
    """
    inside = set(members)
    held = [j for (left, right), j in bars.different.items() if left in inside and right in inside]
    kinds = sorted(classes(members, bars.traits).items(), key=lambda item: min(item[1]))
    kept: list[Judgement] = []
    if len(kinds) <= _MOST_KINDS and (len(held) + len(kinds)) * len(same) <= _BUDGET:
        kept = list(same)
        machines = sum(_machine(j) for j in same if not j.by_person)
        for ones, others in _demands(held, kinds, bars):
            kept = _cut(kept, ones, others, machines)
    loose = {j.id for j in kept}
    return _Builder(members, bars).build(kept, [j for j in same if j.id not in loose])


def _demands(
    held: list[Judgement], kinds: list[tuple[Traits, list[str]]], bars: Bars
) -> Iterator[tuple[list[str], list[str]]]:
    """Pairs of sets that must end apart: people's DIFFERENT first, then machines', then what traits forbid."""
    for judgement in sorted(held, key=strongest_first):
        yield [judgement.left], [judgement.right]
    for place, (one, ones) in enumerate(kinds):
        others = [member for other, found in kinds[place + 1 :] if bars.between(one, other) for member in found]
        if others:
            yield ones, others


def _cut(kept: list[Judgement], ones: list[str], others: list[str], machines: int) -> list[Judgement]:
    reached = _reachable(kept, ones)
    if reached.isdisjoint(others):
        return kept
    # One person's judgement outweighs all of the machines' together.
    edges = [
        (j.left, j.right, _machine(j) + (machines + 1) * j.by_person) for j in kept if j.left in reached
    ]
    gone = min_cut(edges, ones, [other for other in others if other in reached])
    return [j for j in kept if j.pair not in gone]


def _machine(judgement: Judgement) -> int:
    return max(1, round(judgement.confidence * _SCALE))


def _reachable(same: Iterable[Judgement], start: Iterable[str]) -> set[str]:
    beside: dict[str, list[str]] = defaultdict(list)
    for judgement in same:
        beside[judgement.left].append(judgement.right)
        beside[judgement.right].append(judgement.left)
    reached, waiting = set(start), list(start)
    while waiting:
        for member in beside[waiting.pop()]:
            if member not in reached:
                reached.add(member)
                waiting.append(member)
    return reached


class _Builder:
    """Groups that grow by judgements, and refuse those that something forbids."""

    def __init__(self, members: Sequence[str], bars: Bars) -> None:
        self._bars = bars
        self._home = {member: number for number, member in enumerate(members)}
        self._groups = {number: {member} for number, member in enumerate(members)}
        self._kinds = {n: {bars.traits[m]} if m in bars.traits else set() for n, m in enumerate(members)}
        self._apart: dict[str, list[tuple[str, Judgement]]] = defaultdict(list)
        for (left, right), judgement in bars.different.items():
            if left in self._home and right in self._home:
                self._apart[left].append((right, judgement))
                self._apart[right].append((left, judgement))

    def build(
        self, kept: Iterable[Judgement], loose: Iterable[Judgement]
    ) -> tuple[list[set[str]], list[Conflict]]:
        """kept joins without a question; loose joins, the strongest first, where nothing forbids."""
        for judgement in kept:
            self._join(*self._homes(judgement))
        conflicts = []
        for judgement in sorted(loose, key=strongest_first):
            one, other = self._homes(judgement)
            if one == other:
                continue
            bar = self._barred(one, other)
            if bar is None:
                self._join(one, other)
            else:
                conflicts.append(Conflict(judgement, *bar))
        return list(self._groups.values()), conflicts

    def _homes(self, judgement: Judgement) -> tuple[int, int]:
        return self._home[judgement.left], self._home[judgement.right]

    def _join(self, one: int, other: int) -> None:
        if one == other:
            return
        if len(self._groups[one]) < len(self._groups[other]):
            one, other = other, one
        for member in self._groups[other]:
            self._home[member] = one
        self._groups[one] |= self._groups.pop(other)
        self._kinds[one] |= self._kinds.pop(other)

    def _barred(self, one: int, other: int) -> tuple[str, Judgement | None] | None:
        small, large = sorted((one, other), key=lambda group: len(self._groups[group]))
        held = [
            judgement
            for member in self._groups[small]
            for away, judgement in self._apart.get(member, ())
            if self._home[away] == large
        ]
        if held:
            first = min(held, key=strongest_first)
            return said(first), first
        kinds = product(self._kinds[small], self._kinds[large])
        words = [found for one, other in kinds if (found := self._bars.between(one, other))]
        return (min(words), None) if words else None


def strongest_first(judgement: Judgement) -> tuple[bool, float, str, str, str]:
    """Sorting key: people before machines, then by confidence, then by pair."""
    return not judgement.by_person, -judgement.confidence, judgement.left, judgement.right, judgement.id


def said(different: Judgement) -> str:
    """A DIFFERENT in words."""
    who = different.actor if different.by_person else different.method
    reasons = different.words(REASON)
    return f"{who} holds two of them to be different" + (f": {reasons[0]}" if reasons else "")
