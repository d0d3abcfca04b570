"""A sheet of cells, whatever file it came in."""

from __future__ import annotations

from dataclasses import dataclass

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 0, the last ones included."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells as words, an empty cell as the empty string.

    lines   number of each row in the file, as a person counts: the line of a CSV, the row of a spreadsheet
    merges  ranges that are one cell; their words stand in the first
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    merges: tuple[Merge, ...] = ()

    @property
    def width(self) -> int:
        """Cells of the longest row."""
        return max(map(len, self.rows), default=0)


def unmerged(sheet: Sheet, first: int) -> Sheet:
    """The sheet with the words of merged cells in every row that they span, from row ``first`` on: a fond's number
    written once beside all its files. Across columns nothing is repeated."""
    rows = [list(row) for row in sheet.rows]
    for top, left, bottom, _ in sheet.merges:
        if top >= first and top < len(rows) and left < len(rows[top]) and rows[top][left]:
            for at in range(top + 1, min(bottom + 1, len(rows))):
                rows[at] += [""] * (left + 1 - len(rows[at]))
                rows[at][left] = rows[at][left] or rows[top][left]
    return Sheet(sheet.name, tuple(map(tuple, rows)), sheet.lines, sheet.merges)
