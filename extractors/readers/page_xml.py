"""PAGE XML 2010 to 2019 (PRImA): transcribed pages with the outline of every line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.source import Source

_ROOT = re.compile(r"\{http://schema\.primaresearch\.org/PAGE/gts/pagecontent/\d{4}-\d\d-\d\d\}PcGts$")


class PageXmlReader:
    """Yields one Document a file. The id is the stem of the image's file name, else of the file's own."""

    name = "page"
    suffixes = (".xml", ".page")
    media_type = "application/xml"

    def sniff(self, source: Source) -> float:
        """1 for a PcGts root."""
        return 1.0 if _ROOT.match(source.prolog.root) else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """The Document. InputRejected PAGE001 for another root, PAGE002 without a page."""
        from extractors.readers.language_codes import language_tag
        from extractors.readers.page_regions import lines, order
        from extractors.readers.page_text import PrintedPage, assemble, integer
        from extractors.readers.safe_xml import parse, where

        root = parse(source)
        if not _ROOT.match(str(root.tag)):
            raise InputRejected(
                "PAGE001",
                f"The root element is <{root.tag}>, not <PcGts>.",
                where=where(source, root),
                advice="Name the right format with --format.",
            )
        page = root.find("{*}Page")
        if page is None:
            raise InputRejected("PAGE002", "There is no page in the file.", where=where(source, root))
        image = page.get("imageFilename") or ""
        printed = PrintedPage(
            "1",
            tuple(line for region in order(page) for line in lines(region)),
            integer(page.get("imageWidth")),
            integer(page.get("imageHeight")),
            image or None,
        )
        text, made = assemble([printed])
        identity = PurePosixPath(image.replace("\\", "/")).stem or source.stem
        yield Document(
            id=identity,
            source_id=identity,
            title=identity,
            text=text,
            form="page-transcription",
            language=language_tag(_LANGUAGES.get((page.get("primaryLanguage") or "").lower())),
            pages=made,
            warnings=() if text else ("PAGE011 line 1: there are no words on the page",),
        )


_LANGUAGES = {"english": "en", "arabic": "ar", "russian": "ru", "kazakh": "kk", "french": "fr", "persian": "fa"}
"""PAGE writes languages out; those we have no code for are left to detection."""
