"""Pages of recognised or transcribed text, with their layout, for every format that has one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from extractors.document import Box, Line, Page, Region, Span, Word
from extractors.languages.script import script_of
from extractors.layout import union

Points = tuple[tuple[int, int], ...]
Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """One word as read from the file; confidence 0 to 1. glued: no space stands before it."""

    text: str
    box: Box | None = None
    confidence: float | None = None
    glued: bool = False


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line as read from the file.

    text   as printed; a line with words has single spaces only
    words  with their spans in ``text``
    """

    text: str
    box: Box | None = None
    baseline: Points = ()
    confidence: float | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedRegion:
    """One block of lines as read from the file; kind is what the engine calls it, empty where it says nothing."""

    lines: tuple[PrintedLine, ...]
    box: Box | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page as read from the file, regions and lines in reading order; direction where the file gives it."""

    number: str
    regions: tuple[PrintedRegion, ...]
    width: int | None = None
    height: int | None = None
    image: str | None = None
    direction: Direction | None = None


def line_of_words(
    words: Iterable[PrintedWord], box: Box | None = None, baseline: Points = (), *, tail: str = ""
) -> PrintedLine:
    """A line of words with single spaces between them and ``tail`` (a hyphen) hung on the last.

    Its box is the words' where none is given; its confidence is the words' mean, weighted by their length.
    """
    text, placed = "", []
    for word in words:
        content = " ".join(word.text.split())
        if content:
            text += content if word.glued or not text else f" {content}"
            placed.append(Word(Span(len(text) - len(content), len(text)), word.box, word.confidence))
    sure = [(w.confidence, w.span.end - w.span.start) for w in placed if w.confidence is not None]
    total = sum(length for _, length in sure)
    return PrintedLine(
        text + "".join(tail.split()),
        box or union(w.box for w in placed if w.box is not None),
        baseline,
        round(sum(value * length for value, length in sure) / total, 4) if total else None,
        tuple(placed),
    )


def assemble(pages: Iterable[PrintedPage]) -> tuple[str, tuple[Page, ...]]:
    """The text, one printed line a line, and the pages with where everything stands in it.

    Lines and regions without words are left out. A page whose file gives no direction has that of its script.
    """
    parts: list[str] = []
    made: list[Page] = []
    size = 0
    for page in pages:
        lines: list[Line] = []
        regions: list[Region] = []
        for region in page.regions:
            first = len(lines)
            for printed in region.lines:
                text = printed.text if printed.words else " ".join(printed.text.split())
                if not text:
                    continue
                if parts:
                    parts.append("\n")
                    size += 1
                parts.append(text)
                lines.append(_placed(printed, size, size + len(text)))
                size += len(text)
            if len(lines) > first:
                regions.append(Region(Span(lines[first].span.start, size), region.box, region.kind))
        span = Span(lines[0].span.start if lines else size, size)
        own = "".join(parts[len(parts) - 2 * len(lines) + 1 :]) if lines else ""
        direction = page.direction or _direction(own)
        made.append(
            Page(page.number, span, page.width, page.height, page.image, tuple(lines), tuple(regions), direction)
        )
    return "".join(parts), _numbered(made)


def points(value: str | None, across: float = 1, down: float = 1) -> Points:
    """``1,2 3,4`` or ``1 2 3 4`` as pairs, times across and down, fractions rounded; empty for anything else."""
    try:
        numbers = [float(number) for number in (value or "").replace(",", " ").split()]
        if len(numbers) % 2:
            return ()
        return tuple((round(x * across), round(y * down)) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
    except (ValueError, OverflowError):
        return ()


def bounds(outline: Points) -> Box | None:
    """The rectangle around a polygon; None for no polygon."""
    if not outline:
        return None
    left, top = min(x for x, _ in outline), min(y for _, y in outline)
    return Box(left, top, max(x for x, _ in outline) - left, max(y for _, y in outline) - top)


def integer(value: str | None, factor: float = 1) -> int | None:
    """A whole number, multiplied by factor, fractions rounded; None for anything else."""
    if value and factor == 1 and len(value) < 10 and value.isdecimal():
        return int(value)
    try:
        return round(float(value or "") * factor)
    except (ValueError, OverflowError):
        return None


def share(value: str | None) -> float | None:
    """A confidence, 0 to 1; None for anything else."""
    try:
        number = float(value or "")
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None


def _placed(line: PrintedLine, start: int, end: int) -> Line:
    words = tuple(
        Word(Span(start + word.span.start, start + word.span.end), word.box, word.confidence) for word in line.words
    )
    return Line(Span(start, end), line.box, line.baseline, line.confidence, words)


def _direction(text: str) -> Direction | None:
    script = script_of(text)
    return None if script is None else "rtl" if script == "Arab" else "ltr"


def _numbered(pages: list[Page]) -> tuple[Page, ...]:
    """Page numbers made unique: a second page 5 becomes ``5 (2)``."""
    taken = {page.number for page in pages}
    seen: dict[str, int] = {}
    found = []
    for page in pages:
        again = seen[page.number] = seen.get(page.number, 0) + 1
        number = page.number
        while again > 1 and (number := f"{page.number} ({again})") in taken:
            again += 1
        seen[page.number] = again
        taken.add(number)
        found.append(replace(page, number=number))
    return tuple(found)
