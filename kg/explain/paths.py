"""Which judgements join two local entities, and what keeps them apart."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.resolve.candidates import Candidate
from kg.resolve.clusters import Division, divide
from kg.resolve.forbidden import traits_of
from kg.resolve.judgements import Judgement


def component(counted: Sequence[Judgement], start: Iterable[str]) -> set[str]:
    """All local entities that SAME judgements connect with the given ones, held or not."""
    beside = _beside(counted)
    reached = set(start)
    waiting = list(reached)
    while waiting:
        for judgement, other in beside.get(waiting.pop(), ()):
            if other not in reached and judgement.verdict == "SAME":
                reached.add(other)
                waiting.append(other)
    return reached


def division_of(counted: Sequence[Judgement], candidates: Mapping[str, Candidate], start: Iterable[str]) -> Division:
    """How that component is divided, and which of its SAME do not hold."""
    members = sorted(iri for iri in component(counted, start) if iri in candidates)
    inside = set(members)
    judgements = [j for j in counted if j.left in inside and j.right in inside]
    return divide(members, judgements, traits_of(candidates[iri] for iri in members))


def path(same: Sequence[Judgement], start: str, goal: str) -> tuple[Judgement, ...] | None:
    """The judgements between the two, fewest first, then the surest; None where nothing joins them.

    people's judgements before machines' where both say the same of a pair.
    """
    beside = _beside(same)
    best: dict[str, tuple[int, float]] = {start: (0, 0.0)}
    before: dict[str, tuple[str, Judgement]] = {}
    queue: list[tuple[int, float, str]] = [(0, 0.0, start)]
    while queue:
        steps, doubt, at = heapq.heappop(queue)
        if at == goal:
            found = []
            while at != start:
                at, judgement = before[at]
                found.append(judgement)
            return tuple(reversed(found))
        if (steps, doubt) > best[at]:
            continue
        for judgement, other in beside.get(at, ()):
            further = (steps + 1, round(doubt + 1 - judgement.confidence - judgement.by_person, 6))
            if other not in best or further < best[other]:
                best[other] = further
                before[other] = (at, judgement)
                heapq.heappush(queue, (*further, other))
    return None


def between(judgements: Sequence[Judgement], ones: Iterable[str], others: Iterable[str]) -> tuple[Judgement, ...]:
    """Judgements straight across the two groups, the surest first."""
    left, right = set(ones), set(others)
    across = [j for j in judgements if {j.left in left, j.right in left} == {True, False} and
              (j.left in right or j.right in right)]  # fmt: skip
    return tuple(sorted(across, key=lambda j: (not j.by_person, -j.confidence, j.pair, j.method)))


def _beside(judgements: Iterable[Judgement]) -> dict[str, list[tuple[Judgement, str]]]:
    found: dict[str, list[tuple[Judgement, str]]] = defaultdict(list)
    for each in judgements:
        if each.verdict == "SAME":
            found[each.left].append((each, each.right))
            found[each.right].append((each, each.left))
    return found
