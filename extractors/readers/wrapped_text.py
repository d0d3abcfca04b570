"""Pages and lines of plain text: form feeds part pages, and a text that a typewriter or an editor wrapped has lines.

A text is taken as wrapped where most lines that go on in a further line reach three quarters of the longest of them,
and those are as long as a line of type or print: then a line end is the paper's, else it is the writer's.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractors.document import Line, Page, Span

SHORTEST, LONGEST = 30, 130
"""Code points of a line of print."""
FEWEST = 4
MOST = 0.6
FULL = 0.75


def pages(text: str) -> tuple[Page, ...]:
    """The pages of a text with their lines; nothing for a text of one page that is not wrapped."""
    ranges = list(_parts(text))
    lines = is_wrapped(text)
    if len(ranges) < 2 and not lines:
        return ()
    return tuple(
        Page(str(number), Span(start, end), lines=tuple(_lines(text, start, end)) if lines else ())
        for number, (start, end) in enumerate(ranges, 1)
    )


def is_wrapped(text: str) -> bool:
    """Whether the ends of its lines are those of the paper."""
    rows = [row.strip() for row in text.replace("\f", "\n\n").split("\n")]
    inner = sorted(len(row) for row, below in pairwise(rows) if row and below)
    if len(inner) < FEWEST or max(map(len, rows)) > LONGEST:
        return False
    long = inner[int(0.9 * (len(inner) - 1))]
    return long >= SHORTEST and sum(size >= FULL * long for size in inner) >= MOST * len(inner)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Ranges between form feeds; what follows the last one only if there are words in it."""
    start = 0
    while (feed := text.find("\f", start)) >= 0:
        yield start, feed
        start = feed + 1
    if not start or text[start:].strip():
        yield start, len(text)


def _lines(text: str, start: int, end: int) -> Iterator[Line]:
    at = start
    for row in text[start:end].split("\n"):
        words = row.strip()
        if words:
            first = at + row.index(words)
            yield Line(Span(first, first + len(words)))
        at += len(row) + 1
