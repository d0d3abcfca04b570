"""Numbers for passages that come into an index: between those that stand before and behind them in its order.

Only the order of the numbers says anything. Where there is no room, neighbours move; ever more of them, until those
that moved have as much room as they take.
"""

from __future__ import annotations

import sqlite3

from kg.search.numbering import FIELD, GAP

_MOST_MOVED = 50_000
Key = tuple[int, int]
New = tuple[int, int, int]


class NoRoom(Exception):
    """So many passages would have to move that the index is better made whole."""


class Slots:
    """Over the table of owners, which it keeps up to date; the tables of passages and words are left as they are.

    gone    numbers of the index before whose passages were taken out
    placed  by number now, what stands there that did not before: the number that a passage had in the index before, or
            (thing, field, which of those that were placed together)
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self.gone: set[int] = set()
        self.placed: dict[int, int | New] = {}

    def remove(self, thing: int, field: int) -> None:
        """Take out the passages of a thing in a field."""
        within = (thing, field * FIELD, (field + 1) * FIELD)
        query = "FROM owner WHERE thing = ? AND passage >= ? AND passage < ?"
        self.gone.update(number for (number,) in self._database.execute(f"SELECT passage {query}", within))
        self._database.execute(f"DELETE {query}", within)

    def place(self, thing: int, field: int, weight: int, count: int) -> None:
        """Give numbers to so many passages of a thing that has none in the field now."""
        low, high = field * FIELD, (field + 1) * FIELD
        behind = self._first(field, (0 if field else -weight, thing))
        last = self._database.execute(
            "SELECT passage FROM owner WHERE passage < ? AND passage >= ? ORDER BY passage DESC LIMIT 1", (behind, low)
        ).fetchone()
        before = last[0] if last else low
        free = behind - before - 1
        if free >= count:
            start = before + 1 + min(GAP, (free - count) // 2)
            numbers = list(range(start, start + count))
        else:
            numbers = self._make_room(low, high, behind, count)
        self._database.executemany("INSERT INTO owner VALUES (?, ?)", ((number, thing) for number in numbers))
        self.placed |= {number: (thing, field, at) for at, number in enumerate(numbers)}

    def _first(self, field: int, key: Key) -> int:
        """The first passage of the field whose thing stands behind the key; the end of the field where there is none.

        Passages stand in the order of the keys of their things, so halving finds it.
        """
        low, end = field * FIELD, (field + 1) * FIELD
        last = self._database.execute(
            "SELECT passage FROM owner WHERE passage < ? ORDER BY passage DESC LIMIT 1", (end,)
        ).fetchone()
        if last is None or last[0] < low:
            return end
        first, high = end, int(last[0]) + 1
        while low < high:
            middle = (low + high) // 2
            row = self._database.execute(_NEXT, (middle,)).fetchone()
            if ((0 if field else -row[2]), row[1]) > key:
                first, high = row[0], middle
            else:
                low = row[0] + 1
        return first

    def _make_room(self, low: int, high: int, behind: int, count: int) -> list[int]:
        around = count
        while True:
            left = self._passages("passage < ? AND passage >= ? ORDER BY passage DESC", behind, low, around + 1)[::-1]
            right = self._passages("passage >= ? AND passage < ? ORDER BY passage", behind, high, around + 1)
            start = left.pop(0)[0] if len(left) > around else low
            end = right.pop()[0] if len(right) > around else high
            need = len(left) + count + len(right)
            step = min(GAP, (end - start) // (need + 1))
            if step >= 2:
                break
            if need > _MOST_MOVED or (start, end) == (low, high):
                raise NoRoom
            around *= 2
        numbers = [start + step * (at + 1) for at in range(need)]
        at = len(left)
        self._move([*left, *right], numbers[:at] + numbers[at + count :])
        return numbers[at : at + count]

    def _passages(self, where: str, one: int, other: int, most: int) -> list[tuple[int, int]]:
        query = f"SELECT passage, thing FROM owner WHERE {where} LIMIT ?"  # noqa: S608
        return self._database.execute(query, (one, other, most)).fetchall()

    def _move(self, rows: list[tuple[int, int]], numbers: list[int]) -> None:
        self._database.executemany("DELETE FROM owner WHERE passage = ?", ((number,) for number, _ in rows))
        placed = [(new, thing) for new, (_, thing) in zip(numbers, rows, strict=True)]
        self._database.executemany("INSERT INTO owner VALUES (?, ?)", placed)
        was = {new: self.placed.pop(number, number) for new, (number, _) in zip(numbers, rows, strict=True)}
        self.placed |= was


_NEXT = """SELECT o.passage, o.thing, t.weight FROM owner o JOIN thing t ON t.id = o.thing WHERE o.passage >= ?
  ORDER BY o.passage LIMIT 1"""
