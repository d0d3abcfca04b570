"""Tesseract's own hOCR as blocks of lines of words, in pixels of the image it was given."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.readers.safe_xml import Element, parse
from extractors.source import Source

_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_SURE = re.compile(r"x_wconf (\d+)")
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
# tesseract writes direction marks, but none is on the page
_MARKS = re.compile(r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LINES = ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")
_KINDS = {"ocr_header": "heading", "ocr_caption": "caption", "ocr_textfloat": "floating"}

Corners = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word; confidence 0 to 1."""

    text: str
    corners: Corners
    confidence: float


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line, words in reading order; baseline: its two ends."""

    words: tuple[ReadWord, ...]
    corners: Corners
    baseline: Corners

    @property
    def confidence(self) -> float:
        """Mean of the words', weighted by their length."""
        return sum(word.confidence * len(word.text) for word in self.words) / self.letters

    @property
    def letters(self) -> int:
        """Characters of its words."""
        return sum(len(word.text) for word in self.words)


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """A paragraph, lines in reading order. kind: heading, caption, floating or paragraph."""

    lines: tuple[ReadLine, ...]
    corners: Corners
    kind: str


def blocks(hocr: str) -> tuple[ReadBlock, ...]:
    """The paragraphs of a page, those without words left out."""
    start = hocr.find("<html")  # its document type goes: ours forbid one
    root = parse(Source("tesseract.hocr", "", hocr[start:].encode("utf-8")))
    found = []
    for paragraph in root.iter("{*}p"):
        spans = [item for item in paragraph.iter("{*}span") if item.get("class") in _LINES]
        lines = tuple(line for line in map(_line, spans) if line.words)
        if lines:
            kind = _KINDS.get(spans[0].get("class") or "", "paragraph")
            found.append(ReadBlock(lines, _corners(paragraph), kind))
    return tuple(found)


def _line(element: Element) -> ReadLine:
    words = []
    for item in element.iter("{*}span"):
        text = _MARKS.sub("", "".join(map(str, item.itertext()))) if item.get("class") == "ocrx_word" else ""
        if text:
            sure = _SURE.search(item.get("title") or "")
            words.append(ReadWord(text, _corners(item), int(sure[1]) / 100 if sure else 0.0))
    left, top, right, bottom = _corners(element)
    slope = _BASELINE.search(element.get("title") or "")
    rise, offset = (float(slope[1]), float(slope[2])) if slope else (0.0, 0.0)
    ends = (left, bottom + offset, right, bottom + offset + rise * (right - left))
    return ReadLine(tuple(words), (left, top, right, bottom), ends)


def _corners(element: Element) -> Corners:
    found = _BOX.search(element.get("title") or "")
    return (float(found[1]), float(found[2]), float(found[3]), float(found[4])) if found else (0.0, 0.0, 0.0, 0.0)
