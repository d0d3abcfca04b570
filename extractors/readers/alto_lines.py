"""Lines of an ALTO page."""

from __future__ import annotations

from extractors.document import Box
from extractors.readers.page_text import Points, PrintedLine, PrintedPage, integer, points
from extractors.readers.safe_xml import Element, local


def page(element: Element, number: int, image: str | None, pixels: bool) -> PrintedPage:
    """A Page; number is its place in the file, used where it has no number of its own; boxes only in pixels."""
    return PrintedPage(
        element.get("PRINTED_IMG_NR") or element.get("PHYSICAL_IMG_NR") or str(number),
        tuple(_line(item, pixels) for item in element.iter("{*}TextLine")),
        integer(element.get("WIDTH")) if pixels else None,
        integer(element.get("HEIGHT")) if pixels else None,
        image,
    )


def _line(element: Element, pixels: bool) -> PrintedLine:
    words, weights = "", []
    for item in element:
        name, content = local(item), item.get("CONTENT") or ""
        if name == "HYP":
            words += content
        elif name == "String" and content:
            words += (" " if words else "") + content
            sure = _number(item.get("WC"))
            if sure is not None:
                weights.append((sure, len(content)))
    total = sum(length for _, length in weights)
    box = _box(element) if pixels else None
    return PrintedLine(
        words,
        box,
        _baseline(element, box) if pixels else (),
        round(sum(sure * length for sure, length in weights) / total, 4) if total else None,
    )


def _box(element: Element) -> Box | None:
    sides = [integer(element.get(name)) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT")]
    left, top, width, height = sides
    if left is None or top is None or width is None or height is None:
        return None
    return Box(left, top, width, height)


def _baseline(element: Element, box: Box | None) -> Points:
    """Points of the baseline; ALTO 2 and 3 give its height alone."""
    value = element.get("BASELINE")
    height = integer(value) if value and len(value.replace(",", " ").split()) == 1 else None
    if height is not None:
        return ((box.x, height), (box.x + box.width, height)) if box is not None else ()
    return points(value)


def _number(value: str | None) -> float | None:
    """A confidence, 0 to 1; None for anything else."""
    try:
        number = float(value or "")
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None
