"""The cells of a row written down one after the other, with what each means beyond its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.document import DateExpression, Mention, Note
from extractors.languages.fold import fold
from extractors.readers.table_agents import GUESSED, agent_label
from extractors.readers.table_dates import dates_in, interval
from extractors.readers.table_profile import Column, Profile
from extractors.readers.table_rows import Cell

BREAK = "\n\n"
"""Between the lines of a text: to those who look for names in it, one field does not run on into the next."""
_LIFE = re.compile(r"\s*\([^()]*\d[^()]*\)\s*$")


@dataclass(slots=True)
class Draft:
    """A Document in the making.

    lang       language of the words;  date_role  what an undetermined date is of;  place  line, for warnings
    languages  tags of the material's languages, None among them for one that nobody knows
    """

    profile: Profile
    lang: str | None
    date_role: str
    place: str
    size: int = 0
    lines: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    dates: list[DateExpression] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    titles: list[tuple[str, str | None]] = field(default_factory=list)
    languages: list[str | None] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    _begun: tuple[Cell, int] | None = None

    @property
    def text(self) -> str:
        """All lines so far."""
        return BREAK.join(self.lines)

    def heading(self, words: str) -> None:
        """A heading that the row stands under."""
        self._line("", words)
        self.notes.append(Note("section", words, self.lang))

    def cell(self, cell: Cell) -> None:
        """A cell: its line, and what its column makes of it."""
        start = self._line(cell.heading, cell.words)
        column = cell.column
        if column is None:
            words = f"{cell.heading}: {cell.words}" if cell.heading else cell.words
            self.notes.append(Note("general", words, self.lang))
        elif column.means == "date":
            self._dates(cell, column, start)
        elif column.means in ("date_from", "date_to"):
            self._period(cell, column, start)
        elif column.means == "name":
            self._names(cell, column, start)
        elif column.means == "note":
            parts = [value for _, value in values(cell)] if column.separators else [cell.words]
            self.notes += [Note(column.kind, value, column.lang or self.lang) for value in parts]
        elif column.means == "title" and column.of is None:
            self._title(cell, column)
        elif column.means == "language":
            self._languages(cell)
        elif column.means == "form":
            self.notes.append(Note("genre", cell.words, self.lang))
        elif column.means == "level" and fold(cell.words) not in self.profile.levels:
            self.notes.append(Note("level", cell.words, self.lang))
            self._warn("TAB025", f"no profile knows the level {cell.words!r}")

    def close(self) -> None:
        """After the last cell: a period that has no end."""
        if self._begun is not None:
            cell, start = self._begun
            self._add(interval(cell.words, "", self.lang, self._role(cell), start, cell.words))
            self._begun = None

    def _line(self, heading: str, words: str) -> int:
        """Write a line; where the words stand."""
        before = (BREAK if self.lines else "", f"{heading}: " if heading else "")
        self.lines.append(before[1] + words)
        start = self.size + len(before[0]) + len(before[1])
        self.size = start + len(words)
        return start

    def _title(self, cell: Cell, column: Column) -> None:
        if self.titles:
            self.notes.append(Note("parallel-title", cell.words, column.lang))
        self.titles.append((" ".join(cell.words.split()), column.lang))

    def _names(self, cell: Cell, column: Column, start: int) -> None:
        for at, name in values(cell):
            known = _LIFE.sub("", name) or name
            label = agent_label(known) if column.label == "agent" else column.label
            sure = GUESSED if column.label == "agent" else 1.0
            place = (start + at, start + at + len(known))
            self.mentions.append(Mention(*place, label, "catalogue", sure, role=column.role))

    def _dates(self, cell: Cell, column: Column, start: int) -> None:
        if self._undated(cell):
            return
        for date in dates_in(cell.words, self.lang, column.role or self.date_role, start):
            self._add(date)

    def _period(self, cell: Cell, column: Column, start: int) -> None:
        """The end of a period comes right behind its beginning, so that both are quoted in one stretch."""
        if self._undated(cell):
            return
        if column.means == "date_from" and self._begun is None:
            self._begun = (cell, start)
            return
        first, begin = self._begun or (cell, start)
        told = "" if self._begun is None else cell.words
        self._begun = None
        words = self.text[begin : start + len(cell.words)]
        self._add(interval(first.words, told, self.lang, self._role(first), begin, words))

    def _role(self, cell: Cell) -> str:
        return (cell.column.role if cell.column is not None else None) or self.date_role

    def _undated(self, cell: Cell) -> bool:
        if fold(cell.words) not in self.profile.undated:
            return False
        self.notes.append(Note("date", cell.words, self.lang))
        return True

    def _add(self, date: DateExpression) -> None:
        self.dates.append(date)
        if date.start is not None and date.end is not None:
            self.mentions.append(Mention(date.start, date.end, "DATE", "catalogue"))
        if date.edtf is None:
            self._warn("TAB024", f"no date can be read in {date.expressed!r}; it is kept as words")

    def _languages(self, cell: Cell) -> None:
        self.notes.append(Note("language", cell.words, self.lang))
        for _, name in values(cell):
            tag = self.profile.languages.get(fold(name))
            self.languages.append(tag)
            if tag is None:
                self._warn("TAB026", f"no profile knows the language {name!r}")

    def _warn(self, code: str, problem: str) -> None:
        self.warnings.append(f"{code} line {self.place}: {problem}")


def values(cell: Cell) -> list[tuple[int, str]]:
    """Values of a cell, without white space around them, with their places in it."""
    signs = cell.column.separators if cell.column is not None else ()
    split = re.compile("|".join(map(re.escape, ("\n", *sorted(signs, key=len, reverse=True)))))
    found, at = [], 0
    for match in [*split.finditer(cell.words), None]:
        end = match.start() if match is not None else len(cell.words)
        piece = cell.words[at:end]
        if piece.strip():
            found.append((at + len(piece) - len(piece.lstrip()), piece.strip()))
        at = match.end() if match is not None else end
    return found
