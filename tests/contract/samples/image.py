from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from extractors.source import Source


def printed(words: str) -> bytes:
    """A PNG of two lines in the font that comes with Pillow."""
    image = Image.new("1", (900, 220), 1)
    draw = ImageDraw.Draw(image)
    draw.multiline_text((40, 40), words, font=ImageFont.load_default(40), fill=0, spacing=20)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


SAMPLE = Source("QA-7-3.png", "test", printed("The Emir received the envoy\nin Doha on 3 May 1998."))
