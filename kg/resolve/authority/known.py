"""What is worked out once for each entry of an authority list: its words, offices, countries, terms, how well known."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.languages.fold import fold
from kg.resolve.authority.background import Background, Person, matched
from kg.resolve.authority.entries import Entry
from kg.resolve.evidence.offices import countries_of, offices_of
from kg.resolve.evidence.terms import hull, terms
from kg.resolve.names.parts import Name, parse
from kg.resolve.profile import Years

_SHORTEST = 3
_COMMON = 8
"""A word that more than one description of so many holds tells nothing."""


@dataclass(frozen=True, slots=True)
class Known:
    """One entry as documents are compared with it.

    forms      parsed names;  families  folded words that stand for the family in some form
    firsts     first words of names that are not turned round;  whole  naming words of each form, in order
    dated      (term, offices) of each part of a description that tells years;  span  from the first year to the last
    words      words of the descriptions that not everybody's have, each with how rare it is
    length     root of the sum of the squares of these
    renown     log of the number of its forms: who is named in many sources has many
    lists      of the background: numbers of the lists that name it;  listed  the years that each is of
    """

    entry: Entry
    forms: tuple[Name, ...]
    families: frozenset[str]
    firsts: frozenset[str]
    whole: frozenset[tuple[str, ...]]
    offices: frozenset[str]
    countries: frozenset[str]
    dated: tuple[tuple[Years, frozenset[str]], ...]
    span: Years | None
    words: dict[str, float]
    length: float
    renown: float
    lists: frozenset[int]
    listed: tuple[Years, ...]


def known(entries: Sequence[Entry], table: Background | None) -> list[Known]:
    """One for each entry, in order. How rare a word is, is counted over all descriptions."""
    persons = matched(entries, table) if table else [None] * len(entries)
    told = [
        (entry.description, *(person.roles if person else ())) for entry, person in zip(entries, persons, strict=True)
    ]
    words = [frozenset(word for role in roles for word in _words(role)) for roles in told]
    counts = Counter(word for found in words for word in found)
    whole = max(len(entries), 1)
    rare = {word: math.log(whole / count) for word, count in counts.items() if count < max(whole / _COMMON, 2)}
    return [
        _known(entry, roles, {word: rare[word] for word in sorted(found) if word in rare}, person, table)
        for entry, roles, found, person in zip(entries, told, words, persons, strict=True)
    ]


def _known(
    entry: Entry, roles: tuple[str, ...], words: dict[str, float], person: Person | None, table: Background | None
) -> Known:
    forms = tuple(parse(name, lang) for name, lang in entry.names)
    naming = [[part for part in form.parts if part.kind not in ("title", "initial")] for form in forms]
    dated = tuple(
        dict.fromkeys((term, offices_of(part)) for role in roles for part in role.split(";") for term in terms(part))
    )
    told = [*roles, *(name for name, _ in entry.names)]
    lists = person.lists if person else ()
    return Known(
        entry,
        forms,
        frozenset(part.text for parts in naming for part in parts if part.head),
        frozenset(
            parts[0].text for parts, (name, _) in zip(naming, entry.names, strict=True) if parts and "," not in name
        ),
        _whole(entry, [tuple(part.text for part in parts) for parts in naming if parts]),
        frozenset(key for role in told for key in offices_of(role)),
        frozenset(key for role in roles for key in countries_of(role)),
        dated,
        hull(tuple(term for term, _ in dated)),
        words,
        math.sqrt(sum(weight**2 for weight in words.values())) or 1.0,
        math.log(len({fold(name) for name, _ in entry.names}) or 1),
        frozenset(lists),
        tuple(table.spans[number] for number in lists) if table else (),
    )


def _whole(entry: Entry, naming: Sequence[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    """Names that are not of persons count with every word, as they do in documents."""
    if entry.label == "PERSON":
        return frozenset(naming)
    return frozenset(tuple(fold(name).split()) for name, _ in entry.names)


def _words(text: str) -> list[str]:
    return [word for word in fold(text).split() if len(word) >= _SHORTEST and not word.isdecimal()]
