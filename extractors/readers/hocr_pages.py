"""Pages, paragraphs, lines and words of an hOCR tree (hOCR 1.2, https://kba.github.io/hocr-spec/1.2/)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from extractors.document import Box
from extractors.readers.page_text import (
    Direction,
    Points,
    PrintedLine,
    PrintedPage,
    PrintedRegion,
    PrintedWord,
    integer,
)
from extractors.readers.page_words import line_with_words
from extractors.readers.safe_xml import Element

_LINES = frozenset(("ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat"))
_BLOCKS = frozenset(("ocr_par", "ocr_carea", "ocrx_block", "ocr_column"))
_WORDS = frozenset(("ocrx_word", "ocr_word"))
_PROPERTY = re.compile(r"(?:\"[^\"]*\"|'[^']*'|[^;\"'])+")
_LONGEST = 10_000
_DIRECTIONS: dict[str, Direction] = {"rtl": "rtl", "ltr": "ltr"}


def pages(root: Element) -> Iterator[PrintedPage]:
    """All pages in the order of the file; their numbers are lpageno, else ppageno counted from 1."""
    for number, page in enumerate(_of_class(root, frozenset(("ocr_page",))), 1):
        told = _properties(page)
        box = _box(told)
        physical = integer(told.get("ppageno"))
        image = told.get("image", "").strip().strip("\"'")
        lines = [item for item in _of_class(page, _LINES) if next(_of_class(item, _LINES, inside=True), None) is None]
        found = lines or [item for item in _of_class(page, frozenset(("ocr_par",)))] or [page]
        yield PrintedPage(
            told.get("lpageno", "").strip("\"' ") or str(number if physical is None else physical + 1),
            tuple(_region(block, list(items)) for block, items in groupby(found, _block)),
            box.x + box.width if box else None,
            box.y + box.height if box else None,
            image or None,
            _DIRECTIONS.get(page.get("dir", "").lower()),
        )


def languages(root: Element) -> list[str]:
    """Languages of paragraphs, lines and words, sorted."""
    named = (item.get("lang") or item.get("xml:lang") for item in _of_class(root, _BLOCKS | _LINES | _WORDS))
    return sorted({lang.lower() for lang in named if lang})


def _of_class(element: Element, names: frozenset[str], *, inside: bool = False) -> Iterator[Element]:
    """The element, unless only those inside it are asked for, and its descendants that are of one of the classes."""
    for item in element.iter():
        if not (inside and item is element) and not names.isdisjoint((item.get("class") or "").split()):
            yield item


def _block(line: Element) -> Element | None:
    """The nearest block around a line."""
    for item in line.iterancestors():
        if not _BLOCKS.isdisjoint((item.get("class") or "").split()):
            return item
    return None


def _region(block: Element | None, lines: list[Element]) -> PrintedRegion:
    kinds = {(item.get("class") or "").split()[0].removeprefix("ocr_") for item in lines if item.get("class")}
    kind = kinds.pop() if len(kinds) == 1 else ""
    special = kind in ("header", "footer", "caption", "textfloat")
    return PrintedRegion(
        tuple(map(_line, lines)), _box(_properties(block)) if block is not None else None, kind if special else ""
    )


def _line(element: Element) -> PrintedLine:
    told = _properties(element)
    box = _box(told)
    words = [_word(item) for item in _of_class(element, _WORDS, inside=True)]
    text = "".join(map(str, element.itertext()))
    if len(words) > 1 and len(text.split()) == 1:  # nobody put spaces between the words
        text = ""
    return line_with_words(text, words, box, _baseline(told, box), None)


def _word(element: Element) -> PrintedWord:
    told = _properties(element)
    percent = integer(told.get("x_wconf"))
    sure = percent / 100 if percent is not None and 0 <= percent <= 100 else None
    return PrintedWord("".join(map(str, element.itertext())), _box(told), sure)


def _properties(element: Element) -> dict[str, str]:
    """The properties in @title: ``bbox 0 0 9 9; x_wconf 93``."""
    fields = (field.split(None, 1) for field in _PROPERTY.findall((element.get("title") or "")[:_LONGEST]))
    return {field[0]: field[1].strip() for field in fields if len(field) == 2}


def _box(told: dict[str, str]) -> Box | None:
    """bbox x0 y0 x1 y1, as place and size."""
    sides = [integer(value) for value in told.get("bbox", "").split()]
    if len(sides) != 4:
        return None
    left, top, right, bottom = sides
    if left is None or top is None or right is None or bottom is None or right < left or bottom < top:
        return None
    return Box(left, top, right - left, bottom - top)


def _baseline(told: dict[str, str], box: Box | None) -> Points:
    """``baseline slope offset`` is a line from the lower left corner of the box."""
    try:
        slope, offset = map(float, told.get("baseline", "").split())
        if box is None:
            return ()
        left = box.y + box.height + offset
        return ((box.x, round(left)), (box.x + box.width, round(left + slope * box.width)))
    except (ValueError, OverflowError):
        return ()
