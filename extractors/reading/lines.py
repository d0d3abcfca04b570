"""Which ends of printed lines end nothing: the paper was too narrow, and the sentence goes on in the next line.

A line is full where it reaches three quarters of what the long lines of its block reach: by the width of its box
where all lines of the block have one, else by its code points. After a full line the break is read as a space; after
any other it stays, for headings, addresses, verses and last lines were ended on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.document import Line, Page
from extractors.reading.reading import Edit

FULL = 0.75
LONG = 0.8
"""Quantile of the lengths of a block's lines that counts as their measure."""
FEWEST = 3
"""Lines of a block; of fewer nobody can tell how wide it is."""


def gaps(text: str, pages: Sequence[Page]) -> Iterator[tuple[int, int]]:
    """(end of a line, start of the next) wherever just white space with one line break lies between two lines."""
    last: Line | None = None
    for page in pages:
        for line in page.lines:
            if last is not None:
                between = text[last.span.end : line.span.start]
                if between.count("\n") == 1 and not between.strip():
                    yield last.span.end, line.span.start
            last = line


def edits(text: str, pages: Sequence[Page]) -> Iterator[Edit]:
    """A space for each line break after a full line, where both lines are of one block."""
    for page in pages:
        for block in _blocks(page):
            measure = _measure(block)
            if measure is None:
                continue
            for above, below in pairwise(block):
                start, end = above.span.end, below.span.start
                if _length(above, measure[1]) >= FULL * measure[0] and text[start:end] == "\n":
                    yield Edit(start, end, " ")


def _blocks(page: Page) -> Iterator[Sequence[Line]]:
    """The lines of each region, in order; of the page, where it has no regions."""
    if not page.regions:
        yield page.lines
        return
    lines, at = page.lines, 0
    for region in sorted(page.regions, key=lambda region: (region.span.start, region.span.end)):
        while at < len(lines) and lines[at].span.start < region.span.start:
            at += 1
        first = at
        while at < len(lines) and lines[at].span.end <= region.span.end:
            at += 1
        yield lines[first:at]


def _measure(block: Sequence[Line]) -> tuple[float, bool] | None:
    """(length of the long lines, whether in pixels)."""
    if len(block) < FEWEST:
        return None
    boxed = all(line.box is not None and line.box.width > 0 for line in block)
    lengths = sorted(_length(line, boxed) for line in block)
    return lengths[int(LONG * (len(lengths) - 1))], boxed


def _length(line: Line, boxed: bool) -> int:
    return line.box.width if boxed and line.box is not None else line.span.end - line.span.start
