"""TEI P5: a letter, an article, a register, or a whole volume of edited documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.source import Source

if TYPE_CHECKING:
    from extractors.readers.safe_xml import Element

NAMESPACE = "http://www.tei-c.org/ns/1.0"


class TeiReader:
    """Yields the volume first and then its parts; for single files the one Document, and its register if
    any."""

    name = "tei"
    suffixes = (".xml", ".tei")
    media_type = "application/tei+xml"

    def sniff(self, source: Source) -> float:
        """1 for a TEI root in its namespace."""
        return 1.0 if source.prolog.root == f"{{{NAMESPACE}}}TEI" else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """Documents of the file. InputRejected TEI001 for another kind of XML, TEI002 for a file without
        text."""
        from extractors.readers.safe_xml import parse
        from extractors.readers.tei_access import access_of

        root = parse(source)
        access = access_of(root)
        for document in self._documents(root, source):
            yield replace(document, access=access) if access else document

    @staticmethod
    def _documents(root: Element, source: Source) -> Iterator[Document]:
        from extractors.readers.safe_xml import child, where
        from extractors.readers.tei_authority import entries, register
        from extractors.readers.tei_document import single
        from extractors.readers.tei_header import read_header
        from extractors.readers.tei_volume import documents_of, volume

        if root.tag != f"{{{NAMESPACE}}}TEI":
            raise InputRejected(
                "TEI001",
                f"The root element is <{root.tag}>, not <TEI> of {NAMESPACE}.",
                where=where(source, root),
                advice="Name the right format with --format.",
            )
        header = read_header(root, source.stem)
        found = entries(root)
        text = child(root, "text")
        skip = frozenset(found)
        if text is None and not found:
            raise InputRejected("TEI002", "The file has neither a text nor a register.", where=where(source, root))
        divs = documents_of(root)
        if len(divs) > 1:
            yield from volume(root, header, divs)
        elif text is not None:
            document = single(root, header, skip)
            if document.text or not found:
                yield document
            else:
                text = None
        if found:
            yield register(found, header, header.id if text is None else f"{header.id}/register")
