"""Page images: TIFF, JPEG, PNG and JPEG 2000, read by tesseract."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.source import Source

_MAGIC = (
    b"II*\0", b"MM\0*", b"II+\0\x08\0", b"MM\0+\0\x08", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n",
    b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51",
)  # fmt: skip
_MEDIA_TYPES = (
    (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG", "image/png"),
    (b"\0\0\0\x0cjP", "image/jp2"), (b"\xff\x4f", "image/jp2"),
)  # fmt: skip
_ENDS = {b"\x89PNG": b"IEND\xaeB`\x82", b"\xff\xd8\xff": b"\xff\xd9"}


class ImageReader:
    """Yields one Document a file: a page for each image in it, with the words, boxes and confidences of tesseract.

    The id is that of a scan (``Source.scan_id``); where the file name only counts pages, the folder is the call
    number of the unit whose page this is (``instantiates``). Boxes are in pixels of the image as it lies in the file.
    """

    name = "image"
    suffixes = (".tif", ".tiff", ".jpg", ".jpeg", ".png", ".jp2", ".j2k")
    media_type = "image/tiff"
    bounds_itself = True

    def media_type_of(self, source: Source) -> str:
        """By the magic bytes."""
        return next((kind for start, kind in _MEDIA_TYPES if source.data.startswith(start)), self.media_type)

    def sniff(self, source: Source) -> float:
        """1 for the magic bytes of one of the four."""
        return 1.0 if source.data.startswith(_MAGIC) else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """The Document. InputRejected: IMG001 damaged or no image, IMG002 and IMG003 too large, OCR001 and OCR002
        what is not installed, OCR003 what tesseract refuses, ISO001 to ISO004 past a limit of time or memory."""
        from extractors.ocr.page import read_page
        from extractors.ocr.tesseract import check
        from extractors.readers.page_document import page_document
        from extractors.readers.page_text import assemble

        if not self.sniff(source):
            raise InputRejected(
                "IMG001",
                "The file is no TIFF, JPEG, PNG or JPEG 2000 image.",
                where=source.name,
                advice="Name the right format with --format.",
            )
        if any(source.data.startswith(start) and end not in source.data for start, end in _ENDS.items()):
            raise InputRejected(
                "IMG001", "The image breaks off before its end.", where=source.name, advice="Copy or scan it again."
            )
        images = _images(source)
        check(source.name)
        text, pages = assemble(
            read_page(source.data, image["frame"], str(number), source.name, source.name)
            for number, image in enumerate(images, 1)
        )
        warnings = () if text else ("IMG011 line 1: there are no words on the pages",)
        yield page_document(source.scan_id, source.unit, text, pages, warnings=warnings)


def _images(source: Source) -> list[dict[str, Any]]:
    """What the headers say of each image."""
    from extractors.isolated import Limits, call

    limits = Limits(cpu_seconds=20, memory_bytes=2**30, wall_seconds=60)
    images: list[dict[str, Any]] = call("extractors.ocr.decode:frames", source.data, name=source.name, limits=limits)
    return images
