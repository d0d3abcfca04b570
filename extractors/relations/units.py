"""A sentence as a row of words, signs and mentions: what rules look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.document import Mention
from extractors.languages.fold import fold
from extractors.languages.tokens import TOKEN

_OLD_SPELLING = str.maketrans("іѣѳѵ", "иефи")
_BETWEEN = frozenset("\"'“”„‘’«»‹›.-‐‑–")
"""Signs that part nothing."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A folded word; a mention (then word is empty); or a sign (then sign is set)."""

    start: int
    end: int
    word: str
    mention: Mention | None = None
    sign: str = ""


def units(text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Unit]:
    """Words, mentions and parting signs of a range. mentions are those within it, sorted, none overlapping."""
    row: list[Unit] = []
    at = start
    for mention in mentions:
        _words(text, at, mention.start, row)
        row.append(Unit(mention.start, mention.end, "", mention))
        at = mention.end
    _words(text, at, end, row)
    return row


def _words(text: str, start: int, end: int, row: list[Unit]) -> None:
    for match in TOKEN.finditer(text, start, end):
        token = match[0]
        word = _folded(token)
        if word:
            row.append(Unit(match.start(), match.end(), word))
        elif token not in _BETWEEN and not token.isspace():
            row.append(Unit(match.start(), match.end(), "", sign=token))


@lru_cache(maxsize=65536)
def _folded(token: str) -> str:
    """Folded, and where a Russian word ends in a hard sign, in today's letters (посѣтилъ: посетил)."""
    word = fold(token)
    if word.endswith("ъ") or "ѣ" in word:
        return word.rstrip("ъ").translate(_OLD_SPELLING)
    return word
