"""Where a point of the prepared image stands on the image as it was scanned."""

from __future__ import annotations

import math
from dataclasses import dataclass

from extractors.document import Box
from extractors.ocr.hocr import Corners


@dataclass(frozen=True, slots=True)
class Placement:
    """How an image was prepared: quarter turns first, then scaling, then straightening about the centre.

    width, height  of the image as scanned, in pixels
    turns          quarter turns, anticlockwise
    scale          prepared pixels for one scanned pixel
    angle          degrees, anticlockwise
    """

    width: int
    height: int
    turns: int = 0
    scale: float = 1.0
    angle: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the prepared image on the scanned one."""
        wide, high = (self.width, self.height) if self.turns % 2 == 0 else (self.height, self.width)
        middle, centre = round(wide * self.scale) / 2, round(high * self.scale) / 2
        right, under = x - middle, y - centre
        cosine, sine = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
        x = (right * cosine - under * sine + middle) / self.scale
        y = (right * sine + under * cosine + centre) / self.scale
        if self.turns == 1:
            return self.width - y, x
        if self.turns == 2:
            return self.width - x, self.height - y
        return (y, self.height - x) if self.turns == 3 else (x, y)

    def box(self, corners: Corners) -> Box:
        """The smallest upright box around a box of the prepared image, within the scanned one."""
        left, top, right, bottom = corners
        found = [self.point(x, y) for x in (left, right) for y in (top, bottom)]
        x0, x1 = (_within(f(x for x, _ in found), self.width) for f in (min, max))
        y0, y1 = (_within(f(y for _, y in found), self.height) for f in (min, max))
        return Box(x0, y0, x1 - x0, y1 - y0)

    def ends(self, corners: Corners) -> tuple[tuple[int, int], ...]:
        """The two ends of a stroke of the prepared image."""
        ends = self.point(*corners[:2]), self.point(*corners[2:])
        return tuple((_within(x, self.width), _within(y, self.height)) for x, y in ends)


def _within(value: float, size: int) -> int:
    return min(max(round(value), 0), size)
