"""Text regions of a PAGE file, their lines and words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.document import Box
from extractors.readers.page_order import by_custom, regions
from extractors.readers.page_text import (
    Direction,
    Points,
    PrintedLine,
    PrintedPage,
    PrintedRegion,
    PrintedWord,
    bounds,
    integer,
    points,
    share,
)
from extractors.readers.page_words import line_with_words
from extractors.readers.safe_xml import Element, child, children, descend, local, words

_STRUCTURE = re.compile(r"structure\s*\{[^}]{0,500}?type\s*:\s*([^;}\s]+)")
_DIRECTIONS: dict[str, Direction] = {"right-to-left": "rtl", "left-to-right": "ltr"}


def page(root: Element) -> PrintedPage | None:
    """The page of the file, regions in reading order; None where there is none."""
    element = root.find("{*}Page")
    if element is None:
        return None
    found = regions(element)
    told = {item.get("readingDirection") for item in (element, *found)} - {None}
    transkribus = descend(root, "Metadata", "TranskribusMetadata")
    return PrintedPage(
        (transkribus.get("pageNr") if transkribus is not None else None) or "1",
        tuple(PrintedRegion(tuple(_lines(item)), _box(item), _kind(item)) for item in found),
        integer(element.get("imageWidth")),
        integer(element.get("imageHeight")),
        element.get("imageFilename") or None,
        _DIRECTIONS.get(told.pop() or "") if len(told) == 1 else None,
    )


def _kind(region: Element) -> str:
    custom = _STRUCTURE.search(region.get("custom") or "")
    inside = region.getparent()
    table = local(region) == "TableCell" or (inside is not None and local(inside) == "TableRegion")
    return region.get("type") or (custom.group(1) if custom else "table-cell" if table else "")


def _lines(region: Element) -> Iterator[PrintedLine]:
    """The lines of one region, without those of regions inside it; of a region with text but no lines, its text."""
    own = by_custom(children(region, "TextLine"))
    for item in own:
        text, sure = _equivalent(item)
        yield line_with_words(text, list(_words(item)), _box(item), _points(child(item, "Baseline")), sure)
    if not own:
        text, sure = _equivalent(region)
        if text.strip():
            for line in text.split("\n"):
                yield PrintedLine(line, _box(region), (), sure)


def _words(line: Element) -> Iterator[PrintedWord]:
    """Words with their own text, or that of their glyphs."""
    for item in children(line, "Word"):
        text, sure = _equivalent(item)
        if not text:
            text = "".join(_equivalent(glyph)[0] for glyph in children(item, "Glyph"))
        yield PrintedWord(text, _box(item), sure)


def _equivalent(element: Element) -> tuple[str, float | None]:
    """Text and confidence of the TextEquiv with the lowest @index, of the first where there is none."""
    found = children(element, "TextEquiv")
    if not found:
        return "", None
    first = min(found, key=lambda item: integer(item.get("index")) or 0)
    unicode = child(first, "Unicode")
    text = "".join(map(str, unicode.itertext())) if unicode is not None else words(child(first, "PlainText"))
    return text, share(first.get("conf"))


def _box(element: Element) -> Box | None:
    return bounds(_points(child(element, "Coords")))


def _points(element: Element | None) -> Points:
    """From @points (2013 on) or Point children (2010)."""
    if element is None:
        return ()
    told = " ".join(f"{item.get('x')},{item.get('y')}" for item in children(element, "Point"))
    return points(element.get("points") or told)
