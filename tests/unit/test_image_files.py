"""Image files of every kind and condition: what is hostile or broken is refused before tesseract is started."""

from __future__ import annotations

import struct
import time
import zlib
from io import BytesIO

import pytest
from PIL import Image

from extractors.errors import InputRejected
from extractors.ocr import decode, tesseract
from extractors.ocr.placement import Placement
from extractors.ocr.prepare import clean, prepare
from extractors.readers.image import ImageReader
from extractors.source import Source


def made(kind: str, **options: object) -> bytes:
    out = BytesIO()
    Image.new("L", (300, 200), 200).save(out, kind, **options)
    return out.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(InputRejected) as caught:
        list(ImageReader().read(Source("a.bin", "x", data)))
    assert caught.value.where == "a.bin"
    return caught.value.code


def png(width: int, height: int) -> bytes:
    """A PNG whose header tells that size and whose pixels are a few bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(999))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["TIFF", "JPEG", "PNG", "JPEG2000"])
def test_the_content_tells_the_kind(kind: str) -> None:
    assert ImageReader().sniff(Source("scan.xml", "x", made(kind))) == 1.0
    assert decode.frames(made(kind)) == [{"frame": 0, "width": 300, "height": 200}]


def test_other_images_are_not_ours() -> None:
    for kind in ("GIF", "BMP", "WEBP"):
        assert ImageReader().sniff(Source("scan.tif", "x", made(kind))) == 0.0
        assert refused(made(kind)) == "IMG001"


def test_pixels_are_counted_before_they_are_decoded() -> None:
    start = time.monotonic()
    assert refused(png(200_000, 200_000)) == "IMG002"
    jpeg = bytearray(made("JPEG"))
    at = jpeg.index(b"\xff\xc0") + 5
    jpeg[at : at + 4] = struct.pack(">HH", 65_000, 65_000)
    assert refused(bytes(jpeg)) == "IMG002"
    tiff = made("TIFF").replace(struct.pack("<HHII", 256, 4, 1, 300), struct.pack("<HHII", 256, 4, 1, 10_000_000))
    assert refused(tiff) in {"IMG001", "IMG002"}
    jp2 = made("JPEG2000").replace(struct.pack(">II", 300, 200), struct.pack(">II", 900_000, 900_000))
    if tesseract.available():  # the box lies, the codestream does not: only decoding finds out, and that needs OCR
        assert refused(jp2) in {"IMG001", "IMG002"}
    assert time.monotonic() - start < 30


def test_a_header_that_promises_more_than_there_is() -> None:
    if tesseract.available():
        assert refused(png(9_000, 9_000)) == "IMG001"


def test_a_tiff_that_runs_in_a_circle_ends() -> None:
    data = bytearray(made("TIFF"))
    first = struct.unpack_from("<I", data, 4)[0]
    count = struct.unpack_from("<H", data, first)[0]
    struct.pack_into("<I", data, first + 2 + 12 * count, first)
    start = time.monotonic()
    assert len(decode.frames(bytes(data))) <= decode.MAX_FRAMES
    assert time.monotonic() - start < 10


def test_thumbnails_in_a_tiff_are_no_pages() -> None:
    out = BytesIO()
    page, thumbnail = Image.new("L", (300, 200), 255), Image.new("L", (30, 20), 255)
    thumbnail.encoderinfo = {"tiffinfo": {254: 1}}
    page.save(out, "TIFF", save_all=True, append_images=[thumbnail, page])
    assert [frame["frame"] for frame in decode.frames(out.getvalue())] == [0, 2]


@pytest.mark.parametrize(
    ("mode", "value"), [("1", 1), ("RGB", (250, 250, 250)), ("CMYK", (0, 0, 0, 5)), ("I;16", 60000)]
)
def test_every_kind_of_pixel_becomes_grey(mode: str, value: int) -> None:
    out = BytesIO()
    image = Image.new(mode, (300, 200), value)
    image.paste(Image.new(mode, (100, 50), 0 if mode != "CMYK" else (0, 0, 0, 255)), (50, 50))
    image.save(out, "TIFF")
    grey = decode.grey(out.getvalue(), 0)
    assert grey.mode == "L"
    paper, ink = grey.getpixel((10, 10)), grey.getpixel((60, 60))
    assert isinstance(paper, int)
    assert isinstance(ink, int)
    assert (paper > 200, ink < 60) == (True, True)


def test_a_page_without_ink_is_blank_however_grey() -> None:
    for value in (40, 128, 255):
        assert clean(Image.new("L", (800, 600), value)) is None


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_point_finds_its_way_back(turns: int) -> None:
    """A black square is put somewhere, the page prepared, and the square's box there leads back to where it was."""
    image = Image.new("L", (1200, 900), 255)
    for row in range(8):
        image.paste(0, (100, 100 + 90 * row, 1000, 130 + 90 * row))
    ready = prepare(image, turns)
    found = Image.open(BytesIO(ready.image)).point(lambda value: 255 if value < 128 else 0).getbbox()
    assert found is not None
    box = ready.placement.box(tuple(map(float, found)))  # type: ignore[arg-type]
    assert abs(box.x - 100) + abs(box.y - 100) + abs(box.width - 900) + abs(box.height - 660) <= 8


def test_turning_back_by_an_angle() -> None:
    placement = Placement(1000, 800, angle=90.0)
    x, y = placement.point(500, 400)
    assert (round(x), round(y)) == (500, 400)
    x, y = placement.point(600, 400)  # to the right of the centre after a turn to the left: below it before
    assert (round(x), round(y)) == (500, 500)


def test_no_tesseract_is_told_with_the_command_that_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(InputRejected) as caught:
        tesseract.check("a.png")
    assert caught.value.code == "OCR001"
    assert "make setup-system" in caught.value.advice


def test_a_missing_model_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    if not tesseract.available():
        pytest.skip("tesseract is not installed: make setup-system")
    monkeypatch.setattr(tesseract, "installed", lambda: frozenset({"eng", "osd", "rus", "ara"}))
    with pytest.raises(InputRejected, match="no model for kaz") as caught:
        tesseract.check("a.png")
    assert caught.value.code == "OCR002"
    assert "tesseract-ocr-kaz" in caught.value.advice
