"""TEI P5: a letter, an article, a register, or a whole volume of edited documents."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.source import Source

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
        from extractors.readers.safe_xml import child, parse, where
        from extractors.readers.tei_authority import entries, register
        from extractors.readers.tei_document import single
        from extractors.readers.tei_header import read_header
        from extractors.readers.tei_volume import documents_of, volume

        root = parse(source)
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
