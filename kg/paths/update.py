"""The table of an edition from that of the edition before: steps that came or went, and what follows for hubs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from kg.iri import Iris
from kg.paths.build import joining, things
from kg.paths.hubs import LEAST, is_hub, moved
from kg.store.base import Reader
from kg.updates.delta import Delta, Quad
from kg.updates.tables import copied

_MOST, _SHARE = 1_000, 2
"""Statements that came or went: where there are more than both that number and one for so many things, all is made.

Three statements fall to a thing, and one that changes costs as much as one that is written anew (measured: 20 µs).
"""
Triple = tuple[str, str, str]
Ends = tuple[int, int]


def update_paths(path: Path, before: Path, store: Reader, old: Reader, iris: Iris, delta: Delta) -> bool:
    """Make the table at path from the one before; False where it is better made whole. See ``kg.updates``."""
    gone, come = ({*_stated(side, iris)} for side in _sides(delta, iris))
    if not before.is_file():
        return False
    with copied(before, path) as database:
        return _Table(database, iris).edit(gone, come)


def _sides(delta: Delta, iris: Iris) -> tuple[list[Quad], list[Quad]]:
    found = [delta.of(property_) for property_ in joining(iris)]
    return [quad for gone, _ in found for quad in gone], [quad for _, come in found for quad in come]


def _stated(quads: Iterable[Quad], iris: Iris) -> Iterable[Triple]:
    """What of it the table holds: statements of the resolved graph between two things."""
    graph, base = iris.graph("resolved"), f"<{things(iris)}"
    for subject, predicate, target, name in quads:
        if name == graph and subject != target and subject.startswith(base) and target.startswith(base):
            yield subject[1:-1], predicate[1:-1], target[1:-1]


class _Table:
    """A copy of the table, to be changed."""

    def __init__(self, database: sqlite3.Connection, iris: Iris) -> None:
        self._database = database
        self._base = things(iris)
        self._wanted = joining(iris)

    def edit(self, gone: set[Triple], come: set[Triple]) -> bool:
        """Whether it holds now what it should; not where it is of other software or does not fit the change."""
        if not self._is_of_today() or len(gone) + len(come) > self._most():
            return False
        (before,) = self._database.execute("SELECT nodes FROM total").fetchone()
        numbers, fresh = self._numbers(gone | come)
        was = self._joined(gone | come, numbers)
        if not self._replace(gone, come, numbers):
            return False
        now = self._joined(gone | come, numbers)
        left = self._recount(was - now, now - was)
        after = before + len(fresh) - left
        self._database.execute("UPDATE total SET nodes = ?", (after,))
        self._flag({*numbers.values()}, before, after)
        return True

    def _is_of_today(self) -> bool:
        """Whether it has degrees and numbers of the properties that are steps today."""
        names = {row[1] for row in self._database.execute("PRAGMA table_info(node)")}
        known = [iri for (iri,) in self._database.execute("SELECT iri FROM property ORDER BY id")]
        return "degree" in names and known == self._wanted

    def _most(self) -> int:
        (nodes,) = self._database.execute("SELECT nodes FROM total").fetchone()
        return max(_MOST, int(nodes) // _SHARE)

    def _numbers(self, triples: set[Triple]) -> tuple[dict[str, int], list[int]]:
        """Number of each thing in the triples, and which are new; those are beside nothing yet."""
        numbers, fresh = {}, []
        for iri in sorted({end for subject, _, target in triples for end in (subject, target)}):
            row = self._database.execute("SELECT id FROM node WHERE iri = ?", (iri,)).fetchone()
            if row is None:
                made = self._database.execute("INSERT INTO node (iri, hub, degree) VALUES (?, 0, 0)", (iri,))
                fresh.append(int(made.lastrowid or 0))
            numbers[iri] = int(row[0]) if row else fresh[-1]
        return numbers, fresh

    def _joined(self, triples: set[Triple], numbers: dict[str, int]) -> set[Ends]:
        """The pairs of ends of the triples between which there is any step now; both ways round."""
        query = "SELECT 1 FROM step WHERE here = ? AND there = ? LIMIT 1"
        pairs = {(numbers[subject], numbers[target]) for subject, _, target in triples}
        held = {pair for pair in pairs if self._database.execute(query, pair).fetchone()}
        return held | {(there, here) for here, there in held}

    def _replace(self, gone: set[Triple], come: set[Triple], numbers: dict[str, int]) -> bool:
        """Whether all that should go was there, and nothing that should come."""
        kinds = {iri: number for number, iri in self._database.execute("SELECT id, iri FROM property")}

        def steps(triples: set[Triple]) -> list[tuple[int, int, int, int]]:
            ways = ((numbers[s], kinds[p], numbers[o]) for s, p, o in triples)
            return sorted(step for s, p, o in ways for step in ((s, o, p, 1), (o, s, p, 0)))

        removal = "DELETE FROM step WHERE here = ? AND there = ? AND property = ? AND forward = ?"
        removed = self._database.executemany(removal, steps(gone)).rowcount if gone else 0
        added = self._database.executemany("INSERT OR IGNORE INTO step VALUES (?, ?, ?, ?)", steps(come)).rowcount
        return removed == 2 * len(gone) and max(added, 0) == 2 * len(come)

    def _recount(self, parted: set[Ends], joined: set[Ends]) -> int:
        """Keep degrees right; returns how many things were left beside nothing, and are there no more."""
        for change, pairs in ((-1, parted), (1, joined)):
            rows = ((change, here) for here, _ in sorted(pairs))
            self._database.executemany("UPDATE node SET degree = degree + ? WHERE id = ?", rows)
        ends = sorted({here for here, _ in parted})
        removal = "DELETE FROM node WHERE id = ? AND degree = 0"
        return max(self._database.executemany(removal, ((here,) for here in ends)).rowcount, 0)

    def _flag(self, changed: set[int], before: int, after: int) -> None:
        """Hubs among the things whose neighbours changed, and among those that the bounds have passed."""
        rows: dict[int, tuple[str, int, int]] = {}
        for number in changed:
            found = self._database.execute("SELECT iri, degree, hub FROM node WHERE id = ?", (number,)).fetchone()
            if found is not None:
                rows[number] = found
        query = f"SELECT id, iri, degree, hub FROM node WHERE degree > {LEAST} AND degree > ? AND degree <= ?"  # noqa: S608
        for passed in moved(before, after):
            rows |= {row[0]: row[1:] for row in self._database.execute(query, passed)}
        flags = (
            (is_hub(iri.removeprefix(self._base), degree, after), number)
            for number, (iri, degree, hub) in rows.items()
            if is_hub(iri.removeprefix(self._base), degree, after) != bool(hub)
        )
        self._database.executemany("UPDATE node SET hub = ? WHERE id = ?", sorted(flags))
