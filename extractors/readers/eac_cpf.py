"""EAC-CPF 1.0 authority records of persons, families and corporate bodies."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.source import Source

NAMESPACE = "urn:isbn:1-931666-33-4"


class EacCpfReader:
    """Yields one authority record a file."""

    name = "eac-cpf"
    suffixes = (".xml", ".eac")
    media_type = "application/xml"

    def sniff(self, source: Source) -> float:
        """1 for an eac-cpf root in its namespace."""
        return 1.0 if source.prolog.root == f"{{{NAMESPACE}}}eac-cpf" else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """The record. InputRejected EAC001 for another root, EAC002 without a description."""
        from extractors.readers.eac_record import record
        from extractors.readers.safe_xml import child, parse, where

        root = parse(source)
        if root.tag != f"{{{NAMESPACE}}}eac-cpf":
            raise InputRejected(
                "EAC001",
                f"The root element is <{root.tag}>, not <eac-cpf> of {NAMESPACE}.",
                where=where(source, root),
                advice="Name the right format with --format.",
            )
        if child(root, "cpfDescription") is None and child(root, "multipleIdentities") is None:
            raise InputRejected("EAC002", "The record has no cpfDescription.", where=where(source, root))
        yield record(root, source.stem)
