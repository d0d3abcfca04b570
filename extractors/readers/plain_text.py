"""Plain text in UTF-8."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.readers.xml_prolog import looks_like_xml
from extractors.source import Source

TITLE_LENGTH = 120


def decode(source: Source) -> str:
    """The text of a source without its byte order mark, line ends as ``\\n``.

    InputRejected TXT001 for bytes that are no UTF-8, TXT002 for a NUL character, TXT003 for no words at all.
    """
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.data.count(b"\n", 0, error.start) + 1
        column = error.start - source.data.rfind(b"\n", 0, error.start)
        raise InputRejected(
            "TXT001",
            f"The byte 0x{source.data[error.start]:02x} at offset {error.start} is not UTF-8.",
            where=f"{source.name}:{line}:{column}",
            advice="Save the file as UTF-8.",
        ) from None
    if "\0" in text:
        raise InputRejected(
            "TXT002",
            "There is a NUL character in the text.",
            where=f"{source.name}:{text.count(chr(10), 0, text.index(chr(0))) + 1}",
            advice="The file is binary, or UTF-16 without its mark: save it as UTF-8.",
        )
    if not text.strip():
        raise InputRejected("TXT003", "There are no words in the file.", where=source.name, advice="Leave it out.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def first_line(text: str) -> str:
    """The first line with words, cut after ``TITLE_LENGTH`` code points at a space, with an ellipsis."""
    line = " ".join(next((line for line in text.split("\n") if line.strip()), "").split())
    if len(line) <= TITLE_LENGTH:
        return line
    return line[:TITLE_LENGTH].rsplit(" ", 1)[0] + "…"


class PlainTextReader:
    """Yields one Document: the text as it is, the file's stem as id, its first line as title."""

    name = "text"
    suffixes = (".txt", ".text")
    media_type = "text/plain"

    def sniff(self, source: Source) -> float:
        """0.2 for a text suffix, unless the content is XML; other text is too much like data to be taken as text."""
        if Path(source.name).suffix.lower() not in self.suffixes or looks_like_xml(source.data):
            return 0.0
        return 0.2

    def read(self, source: Source) -> Iterator[Document]:
        """The one Document. InputRejected as in ``decode``."""
        text = decode(source)
        yield Document(id=source.stem, source_id=source.stem, title=first_line(text), text=text)
