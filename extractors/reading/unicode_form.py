"""Unicode Normalisation Form C (UAX 15), cluster by cluster, so that every letter knows where it came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from extractors.reading.reading import Edit

LONGEST = 4000
"""Code points of one cluster that are looked at together; a letter with more marks than that is no letter."""

_AFTER_ASCII = re.compile(r"[^\x00-\x7f]+")


def edits(text: str) -> Iterator[Edit]:
    """One edit for each letter with its marks that stands in another form. Nothing, quickly, where all is in form C."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return
    for run in _AFTER_ASCII.finditer(text):
        first = max(run.start() - 1, 0)  # an ASCII letter may carry the first mark
        if not unicodedata.is_normalized("NFC", text[first : run.end()]):
            yield from _clusters(text, first, run.end())


def _clusters(text: str, start: int, end: int) -> Iterator[Edit]:
    at = start
    while at < end:
        past = at + 1
        while past < end and past - at < LONGEST and _joins(text[past]):
            past += 1
        composed = unicodedata.normalize("NFC", text[at:past])
        if composed != text[at:past]:
            yield Edit(at, past, composed)
        at = past


def _joins(letter: str) -> bool:
    """Whether it may be composed with what stands before it: a mark, or a vowel or final of a Korean syllable."""
    return unicodedata.category(letter) in ("Mn", "Mc", "Me") or "\u1160" <= letter <= "\u11ff"
