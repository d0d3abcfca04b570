"""The words of a text as the index holds them: folded, and again in the spelling of today or the script of today."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractors.languages.fold import fold
from extractors.languages.script import script_of
from extractors.reading import russian
from kg.resolve.names.romanise import pivot
from kg.search.hit import FIELDS

LONGEST = 48
"""Letters of a word that count."""
_WORD = re.compile(
    "(?:[^\\W_]|['’‘ʼʻʿʾ`´ʹʺ′ˈ\u0640\u064b-\u065f\u0670\u0674\u06d6-\u06ed\u0300-\u036f\u200c-\u200f\u202a-\u202e\u2066-\u2069])+"
)
_OLD_RUSSIAN = re.compile("[ѣѳѵ]|[бвгджзклмнпрстфхцчшщ]ъ\\Z", re.IGNORECASE)
_OTHER_KAZAKH = re.compile("[\u0600-\u06ffa-zA-Z]")


def folded_words(text: str) -> list[str]:
    """Folded words in order; very long ones cut."""
    return [word[:LONGEST] for word in fold(text).split()]


def other_words(text: str, lang: str) -> list[str]:
    """Kazakh words of other scripts in Cyrillic, Russian ones of before 1918 in the spelling of today, folded.

    lang: BCP 47 of the text, empty where unknown. Words that are the same either way are left out.
    """
    found: list[str] = []
    old = lang in ("", "ru") and _OLD_RUSSIAN.search(text)
    kazakh = lang in ("", "kk") and _OTHER_KAZAKH.search(text)
    if not old and not kazakh:
        return found
    for match in _WORD.finditer(text):
        word = match.group()
        other = _modern(word) if old else word
        if kazakh:
            other = pivot(other, lang or None, script_of(other))[0]
        if other != word:
            found += [each[:LONGEST] for each in fold(other).split()]
    return found


def row_of(field: int, folded: Sequence[str], others: Sequence[str]) -> list[str]:
    """The columns of the index of words, one of which holds all words of a passage. field: number in FIELDS."""
    columns = [""] * len(FIELDS)
    columns[field] = " ".join((*folded, *others))
    return columns


def placed_words(text: str, lang: str) -> list[tuple[int, int, frozenset[str]]]:
    """(start, end, the folded forms that the index holds of it) of each word of a text."""
    return [
        (match.start(), match.end(), _forms(match.group(), lang))
        for match in _WORD.finditer(text)
    ]


@lru_cache(maxsize=50_000)
def _forms(word: str, lang: str) -> frozenset[str]:
    return frozenset((*folded_words(word), *other_words(word, lang)))


def _modern(word: str) -> str:
    if not _OLD_RUSSIAN.search(word):
        return word
    parts, at = [], 0
    for edit in russian.edits(word):
        parts += [word[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, word[at:]])
