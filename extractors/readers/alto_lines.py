"""Lines and words of an ALTO page."""

from __future__ import annotations

from extractors.document import Box
from extractors.readers.alto_units import Scale
from extractors.readers.page_text import (
    Points,
    PrintedLine,
    PrintedWord,
    bounds,
    integer,
    line_of_words,
    points,
    share,
)
from extractors.readers.safe_xml import Element, descend, local


def line(element: Element, scale: Scale | None) -> PrintedLine:
    """A TextLine as printed: a hyphen at its end (HYP) hangs on the last word, SUBS_CONTENT is not on the page.

    Words are apart where SP says so; in a line that has no SP at all, all of them are.
    """
    parts = [(local(item), item) for item in element]
    spaced = any(name == "SP" for name, _ in parts)
    found: list[PrintedWord] = []
    tail, apart = "", True
    for name, item in parts:
        if name == "SP":
            apart = True
        elif name == "HYP":
            tail = item.get("CONTENT") or ""
        elif name == "String" and (content := item.get("CONTENT")):
            found.append(PrintedWord(content, box(item, scale), share(item.get("WC")), glued=not apart))
            apart = not spaced
    own = box(element, scale)
    return line_of_words(found, own, _baseline(element, own, scale), tail=tail)


def box(element: Element, scale: Scale | None) -> Box | None:
    """HPOS, VPOS, WIDTH and HEIGHT in pixels, else the bounds of the Shape; None without a scale or a place."""
    if scale is None:
        return None
    left, top = integer(element.get("HPOS"), scale.x), integer(element.get("VPOS"), scale.y)
    width, height = integer(element.get("WIDTH"), scale.x), integer(element.get("HEIGHT"), scale.y)
    if left is None or top is None or width is None or height is None:
        polygon = descend(element, "Shape", "Polygon")
        return None if polygon is None else bounds(points(polygon.get("POINTS"), scale.x, scale.y))
    return Box(left, top, width, height)


def _baseline(element: Element, own: Box | None, scale: Scale | None) -> Points:
    """Points of the baseline; ALTO 2 and 3 give its height alone."""
    value = element.get("BASELINE")
    if value is None or scale is None:
        return ()
    if len(value.replace(",", " ").split()) > 1:
        return points(value, scale.x, scale.y)
    height = integer(value, scale.y)
    return ((own.x, height), (own.x + own.width, height)) if own is not None and height is not None else ()
