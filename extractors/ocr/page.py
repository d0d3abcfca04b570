"""An image file in, printed pages out: the reading itself happens in a process with limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractors.document import Box
from extractors.isolated import Limits, call
from extractors.ocr import tesseract
from extractors.readers.page_text import PrintedLine, PrintedPage, PrintedRegion, PrintedWord, line_of_words

LIMITS = Limits(cpu_seconds=120, memory_bytes=3 * 2**30, wall_seconds=300)
"""Of one page. Measured: 3 s of CPU for a page, 10 s where it is in several scripts; 0.8 GiB for 150 million pixels."""


def read_page(data: bytes, frame: int, number: str, name: str, image: str | None = None) -> PrintedPage:
    """One image of a file with the words that tesseract finds on it, boxes in pixels of the image.

    data, frame  image file, and which of its images, from 0
    number       of the page; image: what to call it; name: the file, for errors
    InputRejected: OCR001 to OCR003 of ``tesseract``, IMG001 and IMG002 of ``decode``, ISO001 to ISO004 past a limit.
    """
    tesseract.check(name)
    found = call("extractors.ocr.recognise:page", data, {"frame": frame}, name=name, limits=LIMITS)
    return printed(found, number, image)


def printed(found: Mapping[str, Any], number: str, image: str | None) -> PrintedPage:
    """A page from the JSON of ``recognise.page``."""
    regions = tuple(
        PrintedRegion(tuple(_line(line) for line in region["lines"]), Box(*region["box"]), region["kind"])
        for region in found["regions"]
    )
    return PrintedPage(number, regions, found["width"], found["height"], image)


def _line(line: Mapping[str, Any]) -> PrintedLine:
    words = [PrintedWord(text, Box(*box), confidence) for text, box, confidence in line["words"]]
    return line_of_words(words, Box(*line["box"]), tuple((x, y) for x, y in line["baseline"]))
