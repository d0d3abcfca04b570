"""What Sunqar knows of a language, as plain data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from extractors.document import Label

Direction = Literal["ltr", "rtl"]

DateWords = Mapping[str, tuple[str, int]]
"""Folded word, or words with one space between, -> (kind, number). The kinds are in ``extractors.dates.lexer``."""

ABBREVIATED = -1
"""Number of a word for "about" that is cut short: its full stop ends no sentence."""

HIJRI = 100
"""Added to the number of an Islamic month, 1 to 12, in a DateWords table."""


def words(text: str) -> tuple[str, ...]:
    """The words of a text that is a list of words; keeps long lists short to read."""
    return tuple(text.split())


def date_words(*tables: Mapping[str, tuple[str, int]]) -> DateWords:
    """One read-only table of several."""
    merged: dict[str, tuple[str, int]] = {}
    for table in tables:
        merged |= table
    return MappingProxyType(merged)


def numbered(kind: str, *forms: str, first: int = 1) -> dict[str, tuple[str, int]]:
    """A table of numbered words: each argument holds the forms of one number, separated by ``|``."""
    return {form: (kind, first + at) for at, alternatives in enumerate(forms) for form in alternatives.split("|")}


def alike(kind: str, forms: str) -> dict[str, tuple[str, int]]:
    """A table of words of one kind, separated by ``|``."""
    return {form: (kind, 0) for form in forms.split("|")}


@dataclass(frozen=True)
class Rule:
    """A pattern whose group ``name`` is a mention of the label, with the share of its finds that hold."""

    label: Label
    confidence: float
    pattern: re.Pattern[str]


def rule(label: Label, confidence: float, pattern: str) -> Rule:
    """Compile a rule. Patterns are linear: no repetition inside a repetition of the same letters."""
    return Rule(label, confidence, re.compile(pattern))


@dataclass(frozen=True)
class Language:
    """One language of the archives.

    code        BCP 47 primary tag;  scripts  ISO 15924 codes it is written in here, commonest first
    spacy       name under which spaCy knows its Language class
    letters     letters that it uses and its neighbours of the same script do not
    stop_words  frequent small words, lower case, that betray the language
    rules       patterns that tell names by the words around them
    offices     folded words that are no person by themselves
    titles      folded words that stand before a person's name and are no part of it, in all their forms
    endings     what declension adds to the name of a place, folded: (ending, what stands there in the nominative)
    date_words  months, years, eras and the words of date expressions
    """

    code: str
    name: str
    endonym: str
    scripts: tuple[str, ...]
    direction: Direction
    spacy: str
    letters: frozenset[str]
    stop_words: frozenset[str]
    date_words: DateWords
    rules: tuple[Rule, ...] = ()
    offices: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    endings: tuple[tuple[str, str], ...] = ()
