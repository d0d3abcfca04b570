"""The rows of a table as entries: what stands in each known column, and the headings and titles around the rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.readers.table_header import Header
from extractors.readers.table_profile import Column, Means
from extractors.readers.table_sheet import Sheet, unmerged


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of a cell, without white space around them; column is None where no profile knows the heading."""

    heading: str
    column: Column | None
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with its cells that are not empty, in the order of the table, and the headings between the rows that it
    stands under, the widest first. inherited: numbers of the sets above that only rows before it give."""

    place: str
    cells: tuple[Cell, ...]
    headings: tuple[str, ...]
    inherited: tuple[tuple[str, str], ...] = ()

    def all_of(self, *means: Means) -> list[Cell]:
        """Cells of the columns that mean this."""
        return [cell for cell in self.cells if cell.column is not None and cell.column.means in means]

    def first(self, means: Means) -> str:
        """Words of the first such cell; empty where there is none."""
        return next((cell.words for cell in self.all_of(means)), "")

    @property
    def lines(self) -> tuple[str, ...]:
        """The row as words, a cell a line behind its heading."""
        return tuple(f"{cell.heading}: {cell.words}" if cell.heading else cell.words for cell in self.cells)

    @property
    def content(self) -> str:
        """The row in one line, for messages."""
        return " | ".join(" ".join(line.split()) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet understood. above and headings: the lines before the header and between or under the rows."""

    sheet: str
    header: Header
    above: tuple[str, ...]
    entries: tuple[Entry, ...]
    headings: tuple[str, ...]


def table(sheet: Sheet, header: Header, several: bool) -> Table:
    """The table under a header. several: there are other sheets, so that messages must name this one."""
    whole = unmerged(sheet, header.last + 1)
    above = tuple(line for row in sheet.rows[: header.first] if (line := _line(row)))
    entries: list[Entry] = []
    headings: list[str] = []
    current: tuple[str, ...] = ()
    numbers: dict[str, str] = {}
    in_heading = False
    for at in range(header.last + 1, len(whole.rows)):
        row = whole.rows[at]
        if not any(cell.strip() for cell in row) or _repeats(row, header, at):
            continue
        words = _heading(sheet, at, header)
        if words is not None:
            headings.append(words)
            current = (*current, words) if in_heading else (words,)
            numbers.clear()
        else:
            cells = tuple(_cells(row, header))
            place = f"{whole.lines[at]} of {sheet.name}" if several else str(whole.lines[at])
            entries.append(Entry(place, cells, current, _inherited(cells, header, numbers)))
        in_heading = words is not None
    return Table(sheet.name, header, above, tuple(entries), tuple(headings))


def _inherited(cells: tuple[Cell, ...], header: Header, numbers: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """What the rows before say of the sets above this one; numbers is brought up to date with the row itself.

    A fond's number that changes ends what was said of its parts.
    """
    given = {cell.column.key: cell.words for cell in cells if cell.column and cell.column.means == "part"}
    sets = [part.key for part in header.profile.parts][:-1]
    for at, key in enumerate(sets):
        if key in given and numbers.get(key) != given[key]:
            for below in sets[at:]:
                numbers.pop(below, None)
            numbers[key] = given[key]
    return tuple((key, numbers[key]) for key in sets if key in numbers and key not in given)


def _cells(row: tuple[str, ...], header: Header) -> Iterator[Cell]:
    for at, words in enumerate(row):
        if words.strip():
            known = at < len(header.names)
            yield Cell(header.names[at] if known else "", header.columns[at] if known else None, words.strip())


def _line(row: tuple[str, ...]) -> str:
    """Cells of a row that is no record, as one line."""
    return " ".join(" ".join(cell.split()) for cell in row if cell.strip())


def _repeats(row: tuple[str, ...], header: Header, at: int) -> bool:
    """Whether a row is the header again, on a new printed page, or the numbers of the columns under it."""
    words = tuple(" ".join(cell.split()) for cell in row)
    if words[: len(header.names)] == header.names[: len(words)] and any(words):
        return True
    told = [word for word in words if word]
    return len(told) > 2 and told == [str(number) for number in range(1, len(told) + 1)] and at <= header.last + 2


def _heading(sheet: Sheet, at: int, header: Header) -> str | None:
    """The words of a row that is a heading between the rows: one cell merged over most of the table, or, where
    nothing is merged, words without a figure at their head alone in the first column; else None."""
    row = sheet.rows[at]
    filled = [column for column, cell in enumerate(row) if cell.strip()]
    if len(filled) != 1 or len(header.names) < 3:
        return None
    words = " ".join(row[filled[0]].split())
    wide = max((right - left + 1 for top, left, _, right in sheet.merges if top == at and left == filled[0]), default=1)
    tall = any(top < at <= bottom and left != filled[0] for top, left, bottom, _ in sheet.merges)
    if wide * 2 > len(header.names):
        return words
    return words if filled == [0] and not words[0].isdigit() and " " in words and not tall else None
