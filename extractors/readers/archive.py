"""ZIP and tar (plain, gzip, bzip2, xz): every file in them is read as if it lay in a folder of the archive's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.readers.archive_kind import archive_stem, is_archive, is_container
from extractors.readers.safe_archive import Member, unpack
from extractors.registry import parts_of, reader_for
from extractors.source import Source

__all__ = ["ArchiveReader", "archive_stem", "is_container", "unpack"]


class ArchiveReader:
    """Unpacks into a temporary folder and hands each member to the reader that is surest of it.

    container  its members may as well be ingested one by one: ``unpack`` them and forget the archive
    """

    name = "archive"
    suffixes = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
    media_type = "application/zip"
    container = True

    def sniff(self, source: Source) -> float:
        """By the magic number and, in a ZIP, by its directory: office documents are ZIPs too."""
        return 0.95 if is_archive(BytesIO(source.data)) else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """Documents of all members, in the order of their names.

        What is wrong with a member is a warning on the last Document, ``CODE line 0: words``. InputRejected: what
        ``unpack`` refuses; ARC010 nothing in it can be read.
        """
        with TemporaryDirectory(prefix="sunqar-archive-") as temporary:
            folder = Path(temporary) / (archive_stem(Path(source.name).name).strip(". ")[:100] or "archive")
            members = unpack(source.data, folder, name=source.name)
            yield from _documents(members, source)


def _documents(members: list[Member], source: Source) -> Iterator[Document]:
    warnings: list[str] = []
    held: Document | None = None
    for member in _readable(members, source, warnings):
        for document in _read(member, source, warnings):
            if held is not None:
                yield held
            held = document
    if held is None:
        raise InputRejected(
            "ARC010",
            "No member of the archive can be read" + (f"; the first fault: {warnings[0]}" if warnings else "."),
            where=source.name,
            advice="See `sunqar ingest --help` for the formats that are read.",
        )
    yield replace(held, warnings=(*held.warnings, *warnings))


def _readable(members: list[Member], source: Source, warnings: list[str]) -> list[Member]:
    """Members that are not read as a part of another one. Of two that claim each other, the first by name has it."""
    claimed: set[Path] = set()
    for member in members:
        if member.path in claimed:
            continue
        lone = _source(member, source)
        for part in parts_of(lone):
            try:
                path = lone.locate(part)
            except InputRejected as error:
                warnings.append(_warning(error, member))
                continue
            if path is not None and path != member.path:
                claimed.add(path)
    return [member for member in members if member.path not in claimed]


def _read(member: Member, source: Source, warnings: list[str]) -> list[Document]:
    lone = _source(member, source)
    try:
        return list(reader_for(lone).read(lone))
    except InputRejected as error:
        warnings.append(_warning(error, member))
    except (RecursionError, MemoryError, UnicodeError) as error:
        fault = InputRejected("READ003", f"The file exceeds what a reader can take: {type(error).__name__}.")
        warnings.append(_warning(fault, member))
    return []


def _source(member: Member, source: Source) -> Source:
    return Source.from_path(member.path, source.archive)


def _warning(error: InputRejected, member: Member) -> str:
    place = error.where.removeprefix(member.path.name).removeprefix(":").partition(":")[0]
    line = place if place.isdigit() else "0"
    return f"{error.code} line {line}: {member.name}: {error.message}"
