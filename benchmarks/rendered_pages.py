"""Pages printed by us, so that what stands on them is known: a font, skew, uneven light, noise.

Nothing is random but a generator with a fixed seed: the same text gives the same pixels.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = Path("/usr/share/fonts/truetype")
FACES = {
    "serif": FONTS / "noto" / "NotoSerif-Regular.ttf",
    "sans": FONTS / "noto" / "NotoSans-Regular.ttf",
    "naskh": FONTS / "noto" / "NotoNaskhArabic-Regular.ttf",
}
A4 = (2480, 3508)
"""Pixels of A4 at 300 dpi."""


def page(
    columns: list[list[str]],
    *,
    face: str = "serif",
    size: int = 46,
    skew: float = 1.5,
    noise: float = 12.0,
    shade: float = 0.0,
    blur: float = 0.8,
    paper: tuple[int, int] = A4,
) -> Image.Image:
    """A page in grey. columns: lines of each, from the left; Arabic lines stand at the right edge of theirs.

    size    of the type in pixels (46 is 11 point at 300 dpi)
    skew    degrees, anticlockwise
    noise   standard deviation of the grey values
    shade   how much darker the right edge is than the left, 0 to 1
    """
    width = paper[0]
    image = Image.new("L", paper, 235)
    draw = ImageDraw.Draw(image)
    margin, gap = width // 12, width // 20
    each = (width - 2 * margin - gap * (len(columns) - 1)) // len(columns)
    for number, lines in enumerate(columns):
        left = margin + number * (each + gap)
        for row, line in enumerate(lines):
            arabic = any("\u0600" <= letter <= "\u06ff" for letter in line)
            font = ImageFont.truetype(str(FACES["naskh" if arabic else face]), size)
            x, anchor = (left + each, "ra") if arabic else (left, "la")
            draw.text((x, margin + row * size * 3 // 2), line, font=font, fill=30, anchor=anchor)
    image = image.rotate(skew, Image.Resampling.BICUBIC, fillcolor=235).filter(ImageFilter.GaussianBlur(blur))
    values = np.asarray(image, dtype=np.float32)
    values = values * np.linspace(1.0, 1.0 - shade, width, dtype=np.float32)
    values += np.random.default_rng(1900).normal(0.0, noise, values.shape).astype(np.float32)
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8), "L")


def wrapped(text: str, letters: int = 70) -> list[str]:
    """Words in lines of at most that many letters."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > letters:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return lines


def file(images: list[Image.Image], kind: str = "PNG", dpi: int = 300) -> bytes:
    """The images as a file: one in a PNG, JPEG or JPEG2000, all in a TIFF or PDF."""
    out = BytesIO()
    rest = {"save_all": True, "append_images": images[1:]} if kind in ("TIFF", "PDF") else {}
    density = {"resolution": dpi} if kind == "PDF" else {"dpi": (dpi, dpi)}
    images[0].save(out, kind, **density, **rest)  # type: ignore[arg-type]
    return out.getvalue()
