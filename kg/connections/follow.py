"""Rows in order, of which a file keeps the first, as a change takes some away and adds others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kg.updates.numbers import Unfit

MOST = 100
"""Rows that are told of an answer; ``total`` says how many there are."""
KEPT = 500
"""Rows that a file keeps, so that the first hundred are still known when some of them go."""
Row = dict[str, Any]
Rank = Callable[[Row], Any]


def answer(rows: Sequence[Row]) -> dict[str, Any]:
    """All rows, in order, as a file keeps them."""
    return {"total": len(rows), "rows": list(rows[:KEPT])}


def follow(told: dict[str, Any], gone: Sequence[Row], come: Sequence[Row], rank: Rank) -> dict[str, Any]:
    """The answer without some of the rows that it counts, and with others.

    A row that was kept by nobody comes after all that were kept, so up to the last of these all rows are known. Unfit
    where those are fewer than are told.
    """
    total = told["total"] - len(gone) + len(come)
    left = [rank(row) for row in gone]
    rows = sorted([*(row for row in told["rows"] if rank(row) not in left), *come], key=rank)
    if len(told["rows"]) < told["total"]:
        last = rank(told["rows"][-1])
        rows = [row for row in rows if rank(row) <= last]
        if len(rows) < min(MOST, total):
            raise Unfit
    elif len(rows) != total:
        raise Unfit
    return {"total": total, "rows": rows[:KEPT]}
