"""Call numbers of the rows of a table: made of parts, or standing whole in one cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from extractors.document import Level
from extractors.languages.fold import fold
from extractors.readers.table_profile import Column, Profile, filled
from extractors.readers.table_rows import Entry, Table
from extractors.readers.table_shelfmark import number_of, parts_in, taken_apart


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of description.

    level   None where the table does not tell it
    number  its own part of the call number
    entry   its row; None for a set that no row describes, of which lines are the words that name it and title is
            what the table calls it
    """

    id: str
    level: Level | None
    parent: str | None
    profile: Profile
    number: str
    entry: Entry | None = None
    lines: tuple[str, ...] = ()
    title: str = ""


Named = tuple[str, str, str]
"""Number of a part, the words that say so, and what they call the set; empty where they give its number alone."""

Identified = tuple[Unit | None, tuple[Unit, ...]]
"""The unit of a row, None where it has no whole call number, and the sets above it that the call number names."""


def by_parts(table: Table, stem: str) -> Iterator[Identified]:
    """Units whose call number is made of parts. What the row does not say is looked for, in this order, in the rows
    above it, the headings above it, the constants of the profile, the lines above the table, the names of sheet and
    file."""
    profile = table.header.profile
    parts = profile.parts
    constants = {key: (number, number, "") for key, number in profile.constants.items()}
    around = tuple(text for text in (*reversed(table.above), table.sheet, stem) if text)
    for entry in table.entries:
        named = _told(entry, profile)
        for key, value in _around(tuple(reversed(entry.headings)), parts).items():
            named.setdefault(key, value)
        for key, value in constants.items():
            named.setdefault(key, value)
        for key, value in _around(around, parts).items():
            named.setdefault(key, value)
        level = profile.levels.get(fold(entry.first("level")))
        depth = next((at for at, part in enumerate(parts) if part.level == level), len(parts) - 1) + 1
        if any(part.key not in named for part in parts[:depth]):
            yield None, ()
            continue
        chain = list(_chain(entry, profile, parts[:depth], named))
        own = chain[-1]
        row = Unit(own.id, own.level, own.parent, profile, own.number, entry)
        yield row, tuple(chain[:-1])


def _told(entry: Entry, profile: Profile) -> dict[str, Named]:
    """What is said of each part, from the row's cells and those it inherits."""
    named: dict[str, Named] = {}
    for cell in entry.all_of("part"):
        if cell.column is not None and (number := number_of(cell.words, cell.column)):
            named.setdefault(cell.column.key, (number, f"{cell.heading}: {cell.words}", ""))
    for cell in entry.all_of("shelfmark"):
        for key, number in taken_apart(cell.words, profile.parts).items():
            named.setdefault(key, (number, f"{cell.heading}: {cell.words}", ""))
    for key, words in entry.inherited:
        named.setdefault(key, (number_of(words, profile.column(key)), words, ""))
    return named


@lru_cache(maxsize=256)
def _around(texts: tuple[str, ...], parts: tuple[Column, ...]) -> Mapping[str, Named]:
    """The same from lines around the rows, the nearest first; never the number of the unit itself."""
    named: dict[str, Named] = {}
    for text in texts:
        told = parts_in(text, parts)
        for part in parts[:-1]:
            if part.key in told:
                named.setdefault(part.key, (told[part.key], text, text))
    return named


def _chain(entry: Entry, profile: Profile, parts: tuple[Column, ...], named: Mapping[str, Named]) -> Iterator[Unit]:
    """The sets from the widest to the row's own unit, each as if no row described it."""
    names = filled(profile.call_number or "", {part.key: named[part.key][0] for part in parts})
    above = None
    for name, part in zip(names, parts, strict=True):
        number, words, title = named[part.key]
        titles = [cell for cell in entry.all_of("title") if cell.column is not None and cell.column.of == part.key]
        lines = (words, *(f"{cell.heading}: {cell.words}" for cell in titles))
        yield Unit(name, part.level, above, profile, number, None, lines, titles[0].words if titles else title)
        above = name


def by_code(table: Table) -> Iterator[Identified]:
    """Units whose call number stands in one cell; with ``join`` it continues that of the unit above."""
    profile = table.header.profile
    whole: dict[str, str] = {}
    for entry in table.entries:
        code, parent, key = (" ".join(entry.first(means).split()) for means in ("call_number", "parent", "key"))
        above = whole.get(parent, parent) or None
        if code and profile.join and above and not code.startswith(above):
            code = f"{above}{profile.join}{code}"
        if code:
            whole.setdefault(key or code, code)
        level = profile.levels.get(fold(entry.first("level")))
        yield (Unit(code, level, above, profile, code, entry) if code else None), ()
