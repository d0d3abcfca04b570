"""PDF: the words of the text layer with their places; pages without one are rendered and read by tesseract."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extractors.document import Document, Note
from extractors.errors import InputRejected
from extractors.source import Source

if TYPE_CHECKING:
    from extractors.readers.page_text import PrintedPage

_HEAD = 1024
_BATCH = 50
_NOTES = ("Title", "Author", "Subject", "Keywords", "CreationDate")


class PdfReader:
    """Yields one Document a file. Its id is that of a scan (``Source.scan_id``).

    Boxes are in pixels of the page as a viewer renders it at 150 dots per inch; page labels are the page numbers. The
    metadata become notes, for the file's title is more often its name than its title. Scripts, actions and embedded
    files are left alone, with a warning that names them.
    """

    name = "pdf"
    suffixes = (".pdf",)
    media_type = "application/pdf"
    bounds_itself = True

    def sniff(self, source: Source) -> float:
        """1 for a PDF header at the start, 0.9 for one within the first 1024 bytes, as viewers allow."""
        at = source.data.find(b"%PDF-", 0, _HEAD)
        return 0.0 if at < 0 else 1.0 if at == 0 else 0.9

    def read(self, source: Source) -> Iterator[Document]:
        """The Document. InputRejected: PDF001 malformed, PDF002 encrypted, PDF003 too many pages, PDF004 a page too
        large, OCR001 and OCR002 where a page needs tesseract and there is none, ISO001 to ISO004 past a limit."""
        from extractors.readers.page_document import page_document
        from extractors.readers.page_text import assemble

        if not self.sniff(source):
            raise InputRejected(
                "PDF001", "The file is no PDF.", where=source.name, advice="Name the right format with --format."
            )
        outline = _call("outline", source)
        warnings = [f"PDF011 line 1: it holds {what}, which is left alone" for what in outline["active"]]
        text, pages = assemble(_pages(source, outline["labels"], warnings))
        if not text:
            warnings.append("PDF012 line 1: there are no words on the pages")
        told = outline["metadata"]
        notes = tuple(Note("general", f"PDF {key}: {told[key]}") for key in _NOTES if told.get(key))
        yield page_document(source.scan_id, source.unit, text, pages, notes=notes, warnings=tuple(warnings))


def _pages(source: Source, labels: list[str], warnings: list[str]) -> Iterator[PrintedPage]:
    """Every page, read from its text layer where it has one that can be read."""
    from extractors.ocr.page import LIMITS, printed
    from extractors.ocr.tesseract import check

    for first in range(0, len(labels), _BATCH):
        batch = _call("text", source, first=first, count=_BATCH)
        for index, found in enumerate(batch, first):
            if found["unreadable"]:
                warnings.append(
                    f"PDF013 line 1: the text layer of page {labels[index]} names no letters; it was read anew"
                )
            if found["scan"]:
                check(source.name)
                found = _call("recognise", source, LIMITS, index=index)
            yield printed(found, labels[index], None)


def _call(function: str, source: Source, limits: Any = None, **arguments: int) -> Any:
    from extractors.isolated import Limits, call

    limits = limits or Limits(cpu_seconds=60, memory_bytes=2 * 2**30, wall_seconds=180)
    return call(f"extractors.readers.pdf_file:{function}", source.data, arguments, name=source.name, limits=limits)
