"""ALTO 2 to 4: recognised pages with the place of every line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
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

    The id is the image's file identifier or the stem of its file name, else the stem of the file; a
    documentIdentifier is the call number of the letter or file whose pages these are (``instantiates``).
    """

    name = "alto"
    suffixes = (".xml", ".alto")
    media_type = "application/xml"

    def sniff(self, source: Source) -> float:
        """1 for an alto root."""
        return 1.0 if _ROOT.match(source.prolog.root) else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """The Document. InputRejected ALTO001 for another root, ALTO002 without a page."""
        from extractors.readers.alto_lines import page
        from extractors.readers.language_codes import language_tag
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
        pages = list(root.iter("{*}Page"))
        if not pages:
            raise InputRejected("ALTO002", "There is no page in the file.", where=where(source, root))
        image = descend(root, "Description", "sourceImageInformation")
        file = words(descend(image, "fileName"))
        unit = words(descend(root, "Description", "MeasurementUnit")) or "pixel"
        text, made = assemble(page(item, number, file or None, unit == "pixel") for number, item in enumerate(pages, 1))
        identity = words(descend(image, "fileIdentifier")) or PurePosixPath(file.replace("\\", "/")).stem or source.stem
        languages = _languages(root)
        yield Document(
            id=identity,
            source_id=identity,
            title=identity,
            text=text,
            form="page-transcription",
            language=language_tag(languages[0]) if len(languages) == 1 else None,
            pages=made,
            instantiates=words(descend(image, "documentIdentifier")) or None,
            warnings=tuple(_warnings(text, unit)),
        )


def _languages(root: Element) -> list[str]:
    """Every language that blocks or pages name."""
    named = (item.get("LANG") or item.get("language") for item in root.iter("{*}Page", "{*}TextBlock"))
    return sorted({lang for lang in named if lang})


def _warnings(text: str, unit: str) -> Iterator[str]:
    if unit != "pixel":
        yield f"ALTO011 line 1: the unit is {unit}, not pixel, so the boxes are left out"
    if not text:
        yield "ALTO012 line 1: there are no words on the pages"
