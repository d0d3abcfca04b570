"""ALTO 2 to 4: recognised pages with the place of every line and word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.source import Source

if TYPE_CHECKING:
    from extractors.readers.safe_xml import Element

_ROOT = re.compile(
    r"(?:\{(?:http://www\.loc\.gov/standards/alto(?:/ns-v[234]#)?|http://schema\.ccs-gmbh\.com/ALTO)\})?alto$"
)


class AltoReader:
    """Yields one Document a file: all its pages, the text as printed, hyphens at line ends kept.

    The id is the image's file identifier, else the scan id of its file name, else of the file's own; a
    documentIdentifier, else the folder of scans that are only counted, is the call number of the unit whose pages
    these are (``instantiates``).
    """

    name = "alto"
    suffixes = (".xml", ".alto")
    media_type = "application/xml"

    def sniff(self, source: Source) -> float:
        """1 for an alto root."""
        return 1.0 if _ROOT.match(source.prolog.root) else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """The Document. InputRejected ALTO001 for another root, ALTO002 without a page."""
        from extractors.readers.alto_pages import image_name, pages
        from extractors.readers.language_codes import language_tag
        from extractors.readers.page_document import page_document
        from extractors.readers.page_image import scan_of
        from extractors.readers.page_metadata import alto_metadata
        from extractors.readers.page_text import assemble
        from extractors.readers.safe_xml import descend, parse, where, words

        root = parse(source)
        if not _ROOT.match(str(root.tag)):
            raise InputRejected(
                "ALTO001",
                f"The root element is <{root.tag}>, not <alto>.",
                where=where(source, root),
                advice="Name the right format with --format.",
            )
        if next(root.iter("{*}Page"), None) is None:
            raise InputRejected("ALTO002", "There is no page in the file.", where=where(source, root))
        image = descend(root, "Description", "sourceImageInformation")
        scan = scan_of(source, image_name(root))
        text, made = assemble(pages(root))
        identity = words(descend(image, "fileIdentifier")) or scan.scan_id
        unit = words(descend(image, "documentIdentifier")) or scan.unit
        spoken = [language_tag(lang) for lang in languages(root)]
        yield page_document(
            identity,
            unit,
            text,
            made,
            languages=spoken,
            notes=alto_metadata(root),
            warnings=tuple(_warnings(root, text)),
        )


def languages(root: Element) -> list[str]:
    """Every language that pages, blocks or lines name, sorted."""
    named = (item.get("LANG") or item.get("language") for item in root.iter("{*}Page", "{*}TextBlock", "{*}TextLine"))
    return sorted({lang for lang in named if lang})


def _warnings(root: Element, text: str) -> Iterator[str]:
    from extractors.readers.alto_units import scale, unit

    if any(scale(root, page) is None for page in root.iter("{*}Page")):
        yield (
            f"ALTO011 line 1: the unit is {unit(root)}, not pixel, and the file does not tell the image's "
            "resolution, so the boxes are left out"
        )
    if not text:
        yield "ALTO012 line 1: there are no words on the pages"
