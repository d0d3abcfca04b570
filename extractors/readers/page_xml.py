"""PAGE XML 2010 to 2019 (PRImA): transcribed pages with the outline of every line and word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.source import Source

if TYPE_CHECKING:
    from extractors.readers.safe_xml import Element

_ROOT = re.compile(r"\{http://schema\.primaresearch\.org/PAGE/gts/pagecontent/\d{4}-\d\d-\d\d\}PcGts$")


class PageXmlReader:
    """Yields one Document a file. The id is the scan id of the image's file name, else of the file's own."""

    name = "page"
    suffixes = (".xml", ".page")
    media_type = "application/xml"

    def sniff(self, source: Source) -> float:
        """1 for a PcGts root."""
        return 1.0 if _ROOT.match(source.prolog.root) else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """The Document. InputRejected PAGE001 for another root, PAGE002 without a page."""
        from extractors.readers.page_document import page_document
        from extractors.readers.page_image import scan_of
        from extractors.readers.page_metadata import page_metadata
        from extractors.readers.page_regions import page
        from extractors.readers.page_text import assemble
        from extractors.readers.safe_xml import parse, where

        root = parse(source)
        if not _ROOT.match(str(root.tag)):
            raise InputRejected(
                "PAGE001",
                f"The root element is <{root.tag}>, not <PcGts>.",
                where=where(source, root),
                advice="Name the right format with --format.",
            )
        printed = page(root)
        if printed is None:
            raise InputRejected("PAGE002", "There is no page in the file.", where=where(source, root))
        text, made = assemble([printed])
        scan = scan_of(source, printed.image)
        warnings = () if text else ("PAGE011 line 1: there are no words on the page",)
        made_by = page_metadata(root)
        spoken = languages(root)
        yield page_document(
            scan.scan_id, scan.unit, text, made, languages=spoken, notes=made_by, warnings=warnings
        )


def languages(root: Element) -> list[str]:
    """Every language that the page, its regions or lines name and that we have a code for, sorted."""
    named = (item.get("primaryLanguage") or "" for item in root.iter("{*}Page", "{*}TextRegion", "{*}TextLine"))
    return sorted({_LANGUAGES[name.lower()] for name in named if name.lower() in _LANGUAGES})


_LANGUAGES = {
    "english": "en", "arabic": "ar", "russian": "ru", "kazakh": "kk", "french": "fr", "persian": "fa", "german": "de",
    "turkish": "tr", "uzbek": "uz", "tatar": "tt", "kirghiz": "ky", "kyrgyz": "ky", "chinese": "zh", "urdu": "ur",
    "italian": "it", "spanish": "es", "latin": "la",
}  # fmt: skip
"""PAGE writes languages out; those we have no code for are left to detection."""
