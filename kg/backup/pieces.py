"""Where the pieces of a backup lie: in a folder that takes many backups, or in one tar file.

A piece is at most ``SIZE`` bytes and is named by its sha256, so what two files or two backups share is kept once.
"""

from __future__ import annotations

import io
import os
import tarfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO, Protocol

from extractors.errors import RunAborted
from kg.syncing import sync

SIZE = 4 << 20
PIECES = "pieces"
LISTS = "backups"
ENDING = ".json"


class Pieces(Protocol):
    """A place for pieces and for the lists that say which make up a backup."""

    def has(self, digest: str) -> bool:
        """Whether it is there; it need not be whole."""

    def put(self, digest: str, data: bytes) -> None:
        """Keep a piece. OSError where there is no room."""

    def get(self, digest: str) -> bytes:
        """A piece, checked. RunAborted RESTORE003 where it is missing or damaged."""

    def numbers(self) -> tuple[int, ...]:
        """Of the backups here, oldest first."""

    def read_list(self, number: int) -> bytes:
        """As it was written."""

    def write_list(self, number: int, data: bytes) -> None:
        """The last step of a backup: before it, there is none."""

    def close(self) -> None:
        """Nothing more is read or written."""


def split(handle: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    """The pieces of a file with their names."""
    while piece := handle.read(SIZE):
        yield sha256(piece).hexdigest(), piece


class Folder:
    """``pieces/ab/abcd…`` and ``backups/N.json``; only its owner may read it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def has(self, digest: str) -> bool:
        """See Pieces."""
        return self._place(digest).is_file()

    def put(self, digest: str, data: bytes) -> None:
        """See Pieces. It stands under its name only when it is whole and on disk."""
        place = self._place(digest)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(place, data)

    def get(self, digest: str) -> bytes:
        """See Pieces."""
        try:
            return _checked(self._place(digest).read_bytes(), digest, str(self._place(digest)))
        except FileNotFoundError as error:
            raise _damaged(str(self._place(digest)), "is missing") from error

    def numbers(self) -> tuple[int, ...]:
        """See Pieces."""
        found = (path.stem for path in (self.path / LISTS).glob(f"*{ENDING}"))
        return tuple(sorted(int(name) for name in found if name.isdigit()))

    def read_list(self, number: int) -> bytes:
        """See Pieces."""
        return (self.path / LISTS / f"{number}{ENDING}").read_bytes()

    def write_list(self, number: int, data: bytes) -> None:
        """See Pieces."""
        place = self.path / LISTS / f"{number}{ENDING}"
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(place, data)

    def forget(self, numbers: tuple[int, ...], used: frozenset[str]) -> int:
        """Remove backups, then every piece that is not among those used; how many pieces went."""
        for number in numbers:
            (self.path / LISTS / f"{number}{ENDING}").unlink()
        gone = [path for path in (self.path / PIECES).glob("*/*") if path.name not in used]
        for path in gone:
            path.unlink()
        return len(gone)

    def close(self) -> None:
        """See Pieces."""

    def _place(self, digest: str) -> Path:
        return self.path / PIECES / digest[:2] / digest


class Tar:
    """One tar file with the same members; one backup, whose list comes last."""

    def __init__(self, path: Path, *, write: bool) -> None:
        """For writing it is made beside its name and takes it with the list. RunAborted where it cannot be read."""
        self._path, self._written = path, path.with_name(path.name + ".part")
        try:
            self._tar = tarfile.open(self._written if write else path, "w:" if write else "r:")  # noqa: SIM115
            self._members = {} if write else {one.name: one for one in self._tar}
        except (tarfile.TarError, EOFError) as error:
            raise _damaged(str(path), f"is no whole tar file ({error})") from error
        self._done: set[str] = set()

    def has(self, digest: str) -> bool:
        """See Pieces."""
        return digest in self._done or f"{PIECES}/{digest}" in self._members

    def put(self, digest: str, data: bytes) -> None:
        """See Pieces."""
        self._add(f"{PIECES}/{digest}", data)
        self._done.add(digest)

    def get(self, digest: str) -> bytes:
        """See Pieces."""
        return _checked(self._read(f"{PIECES}/{digest}"), digest, f"{self._path}!/{PIECES}/{digest}")

    def numbers(self) -> tuple[int, ...]:
        """See Pieces."""
        return (1,) if f"{LISTS}/1{ENDING}" in self._members else ()

    def read_list(self, number: int) -> bytes:
        """See Pieces."""
        return self._read(f"{LISTS}/{number}{ENDING}")

    def write_list(self, number: int, data: bytes) -> None:
        """See Pieces."""
        self._add(f"{LISTS}/{number}{ENDING}", data)
        self._tar.close()
        sync(self._written)
        self._written.chmod(0o600)
        self._written.replace(self._path)
        sync(self._path.parent)

    def close(self) -> None:
        """See Pieces. What was begun and has no list is removed."""
        self._tar.close()
        if self._tar.mode == "w":
            self._written.unlink(missing_ok=True)

    def _add(self, name: str, data: bytes) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = len(data), 0o600
        self._tar.addfile(member, io.BytesIO(data))

    def _read(self, name: str) -> bytes:
        member = self._members.get(name)
        handle = self._tar.extractfile(member) if member is not None else None
        if handle is None:
            raise _damaged(f"{self._path}!/{name}", "is missing")
        return handle.read()


def _checked(data: bytes, digest: str, where: str) -> bytes:
    if sha256(data).hexdigest() != digest:
        raise _damaged(where, "is not what its name says")
    return data


def _damaged(where: str, what: str) -> RunAborted:
    return RunAborted(
        "RESTORE003",
        f"The backup is damaged: {where} {what}.",
        where=where,
        advice="Nothing was restored. Use another backup; `sunqar restore BACKUP --check` looks at one.",
    )


def _write(place: Path, data: bytes) -> None:
    temporary = place.with_name(place.name + ".part")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(handle)
    temporary.replace(place)
    sync(place.parent)

