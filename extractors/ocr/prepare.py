"""A page image made ready for reading: upright, straight, of even paper, with lines as far apart as models expect."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image, ImageFilter

from extractors.ocr import ink
from extractors.ocr.placement import Placement

LINE_PITCH = 54
"""Pixels from line to line in the prepared image. Measured: Arabic print of 600 dpi is read best at 45 to 60, Cyrillic
and Latin equally well from 40 to 140."""

_SMALL = 1600
_MOST_PIXELS = 40_000_000
_BLACK = 0.5  # of the brightness of the paper: darker is the surround, not a shaded margin
_INK = 209  # of 255, once the paper is even: darker than noise
_LEAST_INK = 0.0003
_TURNS = {1: Image.Transpose.ROTATE_90, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_270}


@dataclass(frozen=True, slots=True)
class Prepared:
    """image: PGM file; columns: whether lines stand side by side."""

    image: bytes
    placement: Placement
    columns: bool


def upright(image: Image.Image, turns: int) -> Image.Image:
    """Turned by so many quarters, anticlockwise."""
    return image.transpose(_TURNS[turns]) if turns else image


def small(image: Image.Image) -> Image.Image:
    """At most 1600 pixels high and wide."""
    return image.reduce(-(-max(image.size) // _SMALL))


def clean(image: Image.Image) -> Image.Image | None:
    """Dark ink on light paper without the dark surround of a scan; None for a page without ink."""
    copy = np.asarray(small(image))
    if int(np.median(copy)) < ink.threshold(copy):  # a negative, as of microfilm
        image = image.point(lambda value: 255 - value)
        copy = 255 - copy
    edges = ink.dark_edges(copy < _BLACK * np.median(copy))
    image = _without_edges(image, edges, max(image.size) / max(copy.shape))
    inked = np.asarray(_even(small(image))) < _INK
    return image if inked.mean() > _LEAST_INK else None


def prepare(image: Image.Image, turns: int) -> Prepared:
    """The image of ``clean``, turned, straightened and scaled, as tesseract gets it."""
    width, height = image.size
    image = upright(image, turns)
    copy = small(image)
    values = np.asarray(_even(copy))
    found = ink.points(values < ink.threshold(values))
    if len(found[0]) < 50:
        return Prepared(pgm(image), Placement(width, height, turns), False)
    angle = ink.skew(found)
    line = ink.pitch(found, angle)
    side_by_side = line is not None and ink.columns(found, angle, line)
    scale = 1.0 if line is None else LINE_PITCH / (line * max(image.size) / max(copy.size))
    scale = 1.0 if 0.75 < scale < 1.33 else scale  # near enough: resampling blurs
    scale = min(max(scale, 0.1), 3.0, (_MOST_PIXELS / (width * height)) ** 0.5)
    size = round(image.width * scale), round(image.height * scale)
    if size != image.size:
        image = image.resize(size, Image.Resampling.BOX if scale < 1 else Image.Resampling.BICUBIC)
    image = _even(image)
    if angle:
        image = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    return Prepared(pgm(image), Placement(width, height, turns, scale, angle), side_by_side)


def _without_edges(image: Image.Image, edges: tuple[int, int, int, int], scale: float) -> Image.Image:
    """White where the dark surround was. edges: left, top, right, bottom on the small copy."""
    left, top, right, bottom = (round(edge * scale) for edge in edges)
    if not any(edges):
        return image
    inside = (left, top, image.width - right, image.height - bottom)
    page = Image.new("L", image.size, 255)
    page.paste(image.crop(inside), inside[:2])
    return page


def _even(image: Image.Image) -> Image.Image:
    """Paper made white everywhere: each pixel over the brightness of the paper around it."""
    factor = max(1, max(image.size) // 200)
    paper = image.reduce(factor).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(3))
    light = np.asarray(paper.resize(image.size, Image.Resampling.BILINEAR)).astype(np.float32)
    values = np.asarray(image).astype(np.float32) * 255.0 / np.maximum(light, 32.0)
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def pgm(image: Image.Image) -> bytes:
    """As a portable grey map, which is quick to write and to read."""
    out = BytesIO()
    image.save(out, "PPM")
    return out.getvalue()
