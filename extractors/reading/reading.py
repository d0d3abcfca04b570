"""A normalised view of a text and the map between the two. The text itself is never altered.

A view is made of steps, each a row of edits on what the step before left; ranges are taken back through all of them.
Memory and time grow with the number of edits, not with the length of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.document import Span


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """What stands from ``start`` to ``end`` (code points, half open) is read as ``text``; often as nothing."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One row of edits, sorted and apart, with the place of each in the text that it leads to.

    starts, ends  of the edits in the text before the step;  at, past  of what replaced them in the text after it
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    at: tuple[int, ...]
    past: tuple[int, ...]

    def before(self, start: int, end: int) -> tuple[int, int]:
        """The smallest range before the step that covers the letters of a range after it."""
        if start >= end:
            place = self._origin(start)[0]
            return place, place
        return self._origin(start)[0], self._origin(end - 1)[1]

    def after(self, start: int, end: int) -> tuple[int, int]:
        """The smallest range after the step that covers what became of a range before it."""
        if start >= end:
            place = self._image(start)[0]
            return place, place
        return self._image(start)[0], self._image(end - 1)[1]

    def _origin(self, place: int) -> tuple[int, int]:
        number = bisect_right(self.at, place) - 1
        if number < 0:
            return place, place + 1
        if place < self.past[number]:
            start, end = self.starts[number], self.ends[number]
            if end - start != self.past[number] - self.at[number]:
                return start, end
            return start + place - self.at[number], start + place - self.at[number] + 1
        origin = self.ends[number] + place - self.past[number]
        return origin, origin + 1

    def _image(self, place: int) -> tuple[int, int]:
        number = bisect_right(self.starts, place) - 1
        if number < 0:
            return place, place + 1
        if place < self.ends[number]:
            at, past = self.at[number], self.past[number]
            if past - at != self.ends[number] - self.starts[number]:
                return at, past
            return at + place - self.starts[number], at + place - self.starts[number] + 1
        image = self.past[number] + place - self.ends[number]
        return image, image + 1


@dataclass(frozen=True, slots=True)
class Reading:
    """The text as read. Without steps it is the original, and every range is its own."""

    text: str
    steps: tuple[Step, ...] = ()

    def original(self, start: int, end: int) -> Span:
        """Where the words of a range of the reading stand: the smallest range of the original that covers them."""
        for step in reversed(self.steps):
            start, end = step.before(start, end)
        return Span(start, end)

    def place(self, start: int, end: int) -> Span:
        """Where a range of the original is read; an empty range for what is not read at all."""
        for step in self.steps:
            start, end = step.after(start, end)
        return Span(start, end)

    def with_edits(self, edits: Iterable[Edit]) -> Reading:
        """This reading with a further step: edits of its text, in order and never overlapping; itself for none."""
        starts, ends, at, past, parts = [], [], [], [], []
        done = size = 0
        for edit in edits:
            parts.append(self.text[done : edit.start])
            parts.append(edit.text)
            size += edit.start - done
            starts.append(edit.start)
            ends.append(edit.end)
            at.append(size)
            size += len(edit.text)
            past.append(size)
            done = edit.end
        if not starts:
            return self
        parts.append(self.text[done:])
        step = Step(tuple(starts), tuple(ends), tuple(at), tuple(past))
        return Reading("".join(parts), (*self.steps, step))
