"""Where the header of a table is and which profile knows its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.languages.fold import fold
from extractors.readers.table_profile import Column, Profile
from extractors.readers.table_sheet import Sheet

DEPTH = 40
"""Rows looked at for a header: titles, addresses and signatures stand above it."""
LEAST = 3
"""Columns that a profile must know, so that not every table with a number and a title is a catalogue."""
_MANY = frozenset(("name", "note", "identifier", "dao", "title", "text", "date"))
_NUMBER = re.compile(r"^(?:(?:no)+|n|nn|номер|num|number) | (?:no|номер|нөмірі|number)$")
_PARENTHESES = re.compile(r"\([^()]*\)")
_SIDES = re.compile(r"[/|\n]|\s[-–—]\s")


@dataclass(frozen=True, slots=True)
class Header:
    """A header found: rows ``first`` to ``last`` of the sheet, the words over each column, what each column means.

    missing  groups of the profile's required columns that are not there; the header fits where there are none
    """

    profile: Profile
    first: int
    last: int
    names: tuple[str, ...]
    columns: tuple[Column | None, ...]
    missing: tuple[tuple[str, ...], ...]

    @property
    def known(self) -> int:
        """How many columns the profile knows."""
        return sum(column is not None for column in self.columns)

    @property
    def fits(self) -> bool:
        """Whether the table is what the profile is for."""
        return not self.missing and (self.profile.own or self.known >= LEAST)


def best_header(sheet: Sheet, profiles: Sequence[Profile]) -> Header | None:
    """The header that fits best: one that fits before one that does not, then the most columns known, then the first
    in the sheet, of one row rather than two, of the first profile. None where no column is known at all."""
    best: Header | None = None
    for first, last, names in _rows(sheet):
        for profile in profiles:
            found = _header(profile, first, last, names)
            if found.known and (best is None or (found.fits, found.known) > (best.fits, best.known)):
                best = found
    return best


def _rows(sheet: Sheet) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Rows that may be a header: each of the first rows, and two together where cells are merged across."""
    spanned = {top for top, left, _, right in sheet.merges if right > left}
    for at, row in enumerate(sheet.rows[:DEPTH]):
        if sum(bool(cell.strip()) for cell in row) >= 2:
            yield at, at, row
            if at in spanned and at + 1 < len(sheet.rows):
                yield at, at + 1, _two(sheet, at)


def _two(sheet: Sheet, at: int) -> tuple[str, ...]:
    """Headings of two rows: the lower behind the one above it."""
    upper, lower = ([*row, *[""] * (sheet.width - len(row))] for row in sheet.rows[at : at + 2])
    for top, left, _, right in sheet.merges:
        if top == at:
            upper[left : right + 1] = [upper[left]] * (min(right + 1, len(upper)) - left)
    both = ((a.strip(), b.strip()) for a, b in zip(upper, lower, strict=True))
    return tuple(" / ".join(word for word in dict.fromkeys(pair) if word) for pair in both)


def _header(profile: Profile, first: int, last: int, names: tuple[str, ...]) -> Header:
    known, taken, columns = _index(profile), set[str](), list[Column | None]()
    for name in names:
        found = next((known[key] for key in _keys(name) if key in known), None)
        if found is not None and found.key in taken and found.means not in _MANY:
            found = None
        columns.append(found)
        taken |= {found.key} if found is not None else set()
    missing = tuple(group for group in profile.required if not taken.intersection(group))
    return Header(profile, first, last, tuple(" ".join(name.split()) for name in names), tuple(columns), missing)


@lru_cache(maxsize=64)
def _names(columns: tuple[Column, ...]) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for column in columns:
        for name in column.names:
            found.setdefault(_plain(name), column)
    return found


def _index(profile: Profile) -> dict[str, Column]:
    return _names(profile.columns)


@lru_cache(maxsize=4096)
def _keys(name: str) -> tuple[str, ...]:
    """What a heading may be looked up by: its words, those without a remark in parentheses, those of one
    language or, of two rows, of the lower one first. None for words that still have their quotes: they are
    a list in some program, and no heading."""
    if not name or len(name) > 200 or '"' in name:
        return ()
    forms = (name, _PARENTHESES.sub(" ", name), *reversed(_SIDES.split(name)), *re.findall(r"\(([^()]*)\)", name))
    return tuple(dict.fromkeys(key for key in map(_plain, forms) if key))


def _plain(name: str) -> str:
    """Folded, without the sign or word for "number" before or after."""
    folded = fold(name)
    return _NUMBER.sub("", folded) or folded
