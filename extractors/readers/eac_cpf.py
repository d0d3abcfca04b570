"""EAC-CPF authority records of persons, families and corporate bodies: version 1.0, and 2.0."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.source import Source


class _EacReader:
    """What the versions share: one authority record a file."""

    media_type = "application/xml"
    root: str

    def sniff(self, source: Source) -> float:
        """1 for its root element in its namespace."""
        return 1.0 if source.prolog.root == self.root else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """The record. InputRejected EAC001 for another root, EAC002 without a description."""
        from extractors.readers.eac_record import record
        from extractors.readers.safe_xml import child, parse, where

        root = parse(source)
        if root.tag != self.root:
            raise InputRejected(
                "EAC001",
                f"The root element is <{root.tag}>, not <{self.root}>.",
                where=where(source, root),
                advice="Name the right format with --format.",
            )
        if child(root, "cpfDescription") is None and child(root, "multipleIdentities") is None:
            raise InputRejected("EAC002", "The record has no cpfDescription.", where=where(source, root))
        yield record(root, source.stem)


class EacCpfReader(_EacReader):
    """Yields one authority record of EAC-CPF 1.0 a file."""

    name = "eac-cpf"
    suffixes = (".xml", ".eac")
    root = "{urn:isbn:1-931666-33-4}eac-cpf"


class EacCpf2Reader(_EacReader):
    """Yields one authority record of EAC-CPF 2.0 a file."""

    name = "eac-cpf-2"
    suffixes = (".xml", ".eac")
    root = "{https://archivists.org/ns/eac/v2}eac"


