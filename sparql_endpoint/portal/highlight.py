"""A text with its mentions marked: cut at every boundary, so that overlapping mentions need no nesting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Marked:
    """A range of code points that a mention covers. An empty kind gives it an anchor and no mark."""

    start: int
    end: int
    iri: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text; mark is the innermost mention that covers it, starts the mentions that begin here.

    page is the number of the page that begins here.
    """

    text: str
    mark: Marked | None
    starts: tuple[Marked, ...]
    page: str = ""


def segments(text: str, marks: Sequence[Marked], pages: Sequence[tuple[int, str]] = ()) -> list[Segment]:
    """Cut the text; the segments' texts joined are the text again.

    >>> [(s.text, bool(s.mark)) for s in segments("a bc d", [Marked(2, 4, "i", "person", "")])]
    [('a ', False), ('bc', True), (' d', False)]
    """
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    begins: dict[int, list[Marked]] = {}
    ends: dict[int, list[Marked]] = {}
    for mark in sorted(inside, key=lambda mark: (mark.start, -mark.end, mark.iri)):
        begins.setdefault(mark.start, []).append(mark)
        ends.setdefault(mark.end, []).append(mark)
    numbers = {start: number for start, number in pages if 0 <= start < len(text)}
    cuts = sorted({0, len(text), *begins, *ends, *numbers})
    found: list[Segment] = []
    covering: list[Marked] = []
    for start, end in pairwise(cuts):
        begun = [mark for mark in begins.get(start, ()) if mark.kind]
        covering = [mark for mark in covering if mark.end > start] + begun
        innermost = min(covering, key=lambda mark: (mark.end - mark.start, mark.iri), default=None)
        found.append(Segment(text[start:end], innermost, tuple(begins.get(start, ())), numbers.get(start, "")))
    return found
