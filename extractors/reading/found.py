"""What was found in a reading, taken back to the text as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from unicodedata import combining

from extractors.document import DateExpression, Mention
from extractors.reading.reading import Reading


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was found in a text: mentions sorted by place, never overlapping, and the dates that the grammar can read.

    A DATE mention is as wide as the tagger thinks it ("in January 1958, 10 p.m."), a date as wide as it is read.
    """

    mentions: tuple[Mention, ...]
    dates: tuple[DateExpression, ...]


class Taken:
    """Ranges that no further mention may touch, kept as their starts and ends by block of text."""

    SIZE = 256

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._blocks: dict[int, list[tuple[int, int]]] = {}
        for start, end in ranges:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Take a range."""
        for block in range(start // self.SIZE, max(start, end - 1) // self.SIZE + 1):
            self._blocks.setdefault(block, []).append((start, end))

    def meets(self, start: int, end: int) -> bool:
        """Whether a range overlaps one that is taken."""
        return any(
            start < b and a < end
            for block in range(start // self.SIZE, max(start, end - 1) // self.SIZE + 1)
            for a, b in self._blocks.get(block, ())
        )


def in_original(
    text: str,
    reading: Reading,
    mentions: Iterable[Mention],
    dates: Iterable[DateExpression],
    taken: Iterable[tuple[int, int]],
) -> Recognition:
    """Mentions and dates of the reading in places of the text; ``normal`` has the words as read where they differ.

    Of two that meet in the text though not in the reading (both inside one ligature) the first stays. A sign of
    direction right after a word belongs to it, as do marks and letters there that are not read (the ъ of Радловъ): the
    quotation is whole words of the text.
    """
    ranges = list(taken)
    free, free_of_dates = Taken(ranges), Taken(ranges)
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
        start, end = _place(text, reading, mention.start, mention.end)
        if start == end or free.meets(start, end):
            continue
        free.add(start, end)
        words = " ".join(reading.text[mention.start : mention.end].split())
        normal = None if words == " ".join(text[start:end].split()) else words
        kept.append(replace(mention, start=start, end=end, normal=normal))
    found = []
    for date in dates:
        start, end = _place(text, reading, date.start or 0, date.end or 0)
        if start < end and not free_of_dates.meets(start, end):
            free_of_dates.add(start, end)
            found.append(replace(date, start=start, end=end, expressed=text[start:end]))
    return Recognition(tuple(kept), tuple(found))


def _place(text: str, reading: Reading, start: int, end: int) -> tuple[int, int]:
    span = reading.original(start, end)
    past = span.end
    while span.start < past < len(text) and (text[past] in _DIRECTIONS or _is_silent(text, reading, past)):
        past += 1
    return span.start, past


def _is_silent(text: str, reading: Reading, at: int) -> bool:
    """Whether a letter or mark is left out of the reading."""
    if not (text[at].isalpha() or combining(text[at])):
        return False
    span = reading.place(at, at + 1)
    return span.start == span.end


_DIRECTIONS = frozenset("\u200e\u200f\u061c")
