"""Image files opened with care: what the header says is checked before a pixel is decoded.

Runs in a process of its own (``extractors.isolated``): decoders are C code and the files are strangers'.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError

from extractors.errors import InputRejected

FORMATS = ("TIFF", "JPEG", "PNG", "JPEG2000")
MAX_PIXELS = 150_000_000
MAX_FRAMES = 2_000
_REDUCED = 254  # TIFF tag NewSubfileType; bit 0: a smaller copy of another frame

Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def frames(data: bytes) -> list[dict[str, Any]]:
    """``{"frame", "width", "height"}`` of each page of the file, from the headers alone; thumbnails left out.

    InputRejected: IMG001 no image of ours or a broken header, IMG002 too many pixels, IMG003 too many frames.
    """
    image = opened(data)
    found: list[dict[str, Any]] = []
    for frame in range(MAX_FRAMES + 1):
        try:
            image.seek(frame)
        except EOFError:
            break
        except Exception as error:  # Pillow's plug-ins raise whatever their parsing meets
            raise broken(error) from None
        if frame == MAX_FRAMES:
            raise InputRejected("IMG003", f"The file holds more than {MAX_FRAMES} images.", advice="Split it.")
        width, height = image.size
        if width * height > MAX_PIXELS or not width or not height:
            raise huge(f"{width} × {height}")
        tags = getattr(image, "tag_v2", None)
        if tags is None or not int(tags.get(_REDUCED, 0)) & 1 or not found:
            found.append({"frame": frame, "width": width, "height": height})
        if image.format != "TIFF":
            break
    return found


def grey(data: bytes, frame: int) -> Image.Image:
    """One frame as grey values. InputRejected IMG001 where it breaks off or is damaged, IMG002 too many pixels."""
    image = opened(data)
    try:
        image.seek(frame)
        if image.width * image.height > MAX_PIXELS:
            raise huge(f"{image.width} × {image.height}")
        image.draft("L", image.size)
        return composed(image).convert("L")
    except InputRejected:
        raise
    except Exception as error:  # Pillow's plug-ins raise whatever their decoding meets
        raise broken(error) from None


def composed(image: Image.Image) -> Image.Image:
    """The frame that the image stands at, decoded: eight bits, grey or RGB, on white where it is transparent."""
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        return _stretched(image)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        whole = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole)
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def opened(data: bytes) -> Image.Image:
    """The image with nothing decoded yet. InputRejected: IMG001 none of ours or a broken header, IMG002 too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise huge("too many") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError, KeyError) as error:
        raise broken(error) from None


def _stretched(image: Image.Image) -> Image.Image:
    """Sixteen and more bits a pixel, their range brought to 0 to 255."""
    low, high = image.convert("F").getextrema()
    if not isinstance(low, float) or not isinstance(high, float):
        return image.convert("L")
    factor = 255.0 / ((high - low) or 1.0)
    return image.convert("F").point(lambda value: value * factor - low * factor).convert("L")


def broken(error: Exception) -> InputRejected:
    """IMG001 for whatever a decoder raised."""
    reason = str(error).replace("\n", " ")[:200]
    if "BytesIO" in reason or not reason:
        reason = "its header is none of TIFF, JPEG, PNG or JPEG 2000"
    return InputRejected("IMG001", f"The image cannot be decoded: {reason}.", advice="Scan or copy it again.")


def huge(pixels: str) -> InputRejected:
    """IMG002 for an image of so many pixels, as worded."""
    return InputRejected(
        "IMG002",
        f"The image has {pixels} pixels; at most {MAX_PIXELS} are read.",
        advice="Scale it down: 400 dpi is enough for reading.",
    )
