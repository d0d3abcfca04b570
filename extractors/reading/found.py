"""What was found in a reading, taken back to the text as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

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
    text: str, reading: Reading, mentions: Iterable[Mention], dates: Iterable[DateExpression], taken: Taken
) -> Recognition:
    """Mentions and dates of the reading in places of the text; ``normal`` has the words as read where they differ.

    Of two that meet in the text though not in the reading (both inside one ligature) the first stays.
    """
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
        span = reading.original(mention.start, mention.end)
        if span.start == span.end or taken.meets(span.start, span.end):
            continue
        taken.add(span.start, span.end)
        words = " ".join(reading.text[mention.start : mention.end].split())
        normal = None if words == " ".join(text[span.start : span.end].split()) else words
        kept.append(replace(mention, start=span.start, end=span.end, normal=normal))
    places = {(m.start, m.end) for m in kept if m.label == "DATE"}
    found = []
    for date in dates:
        span = reading.original(date.start or 0, date.end or 0)
        if (span.start, span.end) in places:
            written = text[span.start : span.end]
            found.append(replace(date, start=span.start, end=span.end, expressed=written))
    return Recognition(tuple(kept), tuple(found))
