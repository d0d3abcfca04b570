"""Sentences of a text, safe for "г.", "Mr.", "م." and initials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.languages.fold import fold

_END = re.compile(r"\n[ \t]*\n\s*|[!?؟…۔]+[\"'”’»)\]]*\s+|\.[\"'”’»)\]]*\s+")
_WORD = re.compile(r"[^\W_]+\Z")
_LONGEST_WORD = 24


def sentences(text: str, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Half-open ranges, in order, that cover the text. Linear time.

    A point ends no sentence after an abbreviation or an initial, nor before a small letter; an empty line always
    ends one.
    """
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if match[0][0] == "." and not _is_end(text, match.start(), end, abbreviations):
            continue
        if end > start:
            yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def _is_end(text: str, point: int, after: int, abbreviations: frozenset[str]) -> bool:
    if after < len(text) and text[after].islower():
        return False
    word = _WORD.search(text[max(0, point - _LONGEST_WORD) : point])
    if word is None:
        return True
    return not (len(word[0]) == 1 and word[0].isalpha()) and fold(word[0]) not in abbreviations
