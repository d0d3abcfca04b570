"""How an entry goes with those whom the other names of the document mean: same years, same country, same business."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.resolve.authority.known import Known

_LEAST = 0.2
"""Probability from which on another name's candidate counts."""

Company = Mapping[int, float]
"""Numbers of entries, and how likely the document means each."""


def company(candidates: Sequence[Sequence[int]], chances: Sequence[Sequence[float]]) -> Company:
    """Everybody whom some name of the document likely means."""
    found: dict[int, float] = {}
    for numbers, likely in zip(candidates, chances, strict=True):
        for number, chance in zip(numbers, likely, strict=True):
            if chance >= _LEAST:
                found[number] = max(found.get(number, 0.0), float(chance))
    return dict(sorted(found.items()))


def beside(candidates: Sequence[int], others: Company, entries: Sequence[Known]) -> list[list[float]]:
    """(candidates, 4) how each goes with the others, those who are candidates of the same name left out."""
    mine = frozenset(candidates)
    rest = [(entries[number], chance) for number, chance in others.items() if number not in mine]
    votes: dict[int, float] = defaultdict(float)
    listed = 0.0
    for other, chance in rest:
        listed += chance if other.lists else 0.0
        for number in sorted(other.lists):
            votes[number] += chance
    return [[*_with(entries[number], rest), _listed(entries[number], votes, listed)] for number in candidates]


def _listed(entry: Known, votes: Mapping[int, float], whole: float) -> float:
    """In the list that names most of the others, how many of them it names, against all; -0.5 to 0.5 when sure."""
    if not whole or not entry.lists:
        return 0.0
    best = max(votes.get(number, 0.0) for number in entry.lists)
    most = max(votes.values(), default=0.0)
    return (best / most - 0.5) * math.sqrt(min(most, 6.0)) if most else 0.0


def _with(entry: Known, rest: Sequence[tuple[Known, float]]) -> list[float]:
    period = country = words = dated = placed = 0.0
    for other, chance in rest:
        if entry.span and other.span:
            dated += chance
            period += chance * float(entry.span.apart(other.span) <= 1)
        if entry.countries and other.countries:
            placed += chance
            country += chance * float(bool(entry.countries & other.countries))
        few, many = sorted((entry.words, other.words), key=len)
        shared = sum(weight * many[word] for word, weight in few.items() if word in many)
        words += chance * shared / (entry.length * other.length)
    return [
        (period / dated - 0.5) * min(dated, 4.0) / 4.0 if dated else 0.0,
        country / placed if placed else 0.0,
        min(words, 4.0),
    ]
