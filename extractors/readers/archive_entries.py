"""The entries of a ZIP, one at a time, as chunks of bytes. What a header claims is only a claim."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, cast

from extractors.errors import InputRejected
from extractors.readers.archive_names import decoded
from extractors.readers.archive_streams import CHUNK, BoundedFile

_ENCRYPTED = 0x1
_UTF8 = 0x800
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # zipfile inflates the others without a bound on memory
_LOCAL_HEADER = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. claimed: size in bytes that its header gives; chunks: opens it, None for a folder.

    An entry of a tar is to be read before the next is asked for.
    """

    name: str
    claimed: int
    chunks: Callable[[], Iterator[bytes]] | None


def zip_entries(file: IO[bytes], place: str, passed: Callable[[int], None], most: int) -> Iterator[Entry]:
    """Entries of a ZIP in the order of its directory.

    passed  called with the number of bytes just inflated; it may raise
    InputRejected: ARC002 too many, ARC004 links and other special files, ARC005 encrypted or an unusual compression,
    ARC006 too large a directory, ARC007 entries that overlap; zipfile's own errors pass.
    """
    with zipfile.ZipFile(cast(IO[bytes], BoundedFile(file, place))) as archive:
        infos = archive.infolist()
        if len(infos) > most:
            raise too_many(most, place)
        _refuse_overlaps(infos, place)
        for info in infos:
            kind = stat.S_IFMT(info.external_attr >> 16)
            if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
                raise special(info.filename, place)
            if info.flag_bits & _ENCRYPTED:
                raise _closed(f"{info.filename[:120]!a} is encrypted", place)
            if info.compress_type not in _METHODS:
                raise _closed(f"{info.filename[:120]!a} is compressed by method {info.compress_type}", place)
            name = info.orig_filename  # as it stands: zipfile cuts its other name off at a NUL
            if not info.flag_bits & _UTF8:
                name = decoded(name.encode("cp437"))
            folder = name.endswith("/") or kind == stat.S_IFDIR
            yield Entry(name, info.file_size, None if folder else partial(_chunks, archive, info, passed))


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, passed: Callable[[int], None]) -> Iterator[bytes]:
    with archive.open(info) as stream:
        while chunk := stream.read(CHUNK):
            passed(len(chunk))
            yield chunk


def _refuse_overlaps(infos: list[zipfile.ZipInfo], place: str) -> None:
    """Entries that share bytes are how 10 MB unpack to 281 TB."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise InputRejected(
                "ARC007", f"The member {info.filename[:120]!a} overlaps another in the archive.", where=place
            )
        end = info.header_offset + _LOCAL_HEADER + info.compress_size


def too_many(most: int, place: str) -> InputRejected:
    """The refusal of an archive of more than that many entries."""
    return InputRejected(
        "ARC002", f"The archive has more than {most} entries.", where=place, advice="Split it into several archives."
    )


def special(name: str, place: str) -> InputRejected:
    """The refusal of a link, device, pipe or sparse file."""
    return InputRejected(
        "ARC004",
        f"The member {name[:120]!a} is no regular file.",
        where=place,
        advice="Make the archive anew without links, devices and sparse files.",
    )


def _closed(what: str, place: str) -> InputRejected:
    return InputRejected(
        "ARC005",
        f"The member {what}.",
        where=place,
        advice="Unpack it yourself and ingest the folder, or make the archive anew without a password, by deflate.",
    )
