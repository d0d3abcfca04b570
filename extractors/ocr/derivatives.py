"""Copies of a page image for reading on a screen: JPEG, in halving sizes, with nothing but the pixels in them.

Runs in a process of its own (``extractors.isolated``), as ``decode`` does. Made anew from the pixels: what else a
stranger's file carries (EXIF with places and names, comments, a second file behind the image) stays behind, and its
pixels stand as they lie in the file, as the boxes of words do, whatever EXIF says of turning them.
"""

from __future__ import annotations

import math
from base64 import b64encode
from io import BytesIO
from typing import Any

from PIL import Image

from extractors.errors import InputRejected
from extractors.ocr.decode import MAX_PIXELS, broken, composed, frames, huge, opened

LONGEST = 4096
"""Longest side of the largest copy, in pixels: 350 dpi of an A4 page."""
SMALLEST = 640
"""Sizes are halved until the longest side is no longer than this."""
QUALITY = 78
_PDF_PIXELS = 12_000_000


def of_image(data: bytes, place: int) -> list[dict[str, Any]]:
    """``{"width", "height", "jpeg"}`` of each size, the largest first; jpeg in base64.

    place: which page of the file, from 0, as ``decode.frames`` lists them. InputRejected: IMG001 damaged or no such
    page, IMG002 too many pixels, IMG003 too many frames.
    """
    listed = frames(data)
    if place >= len(listed):
        raise InputRejected("IMG001", f"The file has {len(listed)} images, not {place + 1}.", advice="Scan it again.")
    image = opened(data)
    try:
        image.seek(listed[place]["frame"])
        if image.width * image.height > MAX_PIXELS or not image.width or not image.height:
            raise huge(f"{image.width} × {image.height}")
        across, down = _within(image.width, image.height, LONGEST)
        image.draft("L" if image.mode == "L" else "RGB", (across, down))  # a JPEG decodes to an eighth as fast
        return _sizes(composed(image))
    except InputRejected:
        raise
    except Exception as error:  # Pillow's plug-ins raise whatever their decoding meets
        raise broken(error) from None


def of_pdf(data: bytes, place: int) -> list[dict[str, Any]]:
    """The same of a page of a PDF, from 0, as a viewer renders it at 200 dpi, or at less where it is large.

    InputRejected: PDF001 malformed, PDF002 encrypted, PDF004 a page too large.
    """
    from extractors.readers.pdf_file import rendered

    return _sizes(rendered(data, place, 200, _PDF_PIXELS))


def _sizes(image: Image.Image) -> list[dict[str, Any]]:
    found = []
    image = image.copy()
    image.info = {}  # Pillow would write the file's comment and profile into the copies
    size = _within(image.width, image.height, LONGEST)
    while True:
        if image.size != size:
            image = image.resize(size, Image.Resampling.BOX if image.width >= 2 * size[0] else Image.Resampling.LANCZOS)
        out = BytesIO()
        image.save(out, "JPEG", quality=QUALITY, optimize=True)
        found.append({"width": size[0], "height": size[1], "jpeg": b64encode(out.getvalue()).decode("ascii")})
        if max(size) <= SMALLEST:
            return found
        size = (max(1, round(size[0] / 2)), max(1, round(size[1] / 2)))


def _within(width: int, height: int, longest: int) -> tuple[int, int]:
    factor = min(1.0, longest / max(width, height))
    return max(1, math.floor(width * factor + 0.5)), max(1, math.floor(height * factor + 0.5))
