"""Where words stand on the page image."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from extractors.document import Box, Line, Page


def boxes(pages: Iterable[Page], start: int, end: int) -> tuple[tuple[Page, Box], ...]:
    """One box for each printed line of the pages that the range touches, with its page, in reading order.

    A box is the union of the words' boxes; of a line whose words have none, the line's own. Nothing for pages without
    layout, or where the range touches no line with a box.
    """
    found = []
    for page in pages:
        first = bisect_right(page.lines, start, key=lambda line: line.span.end)
        past = bisect_left(page.lines, end, key=lambda line: line.span.start)
        for line in page.lines[first:past]:
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
