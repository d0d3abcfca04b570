"""A PDF opened with pdfium: its outline, the words of its text layer, its pages as images.

Runs in a process of its own (``extractors.isolated``): pdfium is C++ and the files are strangers'. It is built without
a script engine, no form is filled, no action followed, no embedded file opened.
"""

from __future__ import annotations

import math
import re
from typing import Any

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from extractors.errors import InputRejected
from extractors.readers.pdf_letters import letters
from extractors.readers.pdf_lines import regions

DPI = 150
"""Of the page as boxes see it."""

MAX_PAGES = 10_000
MAX_INCHES = 200
_OCR_DPI = 300
_OCR_PIXELS = 100_000_000
_PASSWORD = 4
_ACTIVE = {
    "JavaScript": re.compile(rb"/(?:JavaScript|JS)\b"),
    "an action that starts a program": re.compile(rb"/Launch\b"),
    "an embedded file": re.compile(rb"/EmbeddedFiles?\b"),
}


def outline(data: bytes) -> dict[str, Any]:
    """``{"labels": of the pages, "metadata": {key: words}, "active": what it holds that is never run or opened}``.

    InputRejected: PDF001 malformed, PDF002 encrypted, PDF003 more than 10,000 pages.
    """
    document = _opened(data)
    count = len(document)
    if count > MAX_PAGES:
        raise InputRejected("PDF003", f"The file has {count} pages; at most {MAX_PAGES} are read.", advice="Split it.")
    if count == 0:
        raise InputRejected("PDF001", "The file has no page that can be found.", advice="Save or scan it again.")
    labels = [document.get_page_label(index).strip() or str(index + 1) for index in range(count)]
    metadata = {key: " ".join(_plain(value).split()) for key, value in document.get_metadata_dict().items()}
    active = {name for name, pattern in _ACTIVE.items() if pattern.search(data)}
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        active.add("JavaScript")
    if document.count_attachments() > 0:
        active.add("an embedded file")
    return {"labels": [_plain(label) for label in labels], "metadata": metadata, "active": sorted(active)}


def text(data: bytes, first: int, count: int) -> list[dict[str, Any]]:
    """Pages from ``first``, at most ``count``: width and height in pixels, regions of lines of words.

    scan        no letters: the page is an image, if there is anything on it
    unreadable  there is a text layer, but most of it maps to no letter
    InputRejected PDF001, PDF004.
    """
    document = _opened(data)
    found = []
    for index in range(first, min(first + count, len(document))):
        page = _page(document, index)
        width, height = _pixels(page, index)
        marks = letters(page, width, height)
        lost = sum(mark.character == "\ufffd" or "\ue000" <= mark.character <= "\uf8ff" for mark in marks)
        unreadable = lost > len(marks) / 2
        scan = (unreadable or not any(mark.character.isalnum() for mark in marks)) and _shows_anything(page)
        found.append(
            {
                "width": width,
                "height": height,
                "scan": scan,
                "unreadable": unreadable,
                "regions": [] if scan else regions(marks),
            }
        )
        page.close()
    return found


def recognise(data: bytes, index: int) -> dict[str, Any]:
    """One page rendered at 300 dpi and read by tesseract: as ``recognise.page``, boxes at 150 dpi."""
    from extractors.ocr.recognise import page_of

    width, height = _pixels(_page(_opened(data), index), index)
    image = rendered(data, index, _OCR_DPI, _OCR_PIXELS, grey=True)
    found = page_of(image.convert("L"))
    across, down = width / image.width, height / image.height

    def scaled(box: list[int]) -> list[int]:
        return [round(box[0] * across), round(box[1] * down), round(box[2] * across), round(box[3] * down)]

    for region in found["regions"]:
        region["box"] = scaled(region["box"])
        for line in region["lines"]:
            line["box"] = scaled(line["box"])
            line["baseline"] = [(round(x * across), round(y * down)) for x, y in line["baseline"]]
            line["words"] = [[word, scaled(box), confidence] for word, box, confidence in line["words"]]
    return {**found, "width": width, "height": height}


def rendered(data: bytes, index: int, dpi: float, most_pixels: int, *, grey: bool = False) -> Image.Image:
    """One page, from 0, as an image of at most so many pixels. InputRejected PDF001, PDF002, PDF004."""
    page = _page(_opened(data), index)
    _pixels(page, index)
    dpi = min(dpi, math.sqrt(most_pixels / (page.get_width() * page.get_height())) * 72)
    image: Image.Image = page.render(scale=dpi / 72, grayscale=grey, may_draw_forms=False).to_pil()
    return image


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise InputRejected(
                "PDF002", "The file is encrypted and asks for a password.", advice="Save it without a password."
            ) from None
        raise InputRejected("PDF001", f"The file is no sound PDF: {error}.", advice="Save or scan it again.") from None


def _page(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    try:
        return document[index]
    except pdfium.PdfiumError as error:
        raise InputRejected("PDF001", f"Page {index + 1} cannot be read: {error}.", advice="Save it again.") from None


def _pixels(page: pdfium.PdfPage, index: int) -> tuple[int, int]:
    width, height = page.get_size()
    if not (0 < width <= MAX_INCHES * 72 and 0 < height <= MAX_INCHES * 72):
        raise InputRejected(
            "PDF004",
            f"Page {index + 1} is {width / 72:.0f} × {height / 72:.0f} inches; at most {MAX_INCHES} are read.",
            advice="Save it with a sound page size.",
        )
    return max(1, round(width * DPI / 72)), max(1, round(height * DPI / 72))


def _shows_anything(page: pdfium.PdfPage) -> bool:
    return next(iter(page.get_objects(max_depth=2)), None) is not None


def _plain(words: str) -> str:
    """Without control characters and halves of surrogate pairs, which metadata of broken files hold."""
    return "".join(letter for letter in words if letter.isprintable() or letter.isspace())
