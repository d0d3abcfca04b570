"""C6 again, where scans are copied for an edition: bombs cost no more than a page, and nothing but pixels comes out."""

from __future__ import annotations

from base64 import b64decode
from contextlib import suppress
from io import BytesIO

import pytest
from hostile_pages import image_attacks
from PIL import Image, PngImagePlugin

from extractors.errors import InputRejected
from extractors.isolated import Limits, call
from extractors.ocr.derivatives import LONGEST, SMALLEST, of_image

ATTACKS = image_attacks()
LIMITS = Limits(cpu_seconds=20, memory_bytes=2 * 2**30, wall_seconds=120, result_bytes=48 << 20)


@pytest.mark.parametrize("attack", sorted(ATTACKS))
def test_c06_no_image_harms_the_copying(attack: str) -> None:
    made = []
    with suppress(InputRejected):
        made = call("extractors.ocr.derivatives:of_image", ATTACKS[attack], {"place": 0}, name="evil", limits=LIMITS)
    assert all(max(one["width"], one["height"]) <= LONGEST for one in made)


def test_c06_only_pixels_come_out_and_stand_as_they_lay() -> None:
    image = Image.new("RGB", (900, 700), "white")
    image.paste("black", (0, 0, 450, 700))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x013B] = "Somebody's name"
    out = BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"a secret")
    made = of_image(out.getvalue() + b"<script>behind the picture</script>", 0)
    assert [(one["width"], one["height"]) for one in made] == [(900, 700), (450, 350)]
    assert max(made[-1]["width"], made[-1]["height"]) <= SMALLEST
    for one in made:
        data = b64decode(one["jpeg"])
        assert b"secret" not in data
        assert b"name" not in data
        assert b"script" not in data
        with Image.open(BytesIO(data)) as copy:
            assert not copy.getexif()
            assert copy.getpixel((10, 10)) < (60, 60, 60)
            assert copy.getpixel((copy.width - 10, 10)) > (200, 200, 200)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_c06_every_kind_of_pixel_becomes_a_jpeg_and_always_the_same(mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (300, 200)).save(out, "TIFF")
    made = of_image(out.getvalue(), 0)
    assert made == of_image(out.getvalue(), 0)
    with Image.open(BytesIO(b64decode(made[0]["jpeg"]))) as copy:
        assert (copy.format, copy.size) == ("JPEG", (300, 200))
        assert copy.mode in ("L", "RGB")


def test_c06_a_page_that_is_not_there() -> None:
    out = BytesIO()
    Image.new("L", (30, 20)).save(out, "PNG", pnginfo=PngImagePlugin.PngInfo())
    with pytest.raises(InputRejected, match="IMG001"):
        of_image(out.getvalue(), 1)
