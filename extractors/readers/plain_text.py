"""Plain text, in UTF-8 or in one of the encodings that the archives' languages were typed in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractors.document import Document
from extractors.readers.decoding import decode as decode
from extractors.readers.decoding import decoded
from extractors.readers.wrapped_text import pages
from extractors.readers.xml_prolog import looks_like_xml
from extractors.source import Source

TITLE_LENGTH = 120


def first_line(text: str) -> str:
    """The first line with words, cut after ``TITLE_LENGTH`` code points at a space, with an ellipsis."""
    line = " ".join(next((line for line in text.split("\n") if line.strip()), "").split())
    if len(line) <= TITLE_LENGTH:
        return line
    return line[:TITLE_LENGTH].rsplit(" ", 1)[0] + "…"


class PlainTextReader:
    """Yields one Document: the text as it is, the file's stem as id, its first line as title, its pages and lines."""

    name = "text"
    suffixes = (".txt", ".text")
    media_type = "text/plain"

    def sniff(self, source: Source) -> float:
        """0.2 for a text suffix, unless the content is XML; other text is too much like data to be taken as text."""
        if Path(source.name).suffix.lower() not in self.suffixes or looks_like_xml(source.data):
            return 0.0
        return 0.2

    def read(self, source: Source) -> Iterator[Document]:
        """The one Document, with a warning where it was not UTF-8. InputRejected as in ``decoding.decoded``."""
        found = decoded(source)
        yield Document(
            id=source.stem,
            source_id=source.stem,
            title=first_line(found.text),
            text=found.text,
            pages=pages(found.text),
            warnings=found.warnings,
        )
