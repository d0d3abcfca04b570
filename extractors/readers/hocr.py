"""hOCR 1.0 to 1.2: recognised pages as HTML, as tesseract, ocropus and others write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.readers.xml_prolog import looks_like_xml
from extractors.source import Source

_SIGN = re.compile(rb"class\s*=\s*[\"']?[^\"'>]{0,200}\bocr_page\b", re.IGNORECASE)
_HTML = re.compile(rb"<html\b", re.IGNORECASE)


class HocrReader:
    """Yields one Document a file: all its pages, the text as printed.

    The id is the scan id of the image that all its pages name, else of the file's own name; the folder of scans that
    are only counted is the call number of the unit whose pages these are (``instantiates``).
    """

    name = "hocr"
    suffixes = (".hocr", ".html", ".htm", ".xhtml")
    media_type = "text/html"

    def sniff(self, source: Source) -> float:
        """1 for HTML with an element of class ocr_page in the first 256 KiB."""
        head = source.data[: 1 << 18]
        if b"\0" in head[:64]:  # UTF-16
            head = head.replace(b"\0", b"")
        return 1.0 if looks_like_xml(source.data) and _HTML.search(head) and _SIGN.search(head) else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """The Document. InputRejected HOCR001 for what has no ocr_page, and as in ``hocr_markup.parse``."""
        from extractors.readers.hocr_markup import parse
        from extractors.readers.hocr_pages import languages, pages
        from extractors.readers.language_codes import language_tag
        from extractors.readers.page_document import page_document
        from extractors.readers.page_image import scan_of
        from extractors.readers.page_text import assemble

        root = parse(source)
        printed = list(pages(root))
        if not printed:
            raise InputRejected(
                "HOCR001",
                "There is no element of class ocr_page in the file.",
                where=source.name,
                advice="Name the right format with --format.",
            )
        text, made = assemble(printed)
        images = {page.image for page in printed}
        scan = scan_of(source, images.pop() if len(images) == 1 else None)
        title = " ".join((root.findtext(".//title") or "").split())
        warnings = () if text else ("HOCR011 line 1: there are no words on the pages",)
        spoken = [language_tag(lang) for lang in languages(root)]
        yield page_document(
            scan.scan_id, scan.unit, text, made, title=title, languages=spoken, warnings=warnings
        )
