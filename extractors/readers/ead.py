"""Finding aids in EAD 2002 and EAD3: the finding aid itself, the unit it describes, and every component."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.source import Source


class _FindingAidReader:
    """What the versions share: the described unit first, then its components in order, each parent before its
    parts, then the finding aid."""

    suffixes: tuple[str, ...] = (".xml", ".ead")
    media_type = "application/xml"
    version: str
    roots: tuple[str, ...]

    def sniff(self, source: Source) -> float:
        """1 for its root element in its namespace."""
        return 1.0 if source.prolog.root in self.roots else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """Documents of the finding aid. InputRejected EAD001 for another root, EAD002 without an archdesc."""
        from extractors.readers.ead_documents import documents
        from extractors.readers.safe_xml import child, parse, where

        root = parse(source)
        if root.tag not in self.roots:
            raise InputRejected(
                "EAD001",
                f"The root element is <{root.tag}>, not <ead> of {self.version}.",
                where=where(source, root),
                advice="Name the right format with --format.",
            )
        archdesc = child(root, "archdesc")
        if archdesc is None:
            raise InputRejected("EAD002", "The finding aid has no archdesc.", where=where(source, root))
        yield from documents(root, archdesc, source.stem)


class EadReader(_FindingAidReader):
    """Reads EAD 2002, with its namespace or, under the DTD, with none."""

    name = "ead"
    version = "EAD 2002"
    roots = ("ead", "{urn:isbn:1-931666-22-9}ead")


class Ead3Reader(_FindingAidReader):
    """Reads EAD3, of schema 1.0 and 1.1, and the same with the elements it deprecates."""

    name = "ead3"
    version = "EAD3"
    roots = ("{http://ead3.archivists.org/schema/}ead", "{http://ead3.archivists.org/schema/undeprecated/}ead")
