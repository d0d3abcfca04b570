"""ZIP and tar from strangers, unpacked so that they can do no harm.

Every limit holds for bytes actually read, never for what a header claims; every name is checked before a file is
made; nothing but regular files comes out. What is refused, is refused as a whole, and what was written is removed.
"""

from __future__ import annotations

import lzma
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from extractors.errors import InputRejected
from extractors.readers import archive_names
from extractors.readers.archive_entries import Entry, too_many, zip_entries
from extractors.readers.archive_kind import HEAD_BYTES, archive_stem, is_archive, is_zip, tar_compression
from extractors.readers.archive_streams import ForwardFile, inflated
from extractors.readers.archive_tar import tar_entries

_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, ValueError, NotImplementedError,
    OverflowError, RuntimeError,
)  # fmt: skip

_SHARED = ("ARC002", "ARC006", "ARC009")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one archive, with the archives in it, may hold.

    entries       folders and left-out files included
    member_bytes  of one member; total_bytes of all, and of what is decompressed on the way
    ratio         of all those bytes to the archive's own, once they are past free_bytes
    nesting       archives within archives
    """

    entries: int = 50_000
    member_bytes: int = 1 << 30
    total_bytes: int = 16 << 30
    ratio: int = 200
    free_bytes: int = 32 << 20
    nesting: int = 2


@dataclass(frozen=True, slots=True)
class Member:
    """A file that came out. name: its path in the archive with ``/``, ``inner.zip!/inner/x`` for nested ones."""

    name: str
    path: Path
    size: int


def unpack(archive: Path | bytes, folder: Path, limits: Limits = Limits(), *, name: str = "") -> list[Member]:
    """Unpack into a folder, which is made if need be; members sorted by name, their paths below the folder.

    name  the archive's, for errors; a path has its own. Archives inside are unpacked too, under ``NAME!/STEM/``.
    InputRejected: ARC001 no archive; ARC002 too many entries; ARC003 a name; ARC004 a link or device; ARC005 encrypted;
    ARC006 past a size limit; ARC007 overlapping or lying entries, or two of one name; ARC008 broken; ARC009 nested too
    deep. OSError passes. Whatever is raised, the files made by then are removed.
    """
    place = name or (archive.name if isinstance(archive, Path) else "archive")
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    opened: IO[bytes] = archive.open("rb") if isinstance(archive, Path) else BytesIO(archive)
    with opened as file:
        size = archive.stat().st_size if isinstance(archive, Path) else len(archive)
        work = _Unpacking(folder, limits, place, size)
        try:
            work.open(file, PurePosixPath(), 0)
        except BaseException:
            work.remove()
            if made:
                shutil.rmtree(folder)
            raise
    return sorted(work.members, key=lambda member: member.name)


class _Unpacking:
    """One run: the budget that all levels of nesting share, and what was made."""

    def __init__(self, folder: Path, limits: Limits, place: str, own_bytes: int) -> None:
        self.members: list[Member] = []
        self._folder, self._limits, self._place = folder, limits, place
        self._most = min(limits.total_bytes, max(limits.free_bytes, limits.ratio * own_bytes))
        self._own_bytes = own_bytes
        self._entries = self._bytes = 0
        self._files: set[str] = set()
        self._folders: set[str] = set()
        self._made: list[Path] = []

    def open(self, file: IO[bytes], prefix: PurePosixPath, depth: int) -> None:
        """Unpack one archive under a prefix of member names."""
        place = f"{self._place}:{prefix}" if depth else self._place
        try:
            for entry in self._list(file, place):
                self._entries += 1
                if self._entries > self._limits.entries:
                    raise too_many(self._limits.entries, place)
                path = archive_names.checked(entry.name, place)
                if entry.chunks is None or path is None:
                    continue
                target = self._write(prefix / path, entry.claimed, entry.chunks(), place)
                if not self._nested(target, prefix / path, depth):
                    self.members.append(Member(str(prefix / path), target, entry.claimed))
        except _BROKEN as error:
            raise InputRejected(
                "ARC008",
                f"The archive is broken: {str(error)[:200] or type(error).__name__}.",
                where=place,
                advice="Copy it again from where it came, or make it anew.",
            ) from None

    def remove(self, first: int = 0) -> None:
        """Take away the files and folders that were made, from that one on."""
        for path in reversed(self._made[first:]):
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink(missing_ok=True)
        del self._made[first:]

    def _list(self, file: IO[bytes], place: str) -> Iterator[Entry]:
        head = file.read(HEAD_BYTES)
        file.seek(0)
        if is_zip(head):
            return zip_entries(file, place, self._count, self._limits.entries)
        compression = tar_compression(head)
        if compression is None:
            raise InputRejected("ARC001", "It is no ZIP and no tar.", where=place, advice="Name a reader by --format.")
        return tar_entries(ForwardFile(inflated(file, compression), self._count), place, self._limits.entries)

    def _write(self, path: PurePosixPath, claimed: int, chunks: Iterator[bytes], place: str) -> Path:
        """The file made of the chunks. ARC006 past a limit, ARC007 where they are not as many as claimed."""
        most = self._limits.member_bytes
        if claimed > most:
            raise self._too_large(f"The member {str(path)!a} is said to have {claimed} bytes", place)
        target, written = self._target(path, place), 0
        with target.open("xb") as out:
            self._made.append(target)
            for chunk in chunks:
                written += len(chunk)
                if written > most:
                    raise self._too_large(f"The member {str(path)!a} is larger", place)
                out.write(chunk)
        if written != claimed:
            raise InputRejected(
                "ARC007", f"The member {str(path)!a} has {written} bytes and claims {claimed}.", where=place
            )
        return target

    def _target(self, path: PurePosixPath, place: str) -> Path:
        """Where the member goes; its folders are made. ARC007 where another member has that name, or as a folder."""
        own = archive_names.key(path)
        above = [archive_names.key(parent) for parent in path.parents][:-1]
        if own in self._files or own in self._folders or not self._files.isdisjoint(above):
            raise InputRejected(
                "ARC007",
                f"Two members have the name {str(path)!a}, but for case or accents.",
                where=place,
                advice="Rename one of them.",
            )
        self._files.add(own)
        self._folders.update(above)
        for parent in reversed(path.parents[:-1]):
            where = self._folder / parent
            if not where.exists():
                where.mkdir()
                self._made.append(where)
        return self._folder / path

    def _nested(self, target: Path, path: PurePosixPath, depth: int) -> bool:
        """Unpack the member where it is an archive itself, and remove it. One that cannot be unpacked stays a member,
        for its reader to say why; one that breaks a limit, which all share, spoils the whole."""
        with target.open("rb") as inner:
            if not is_archive(inner):
                return False
            if depth >= self._limits.nesting:
                raise InputRejected(
                    "ARC009",
                    f"Archives lie more than {self._limits.nesting} deep in one another.",
                    where=f"{self._place}:{path}",
                    advice="Unpack the outer ones and ingest the folder.",
                )
            inner.seek(0)
            made, members = len(self._made), len(self.members)
            try:
                self.open(inner, path.with_name(path.name + "!") / archive_stem(path.name), depth + 1)
            except InputRejected as error:
                if error.code in _SHARED:
                    raise
                self.remove(made)
                del self.members[members:]
                return False
        target.unlink()
        self._made.remove(target)
        return True

    def _count(self, size: int) -> None:
        self._bytes += size
        if self._bytes > self._most:
            raise self._too_large(f"Out of its {self._own_bytes} bytes come more than {self._most}", self._place)

    def _too_large(self, what: str, place: str) -> InputRejected:
        limits = self._limits
        return InputRejected(
            "ARC006",
            f"{what}; the limits are {limits.member_bytes} bytes a member, {limits.total_bytes} in all and"
            f" {limits.ratio} times the archive.",
            where=place,
            advice="Unpack it yourself, if you trust it, and ingest the folder.",
        )
