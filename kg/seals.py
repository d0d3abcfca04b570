"""Seals: sums of the files that are still written, so that a bit that flips between two commands is found.

``seals/NAME`` holds size and CRC-32 of a file of the workspace as it lay when its last writer was done; ``seals/work``
holds those of all files below ``work/``. Whoever writes takes the seal away first and puts a new one on afterwards; so
a missing seal says that a writer is at work, or was stopped. CRC-32 finds every error of up to 32 bits in a row; it is
against damage, not against people who may write here. Editions have their own sums, in their manifests.
"""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

FOLDER = "seals"
WORK = "work"
OWNED = ("ledger.sqlite", "judgements.jsonl")
"""Written by whoever holds the workspace; the others by any number of processes at once."""
SHARED = ("own.sqlite", "reports.sqlite", "queries.sqlite")
SMALL = 16 << 20
"""A file up to so many bytes is sealed after each write; a larger one when a command ends."""
_OF_THE_ENGINE = ("LOCK", "LOG")
"""Files that the engine writes for itself and never reads; ``LOG.old.*`` too."""
_PASSING = ("live", "unpacked-")

Entry = tuple[int, int, int]
"""Size in bytes, CRC-32, time of the last change in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A file that is not as it was sealed."""

    where: str
    message: str


@contextmanager
def unsealed(path: Path) -> Iterator[None]:
    """Around the writing of a file of the workspace that several processes may write at once. OSError."""
    with _shared(path):
        _unlink(_seal_of(path))
        yield
    if path.is_file() and path.stat().st_size <= SMALL:
        seal(path)


@contextmanager
def held(workspace: Path) -> Iterator[None]:
    """The same for what only the holder of the workspace writes."""
    for name in OWNED:
        _unlink(_seal_of(workspace / name))
    try:
        yield
    finally:
        for name in OWNED:
            path = workspace / name
            if path.is_file() and path.stat().st_size <= SMALL:
                seal(path)


def break_work(workspace: Path) -> None:
    """What lies below ``work/`` is about to be written. Its sums are kept for those files that stay as they are."""
    sealed = workspace / FOLDER / WORK
    with suppress(FileNotFoundError):
        os.replace(sealed, sealed.with_suffix(".open"))


def seal_all(workspace: Path) -> None:
    """A command is done: seal what has no seal. OSError where the disk is full; then it stays without."""
    for name in (*OWNED, *SHARED):
        path = workspace / name
        if path.is_file() and not _seal_of(path).is_file():
            seal(path)
    _seal_work(workspace)


def seal(path: Path) -> bool:
    """Seal one file; False where another process writes it."""
    if _has_open_log(path):
        return False
    try:
        with _shared(path, fcntl.LOCK_EX | fcntl.LOCK_NB):
            _write(_seal_of(path), _signed(json.dumps(_entry(path))))
    except BlockingIOError:
        return False
    return True


def broken(workspace: Path) -> Iterator[Broken]:
    """Every file that is not as it was sealed; and the seals that cannot be read."""
    folder = workspace / FOLDER
    for name in (*OWNED, *SHARED):
        sealed = _seal_of(workspace / name)
        if sealed.is_file():
            yield from _compare(workspace / name, sealed)
    if (folder / WORK).is_file():
        yield from _broken_work(workspace, folder / WORK)


def without_seal(workspace: Path) -> list[str]:
    """Names of what is there and not sealed: being written, or its writer was stopped."""
    found = [name for name in (*OWNED, *SHARED) if (workspace / name).is_file()]
    found += [WORK] if (workspace / WORK).is_dir() else []
    return [name for name in found if not (workspace / FOLDER / name).is_file()]


def _compare(path: Path, sealed: Path) -> Iterator[Broken]:
    try:
        size, total, _ = json.loads(_text_of(sealed))
    except ValueError:
        yield Broken(str(sealed), "the seal cannot be read")
        return
    yield from _differs(path, size, total)


