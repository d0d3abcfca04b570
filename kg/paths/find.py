"""The shortest paths between two things: breadth first from both ends, then all within reach, short first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kg.tables import open_known

_MOST_SEEN = 200_000
"""Things that one search may reach; a search that would reach more finds what it has found."""
_MOST_LOOKED_AT = 20_000
"""Beginnings of paths of one length."""
Steps = list[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Hop:
    """One statement on a path, gone from here to there; forward: here is its subject."""

    here: str
    property: str
    there: str
    forward: bool


def paths(path: Path, start: str, goal: str, *, hops: int, limit: int, hubs: bool = False) -> list[tuple[Hop, ...]]:
    """At most limit paths of at most hops statements, the shortest first; equals in the order of their IRIs.

    Of several statements between the same two things, the first by property. hubs: whether paths may go through
    countries and whatever is beside very many things. Nothing where either end is unknown, or both are one.
    """
    with closing(_opened(path)) as database:
        search = _Search(database, hubs)
        ends = [search.number(start), search.number(goal)]
        if None in ends or start == goal:
            return []
        found = list(search.paths(int(ends[0] or 0), int(ends[1] or 0), hops, limit))
        return [tuple(search.hop(*step) for step in steps) for steps in found]


def _opened(path: Path) -> sqlite3.Connection:
    advice = "Run `sunqar publish`: it makes an edition with one."
    return open_known(path, "SELECT id FROM node LIMIT 1", "PATHS001", "The edition's table of paths", advice)


class _Search:
    """One search; what is next to a thing is read once."""

    def __init__(self, database: sqlite3.Connection, hubs: bool) -> None:
        self._database = database
        self._hubs = hubs
        self._known: dict[int, Steps] = {}
        self._iris: dict[int, str] = {}

    def number(self, iri: str) -> int | None:
        row = self._database.execute("SELECT id FROM node WHERE iri = ?", (iri,)).fetchone()
        return int(row[0]) if row else None

    def hop(self, here: int, there: int, property_: int) -> Hop:
        query = "SELECT iri FROM property WHERE id = ?"
        name = str(self._database.execute(query, (abs(property_),)).fetchone()[0])
        return Hop(self._iri(here), name, self._iri(there), property_ > 0)

    def _iri(self, number: int) -> str:
        if number not in self._iris:
            row = self._database.execute("SELECT iri FROM node WHERE id = ?", (number,)).fetchone()
            self._iris[number] = str(row[0])
        return self._iris[number]

    def paths(self, start: int, goal: int, hops: int, limit: int) -> Iterator[list[tuple[int, int, int]]]:
        """Depth first within what both ends reach, one length after the other."""
        to_goal = self._distances(goal, start, hops - hops // 2)
        from_start = self._distances(start, goal, hops // 2)
        if not to_goal.keys() & from_start.keys():
            return
        shortest = min(to_goal[node] + from_start[node] for node in to_goal.keys() & from_start.keys())
        reach = max(to_goal.values())
        given = 0
        for length in range(shortest, hops + 1):
            for steps in self._of_length(start, goal, length, to_goal, reach):
                yield steps
                given += 1
                if given == limit:
                    return

    def _of_length(
        self, start: int, goal: int, length: int, to_goal: dict[int, int], reach: int
    ) -> Iterator[list[tuple[int, int, int]]]:
        waiting: list[tuple[int, list[tuple[int, int, int]]]] = [(start, [])]
        looked = 0
        while waiting and looked < _MOST_LOOKED_AT:
            here, steps = waiting.pop()
            if here == goal:
                if len(steps) == length:
                    yield steps
                continue
            looked += 1
            left = length - len(steps) - 1
            gone = {step[0] for step in steps}
            further = [
                (there, [*steps, (here, there, property_)])
                for there, property_, hub in self._beside(here)
                if there not in gone
                and to_goal.get(there, reach + 1) <= left
                and (there == goal or (left > 0 and (self._hubs or not hub)))
            ]
            if len(further) > 1:
                further.sort(key=lambda step: self._iri(step[0]), reverse=True)
            waiting.extend(further)

    def _distances(self, start: int, other: int, reach: int) -> dict[int, int]:
        """Hops from a thing to all within reach; hubs are not gone through, but may be an end."""
        found, edge = {start: 0}, [start]
        for distance in range(1, reach + 1):
            following = self._next(found, edge, distance, other)
            if len(found) > _MOST_SEEN:  # which of them are found should not depend on how they are numbered
                for there in following:
                    del found[there]
                self._next(found, sorted(edge, key=self._iri), distance, other)
                return found
            edge = following
        return found

    def _next(self, found: dict[int, int], edge: list[int], distance: int, other: int) -> list[int]:
        """What is one hop beyond the edge and was not found before, which it is now; no more than may be."""
        following = []
        for here in edge:
            for there, _, hub in self._beside(here):
                if there not in found and (self._hubs or not hub or there == other):
                    found[there] = distance
                    following.append(there)
            if len(found) > _MOST_SEEN:
                break
        return following

    def _beside(self, here: int) -> Steps:
        if here not in self._known:
            rows = self._database.execute(
                "SELECT s.there, s.property, s.forward, n.hub FROM step s JOIN node n ON n.id = s.there "
                "WHERE s.here = ? ORDER BY s.there, s.property, s.forward",
                (here,),
            )
            first: dict[int, tuple[int, int, int]] = {}
            for there, property_, forward, hub in rows:
                # The table's own order needs no sorting; of both ways of one property, forward comes second.
                if there not in first or (forward and first[there][1] == -property_):
                    first[there] = (there, property_ if forward else -property_, hub)
            self._known[here] = list(first.values())
        return self._known[here]
