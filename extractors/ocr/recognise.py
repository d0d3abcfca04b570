"""One page image read: prepared, its script told, its lines recognised. Runs in a process of its own."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from PIL import Image

from extractors.document import Box
from extractors.ocr import tesseract
from extractors.ocr.decode import grey
from extractors.ocr.hocr import ReadBlock, blocks
from extractors.ocr.models import MODELS, letters, orientation, sureness
from extractors.ocr.placement import Placement
from extractors.ocr.prepare import Prepared, clean, pgm, prepare, small
from extractors.ocr.second_look import second_look

SURE = 0.58
"""A reading below this may be in the wrong script, so others are tried. Measured: worn Arabic print is read at 0.6 and
more, clean print at 0.85 and more, any page with the models of another script at 0.51 and less."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Blocks of a prepared page, and the script whose models read most of it."""

    script: str
    blocks: tuple[ReadBlock, ...]

    @property
    def sureness(self) -> float:
        """0 to 1."""
        return sureness((line for block in self.blocks for line in block.lines), self.script)


def page(data: bytes, frame: int) -> dict[str, Any]:
    """The page as JSON: width, height, models, angle, turns, scale, regions of lines of words.

    data   an image file; frame: which of its images
    Boxes are in pixels of the image as it is in the file. InputRejected as ``decode.grey`` and ``tesseract.run``.
    """
    return page_of(grey(data, frame))


def page_of(image: Image.Image) -> dict[str, Any]:
    """As ``page``, of an image in grey that is already decoded."""
    width, height = image.size
    ready = clean(image)
    if ready is None:
        return {"width": width, "height": height, "script": None, "regions": []}
    seen = orientation(pgm(small(ready)))
    prepared = prepare(ready, seen.turns)
    reading = read(prepared, seen.script)
    return {
        "width": width,
        "height": height,
        "script": reading.script,
        "turns": prepared.placement.turns,
        "angle": prepared.placement.angle,
        "scale": round(prepared.placement.scale, 4),
        "regions": [_region(block, prepared.placement) for block in reading.blocks],
    }


def read(prepared: Prepared, script: str | None) -> Reading:
    """The surest reading: of the script that was seen, of all where none was or where it reads badly."""
    mode = 3 if prepared.columns else 6
    first = [_reading(prepared.image, script, mode)] if script else []
    if not first or first[0].sureness < SURE:
        first += [_reading(prepared.image, other, mode) for other in MODELS if other != script]
    best = max(first, key=lambda reading: reading.sureness * min(letters(reading.blocks), 20))
    return Reading(best.script, second_look(prepared.image, best.script, best.blocks))


def _reading(image: bytes, script: str, mode: int) -> Reading:
    return Reading(script, blocks(tesseract.run(image, mode=mode, models=MODELS[script])))


def _region(block: ReadBlock, placement: Placement) -> dict[str, Any]:
    lines = [
        {
            "box": _box(placement.box(line.corners)),
            "baseline": placement.ends(line.baseline),
            "words": [[word.text, _box(placement.box(word.corners)), word.confidence] for word in line.words],
        }
        for line in block.lines
    ]
    return {"kind": block.kind, "box": _box(placement.box(block.corners)), "lines": lines}


def _box(box: Box) -> list[int]:
    return list(asdict(box).values())