def _broken_work(workspace: Path, sealed: Path) -> Iterator[Broken]:
    try:
        kept = _read_work(sealed)
    except ValueError:
        yield Broken(str(sealed), "the seal cannot be read")
        return
    for name, (size, total, _) in sorted(kept.items()):
        yield from _differs(workspace / WORK / name, size, total)
    for name in sorted({name for name, _ in _work_files(workspace)} - kept.keys()):
        yield Broken(str(workspace / WORK / name), "the file was not there when this was sealed")


def _differs(path: Path, size: int, total: int) -> Iterator[Broken]:
    if not path.is_file():
        yield Broken(str(path), "the file is missing")
    elif path.stat().st_size != size or _sum(path) != total:
        yield Broken(str(path), "the file is not as its last writer left it")


def _seal_work(workspace: Path) -> None:
    sealed = workspace / FOLDER / WORK
    if sealed.is_file() or not (workspace / WORK).is_dir():
        return
    before: dict[str, Entry] = {}
    with suppress(FileNotFoundError, ValueError):
        before = _read_work(sealed.with_suffix(".open"))
    made: dict[str, Entry] = {}
    for name, path in _work_files(workspace):
        known, now = before.get(name), path.stat()
        same = known is not None and (known[0], known[2]) == (now.st_size, now.st_mtime_ns)
        made[name] = known if known is not None and same else _entry(path)
    _write(sealed, _signed(json.dumps(made, sort_keys=True)))
    _unlink(sealed.with_suffix(".open"))


def _work_files(workspace: Path) -> Iterator[tuple[str, Path]]:
    """Path below ``work/`` of each file that outlives a command."""
    work = workspace / WORK
    for path in sorted(work.rglob("*")):
        parts = path.relative_to(work).parts
        ours = path.name.startswith(_OF_THE_ENGINE) or parts[0].startswith(_PASSING)
        if not ours and not path.name.endswith(("-shm", "-wal")) and path.is_file():
            yield "/".join(parts), path


def _signed(text: str) -> str:
    """With a sum of its own, so that damage to a seal is told from damage to what it seals."""
    return f"{crc32(text.encode()):08x}\n{text}\n"


def _text_of(path: Path) -> str:
    """ValueError where the seal itself is damaged."""
    found = path.read_text("utf-8")
    text = found[9:-1]
    if found != _signed(text):
        raise ValueError("the seal is damaged")
    return text


def _read_work(path: Path) -> dict[str, Entry]:
    """ValueError where the list itself is damaged."""
    return {name: (int(one[0]), int(one[1]), int(one[2])) for name, one in json.loads(_text_of(path)).items()}


def _entry(path: Path) -> Entry:
    now = path.stat()
    return now.st_size, _sum(path), now.st_mtime_ns


def _sum(path: Path) -> int:
    total = 0
    with path.open("rb") as handle:
        while piece := handle.read(1 << 20):
            total = crc32(piece, total)
    return total


def _seal_of(path: Path) -> Path:
    return path.parent / FOLDER / path.name


def _has_open_log(path: Path) -> bool:
    """Whether part of a database lies in its write-ahead log still; it is brought over where nobody reads."""
    log = path.with_name(path.name + "-wal")
    if path.suffix != ".sqlite" or not log.is_file() or not log.stat().st_size:
        return False
    with suppress(sqlite3.DatabaseError):
        db = sqlite3.connect(path, timeout=1)
        try:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            db.close()
    return log.is_file() and log.stat().st_size > 0


@contextmanager
def _shared(path: Path, kind: int = fcntl.LOCK_SH) -> Iterator[None]:
    folder = path.parent / FOLDER
    folder.mkdir(exist_ok=True)
    with (folder / f"{path.name}.lock").open("a") as handle:
        fcntl.flock(handle, kind)
        yield


def _unlink(path: Path) -> None:
    """Gone for good before anything is written, also when the power fails then."""
    try:
        path.unlink()
    except FileNotFoundError:
        return
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    temporary = path.with_name(path.name + ".tmp")
    temporary.write_text(text, "utf-8")
    temporary.replace(path)
