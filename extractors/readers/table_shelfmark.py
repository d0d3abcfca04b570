"""Shelf marks taken apart: ``Ф. 708. Оп. 1. Д. 12``, ``708-қор, 1-тізімдеме, 12-іс``, ``708/1/12``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from extractors.languages.fold import fold
from extractors.readers.table_profile import Column

_TOKEN = re.compile(r"[^\s.,;:/|№#()«»\"“”\[\]]+")
_GLUED = re.compile(r"([^\W\d_]+)[-–]?(\d.*)$")
_NUMBER_FIRST = re.compile(r"(\d[^\W_]*)[-–]([^\W\d_]+)$")
_SLASHES = re.compile(r"\s*[/\\]\s*")
LONGEST = 300


def parts_in(text: str, parts: Sequence[Column]) -> dict[str, str]:
    """Numbers of the parts that a text names by their words: {"fond": "708", "opis": "1"}; the first of each.

    A word stands before its number, or, as in Kazakh, behind it.
    """
    words = _words(tuple(parts))
    tokens = [piece for match in _TOKEN.finditer(text[:LONGEST]) for piece in _pieces(match.group(), words)]
    behind = len(tokens) > 1 and _is_number(tokens[0]) and fold(tokens[1]) in words
    found: dict[str, str] = {}
    for before, after in pairwise(tokens):
        word, number = (after, before) if behind else (before, after)
        key = words.get(fold(word))
        if key is not None and _is_number(number) and fold(number) not in words:
            found.setdefault(key, number)
    return found


def taken_apart(text: str, parts: Sequence[Column]) -> dict[str, str]:
    """Numbers of a whole shelf mark: by words, else by slashes where there are as many numbers as parts."""
    found = parts_in(text, parts)
    numbers = [number for number in _SLASHES.split(text.strip()) if number]
    if not found and len(numbers) == len(parts):
        return dict(zip((part.key for part in parts), numbers, strict=True))
    return found


def number_of(text: str, part: Column) -> str:
    """The number in a cell of a part's own column, without the part's word: ``Ф. 708`` is ``708``.

    White space inside is one space; ``№`` is no part of it.
    """
    words = _words((part,))
    tokens = [piece for match in _TOKEN.finditer(text[:LONGEST]) for piece in _pieces(match.group(), words)]
    numbers = [token for token in tokens if fold(token) not in words]
    return numbers[0] if len(numbers) == 1 else " ".join(text.replace("№", " ").split())


@lru_cache(maxsize=64)
def _words(parts: tuple[Column, ...]) -> Mapping[str, str]:
    return {fold(prefix): part.key for part in parts for prefix in part.prefixes}


def _pieces(token: str, words: Mapping[str, str]) -> list[str]:
    """A token, or its word and its number where they are written as one."""
    if (match := _GLUED.match(token)) and fold(match.group(1)) in words:
        return [match.group(1), match.group(2)]
    if (match := _NUMBER_FIRST.match(token)) and fold(match.group(2)) in words:
        return [match.group(1), match.group(2)]
    return [token]


def _is_number(token: str) -> bool:
    return any(letter.isdigit() for letter in token)
