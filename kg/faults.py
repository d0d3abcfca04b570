"""What the machine refuses - room, rights, open files, a sound disk - told as errors that say what to do.

The engines tell it in many ways: by error number, as SQLite's sentences, as the store's. What is none of these is a
fault of ours and is not dressed up.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from extractors.errors import CodedError, RunAborted
from kg.space import DiskFull, size_of

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FULL_WORDS = ("No space left", "disk is full", "File too large", "Disk quota exceeded")
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_READ_ONLY_WORDS = ("readonly database", "Read-only file system", "Permission denied")
_FILES = frozenset({errno.EMFILE, errno.ENFILE})
_FILES_WORDS = ("Too many open files", "file descriptors")
_DAMAGE_WORDS = ("malformed", "disk I/O error", "not a database", "Corruption", "Input/output error")


def told(error: BaseException, folder: Path, needed: int = 0) -> CodedError | None:
    """The error for a person where the machine is to blame for it, or for what it came from; else None.

    folder: where was written. needed: bytes that the command needs there in all, about; 0: not known
    """
    chain = list(_causes(error))
    place = next((str(one.filename) for one in chain if isinstance(one, OSError) and one.filename), str(folder))
    if _any(chain, _FULL, _FULL_WORDS):
        return _full(folder, place, needed)
    if _any(chain, _FILES, _FILES_WORDS):
        return _too_many(place)
    if isinstance(error, CodedError):
        return None  # it says what to do itself
    if _any(chain, _READ_ONLY, _READ_ONLY_WORDS):
        return RunAborted(
            "DISK002",
            "What has to be written cannot be written: the disk is read-only, or belongs to somebody else.",
            where=place,
            advice="Run the command as the owner of the workspace, and mount its disk for writing.",
        )
    if isinstance(error, sqlite3.OperationalError) and "unable to open" in str(error):
        return RunAborted(
            "DISK002",
            f"A file of the workspace cannot be opened: {error}.",
            where=place,
            advice="Look whether it is there, whose it is, and how many files may be open (`ulimit -n`).",
        )
    if _any(chain, frozenset({errno.EIO}), _DAMAGE_WORDS):
        return RunAborted(
            "DISK004",
            f"A file is damaged, or its disk is: {error}.",
            where=place,
            advice="`sunqar verify` says what is damaged. Bring it back with `sunqar restore`.",
        )
    return None


def need_of(workspace: Path, command: str) -> int:
    """Bytes that a command needs at most, about: another edition for what publishes, else a quarter of the store.

    The store of an edition shares its files with the work store, so of that only what was added counts.
    """
    if command in ("publish", "build"):
        current = workspace / "editions" / "current"
        if current.exists():
            return size_of(current.resolve())
        return 2 * size_of(workspace / "work") if (workspace / "work").is_dir() else 0
    return max(64 << 20, size_of(workspace / "work") // 4) if (workspace / "work").is_dir() else 64 << 20


def _full(folder: Path, place: str, needed: int) -> DiskFull:
    there = folder
    while not there.exists():
        there = there.parent
    free = shutil.disk_usage(there).free
    need = f"it needs about {needed} bytes, and {free} are free" if needed else f"{free} bytes are free"
    return DiskFull(
        "DISK001",
        f"The disk is full, or a file may grow no more: {need}.",
        where=place,
        advice="Free room, or raise the limit (`ulimit -f`), then run the same command again: what was done is kept.",
    )


def _too_many(place: str) -> RunAborted:
    from resource import RLIMIT_NOFILE, getrlimit

    return RunAborted(
        "DISK003",
        f"Too many files are open; this process may open {getrlimit(RLIMIT_NOFILE)[0]}.",
        where=place,
        advice="Raise the limit (`ulimit -n 65536`, LimitNOFILE= of the service), then run the same command again.",
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _any(chain: list[BaseException], numbers: frozenset[int], words: tuple[str, ...]) -> bool:
    for one in chain:
        if isinstance(one, OSError) and one.errno in numbers:
            return True
        if isinstance(one, (OSError, sqlite3.Error, CodedError)) and any(word in str(one) for word in words):
            return True
    return False
