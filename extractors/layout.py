"""Where words stand on the page image."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from extractors.document import Box, Document, Line, Page


def boxes(document: Document, start: int, end: int) -> tuple[tuple[Page, Box], ...]:
    """One box for each printed line that the range touches, with its page, in reading order.

    A box is the union of the words' boxes; of a line whose words have none, the line's own. Nothing for a document
    without layout, or where the range touches no line with a box.
    """
    found = []
    for page in document.pages:
        if page.span.start >= end or page.span.end <= start:
            continue
        ends = [line.span.end for line in page.lines]
        starts = [line.span.start for line in page.lines]
        for line in page.lines[bisect_right(ends, start) : bisect_left(starts, end)]:
            box = _of_line(line, start, end)
            if box is not None:
                found.append((page, box))
    return tuple(found)


def _of_line(line: Line, start: int, end: int) -> Box | None:
    touched = [w.box for w in line.words if w.span.start < end and w.span.end > start and w.box is not None]
    return union(touched) or line.box


def union(boxes_: Iterable[Box]) -> Box | None:
    """The smallest box around all; None for none."""
    known = list(boxes_)
    if not known:
        return None
    left, top = min(box.x for box in known), min(box.y for box in known)
    right, bottom = max(box.x + box.width for box in known), max(box.y + box.height for box in known)
    return Box(left, top, right - left, bottom - top)
