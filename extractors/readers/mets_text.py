"""The text of the pages of a METS object, out of the files beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.errors import InputRejected
from extractors.readers.mets_files import PageFile, PhysicalPage
from extractors.readers.page_files import Transcription, transcription
from extractors.readers.page_text import PrintedPage
from extractors.source import Source

MAX_BYTES = 1_000_000_000
"""Of all files of one object together."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All pages in order, the languages that their files name, and what could not be had."""

    pages: tuple[PrintedPage, ...]
    languages: tuple[str, ...]
    warnings: tuple[str, ...]


def gather(physical: Sequence[PhysicalPage], source: Source) -> Gathered:
    """Read the best text of each page that can be read; each file once.

    InputRejected METS003 when texts are named and none can be read, METS004 when they hold more than MAX_BYTES.
    """
    pages: list[PrintedPage] = []
    languages: set[str] = set()
    warnings: list[str] = []
    taken: set[str] = set()
    size, good = 0, 0
    for page in physical:
        found = Transcription(())
        for text in page.texts:
            if text.href and text.href in taken:
                break
            try:
                inner = _file(text, source)
                size += len(inner.data)
                if size > MAX_BYTES:
                    raise _too_much(source)
                found = transcription(inner)
            except InputRejected as error:
                if error.code == "METS004":
                    raise
                warnings.append(_warning(page, text, error))
                continue
            taken.add(text.href)
            good += 1
            break
        languages.update(found.languages)
        pages += _numbered(page, found)
    if not good and warnings:
        raise InputRejected(
            "METS003",
            f"None of the texts of its {len(physical)} pages can be read; the first: {warnings[0]}",
            where=source.name,
            advice="Put the ALTO files where the METS file says they are.",
        )
    if not good:
        warnings.append("METS014 line 1: it names no text of its pages")
    return Gathered(tuple(pages), tuple(sorted(languages)), tuple(warnings))


def _file(text: PageFile, source: Source) -> Source:
    """The file beside the METS file, or the element inside it as a file of its own; networks are never asked."""
    from lxml import etree

    if text.embedded is not None:
        return Source(source.name, source.archive, etree.tostring(text.embedded, encoding="utf-8", with_tail=False))
    if not text.is_local:
        raise InputRejected("METS012", "it is on the network, where nothing is fetched from", where=text.href)
    return source.beside(text.href)


def _numbered(page: PhysicalPage, found: Transcription) -> list[PrintedPage]:
    """The page's own transcription under the number and the image that METS gives it."""
    if not found.pages:
        return [PrintedPage(page.number, (), image=page.image)]
    first, *others = found.pages
    return [replace(first, number=page.number, image=page.image or first.image), *others]


def _warning(page: PhysicalPage, text: PageFile, error: InputRejected) -> str:
    code = "METS012" if error.code == "METS012" else "METS011"
    reason = error.message if code == "METS012" else f"{error.code}: {error.message}"
    return f"{code} line 1: {text.href or 'the embedded text'} of page {page.number} is left out: {reason}"


def _too_much(source: Source) -> InputRejected:
    return InputRejected(
        "METS004",
        f"The texts of its pages hold more than {MAX_BYTES} bytes.",
        where=source.name,
        advice="Split the object into several.",
    )
