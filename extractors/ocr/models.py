"""Which tesseract models read a script, and how sure a reading is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.errors import InputRejected
from extractors.languages.script import script_of
from extractors.ocr import tesseract
from extractors.ocr.hocr import ReadBlock, ReadLine

MODELS = {"Arab": ("ara",), "Cyrl": ("rus", "kaz"), "Latn": ("eng",)}
"""By script. Models of two scripts in one run more than double the errors on Arabic print; Russian and Kazakh together
read either as well as its own model does."""

_SCRIPTS = {"Arabic": "Arab", "Cyrillic": "Cyrl", "Latin": "Latn", "Fraktur": "Latn"}


@dataclass(frozen=True, slots=True)
class Orientation:
    """turns: quarters to turn the page by, anticlockwise; script: one of MODELS, None where it cannot be told."""

    turns: int = 0
    script: str | None = None


def orientation(image: bytes) -> Orientation:
    """How the page lies and what it is written in, by tesseract's own guess from single letters."""
    try:
        answer = tesseract.run(image, mode=0, models=("osd",))
    except InputRejected:  # it refuses pages with few letters
        return Orientation()
    said = dict(line.split(": ", 1) for line in answer.splitlines() if ": " in line)
    clockwise = int(said.get("Rotate", "0")) // 90
    sure = float(said.get("Orientation confidence", "0")) >= 2.0
    return Orientation(-clockwise % 4 if sure else 0, _SCRIPTS.get(said.get("Script", "")))


def sureness(lines: Iterable[ReadLine], script: str) -> float:
    """0 to 1: the engine's mean confidence, weighted by length; a word in another script than the models' counts 0.

    Words without a letter count only where there are no others: models take what they cannot read for digits.
    """
    words = [word for line in lines for word in line.words]
    scripts = [script_of(word.text) for word in words]
    lettered = any(scripts)
    total = right = 0.0
    for word, own in zip(words, scripts, strict=True):
        if own is not None or not lettered:
            total += len(word.text)
            right += word.confidence * len(word.text) if own in (script, None) else 0.0
    return right / total if total else 0.0


def letters(blocks: Iterable[ReadBlock]) -> int:
    """Characters of all words."""
    return sum(line.letters for block in blocks for line in block.lines)
