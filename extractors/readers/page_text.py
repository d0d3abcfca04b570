"""Pages of recognised or transcribed text, line by line, for ALTO and PAGE."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractors.document import Box, Line, Page, Span

Points = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line as read from the file: its words, its box, its baseline, the mean confidence of its words."""

    words: str
    box: Box | None = None
    baseline: Points = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page as read from the file, lines in reading order."""

    number: str
    lines: tuple[PrintedLine, ...]
    width: int | None = None
    height: int | None = None
    image: str | None = None


def assemble(pages: Iterable[PrintedPage]) -> tuple[str, tuple[Page, ...]]:
    """The text, one printed line a line, and the pages with where everything stands in it."""
    parts: list[str] = []
    made: list[Page] = []
    size = 0
    for page in pages:
        first, lines = None, []
        for line in page.lines:
            words = " ".join(line.words.split())
            if not words:
                continue
            if parts:
                parts.append("\n")
                size += 1
            first = size if first is None else first
            parts.append(words)
            size += len(words)
            lines.append(Line(Span(size - len(words), size), line.box, line.baseline, line.confidence))
        start = size if first is None else first
        made.append(Page(page.number, Span(start, size), page.width, page.height, page.image, tuple(lines)))
    return "".join(parts), _numbered(made)


def points(value: str | None) -> Points:
    """``1,2 3,4`` or ``1 2 3 4`` as pairs, fractions rounded; empty for anything else."""
    try:
        numbers = [round(float(number)) for number in (value or "").replace(",", " ").split()]
    except (ValueError, OverflowError):
        return ()
    return tuple(zip(numbers[::2], numbers[1::2], strict=True)) if len(numbers) % 2 == 0 else ()


def bounds(outline: Points) -> Box | None:
    """The rectangle around a polygon; None for no polygon."""
    if not outline:
        return None
    left, top = min(x for x, _ in outline), min(y for _, y in outline)
    return Box(left, top, max(x for x, _ in outline) - left, max(y for _, y in outline) - top)


def integer(value: str | None) -> int | None:
    """A whole number, fractions rounded; None for anything else."""
    try:
        return round(float(value or ""))
    except (ValueError, OverflowError):
        return None


def _numbered(pages: list[Page]) -> tuple[Page, ...]:
    """Page numbers made unique: a second page 5 becomes ``5 (2)``."""
    seen: dict[str, int] = {}
    found = []
    for page in pages:
        seen[page.number] = seen.get(page.number, 0) + 1
        again = seen[page.number]
        found.append(page if again == 1 else replace(page, number=f"{page.number} ({again})"))
    return tuple(found)
