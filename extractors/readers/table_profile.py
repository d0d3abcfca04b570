"""Mapping profiles: what the columns of a catalogue table mean, as data. One TOML file is one profile.

docs/how-to/catalogue-profile.md says how an archivist writes one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from extractors.document import Label, Level

Means = Literal[
    "part", "call_number", "shelfmark", "key", "parent", "level", "title", "date", "date_from", "date_to", "extent",
    "language", "name", "note", "identifier", "dao", "form", "rank", "text",
]  # fmt: skip
"""What the cells of a column are. part: one number of the call number; call_number: the whole, as the archive writes
it; shelfmark: the whole, to be taken apart ("Ф. 708. Оп. 1. Д. 12"); key: what cells of a parent column refer to;
text: words that mean nothing further."""

PROFILE_SUFFIX = ".profile.toml"


@dataclass(frozen=True, slots=True)
class Column:
    """One column that a profile knows.

    names       headings it goes under, in any language
    level       of a part: the level of description that its number is of
    prefixes    of a part: the words that stand before or after its number ("ф", "фонд", "қор")
    of          of a title: the part that it is the title of, for titles of the sets above the row
    role        of names and dates;  label of names ("agent": person or body, told by the words)
    kind        of notes, as in ``extractors.document.Note``
    lang        BCP 47 tag of the cells;  unit  of an extent given as a bare number
    separators  between several values in one cell; a line break always is one
    """

    key: str
    means: Means
    names: tuple[str, ...]
    level: Level | None = None
    prefixes: tuple[str, ...] = ()
    of: str | None = None
    role: str | None = None
    label: Label | Literal["agent"] = "agent"
    kind: str = "general"
    lang: str | None = None
    unit: str | None = None
    separators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """What a kind of table holds.

    call_number  template of the parts, ``{fond}/{opis}/{delo}``; None where a column holds it whole
    join         sign that joins a partial reference code to that of the unit above; None where codes are whole
    required     columns without which it is no such table; of each group, one will do
    constants    parts that the table does not give: {"fond": "708"}
    levels, languages  folded words of cells -> level, BCP 47 tag;  undated  folded words that say "no date"
    origin       file it was read from, for messages;  own  it was made for this very table
    """

    name: str
    columns: tuple[Column, ...]
    required: tuple[tuple[str, ...], ...]
    call_number: str | None
    join: str | None
    default_level: Level
    language: str | None
    constants: Mapping[str, str]
    levels: Mapping[str, Level]
    languages: Mapping[str, str]
    undated: frozenset[str]
    origin: str
    own: bool = False

    @property
    def parts(self) -> tuple[Column, ...]:
        """Columns of the call number, from the widest set down."""
        return tuple(self.column(key) for key in template_keys(self.call_number or ""))

    def column(self, key: str) -> Column:
        """The column of that key, which must be there."""
        return next(column for column in self.columns if column.key == key)


_NAME = re.compile(r"\{(\w+)\}")


def template_keys(template: str) -> tuple[str, ...]:
    """Names in braces, in order. ValueError for any other use of braces."""
    rest = _NAME.sub("", template)
    if "{" in rest or "}" in rest:
        raise ValueError("a brace stands alone")
    return tuple(_NAME.findall(template))


def filled(template: str, numbers: Mapping[str, str]) -> tuple[str, ...]:
    """The template up to the first, the second, … of its names, filled in, for as many as there are numbers."""
    ends = [match.end() for match in _NAME.finditer(template)][: len(numbers)]
    return tuple(_NAME.sub(lambda match: numbers[match.group(1)], template[:end]) for end in ends)
