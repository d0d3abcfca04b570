"""From the units of an ALTO file to pixels of its image."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.readers.page_text import integer
from extractors.readers.safe_xml import Element, descend, words

_TO_THE_INCH = {"mm10": 254.0, "inch1200": 1200.0}
_RESOLUTION = re.compile(r"\b(?:x?dpi|dpix|xres(?:olution)?|resolution)\b[\s:=\"]*(\d{2,4})\b", re.IGNORECASE)
_SIZE = re.compile(r"\bwidth[\s:=\"]*(\d{2,6})\b.{0,20}?\bheight[\s:=\"]*(\d{2,6})\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Scale:
    """Pixels to one unit of the file, across and down."""

    x: float = 1.0
    y: float = 1.0


def unit(root: Element) -> str:
    """``pixel``, ``mm10`` (tenths of a millimetre) or ``inch1200``; pixel where the file does not say."""
    return words(descend(root, "Description", "MeasurementUnit")) or "pixel"


def scale(root: Element, page: Element) -> Scale | None:
    """Of a page: 1 for pixels; from the resolution, or the image's size, that the processing steps name; else None."""
    measure = unit(root)
    if measure == "pixel":
        return Scale()
    told = " ".join(words(item) for item in root.iter("{*}processingStepSettings"))
    resolution = _RESOLUTION.search(told)
    if resolution is not None and measure in _TO_THE_INCH:
        factor = int(resolution.group(1)) / _TO_THE_INCH[measure]
        return Scale(factor, factor) if factor else None
    size, width, height = _SIZE.search(told), integer(page.get("WIDTH")), integer(page.get("HEIGHT"))
    if size is None or not width or not height:
        return None
    return Scale(int(size.group(1)) / width, int(size.group(2)) / height)
