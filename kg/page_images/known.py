"""What was seen of image files before: their hashes by path, size and time, so that unchanged ones are not read again.

``work/images.sqlite``; it may be deleted, and then costs reading every image once.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

FILE = "images.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS seen (path TEXT PRIMARY KEY, size INTEGER, changed INTEGER, sha256 TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS refused (image TEXT PRIMARY KEY, code TEXT, message TEXT) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Refused:
    """An image that cannot be shown: which and why."""

    where: str
    code: str
    message: str


class Known:
    """One connection; close it after use."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / FILE, timeout=30)
        self._db.executescript(_SCHEMA)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.commit()
        self._db.close()

    def sha256_of(self, path: Path) -> str:
        """Of the file's bytes, from the last time where its size and time are what they were. OSError."""
        now = path.stat()
        row = self._db.execute("SELECT size, changed, sha256 FROM seen WHERE path = ?", (str(path),)).fetchone()
        if row and row[:2] == (now.st_size, now.st_mtime_ns):
            return str(row[2])
        digest = sha256()
        with path.open("rb") as handle:
            while piece := handle.read(1 << 20):
                digest.update(piece)
        self._db.execute(
            "INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?)",
            (str(path), now.st_size, now.st_mtime_ns, digest.hexdigest()),
        )
        return digest.hexdigest()

    def changed(self) -> bool:
        """Whether a file seen before is gone or another by now."""
        rows = self._db.execute("SELECT path, size, changed FROM seen")
        return any(_state(Path(path)) != (size, changed) for path, size, changed in rows)

    def forget_others(self, kept: frozenset[str]) -> None:
        """Keep only these paths."""
        gone = [(path,) for (path,) in self._db.execute("SELECT path FROM seen") if path not in kept]
        self._db.executemany("DELETE FROM seen WHERE path = ?", gone)

    def refused(self, image: str) -> tuple[str, str] | None:
        """Code and message of why this image cannot be shown, by its id; None where nobody tried."""
        row = self._db.execute("SELECT code, message FROM refused WHERE image = ?", (image,)).fetchone()
        return (row[0], row[1]) if row else None

    def refuse(self, image: str, code: str, message: str) -> None:
        """So that the same bytes are not tried again."""
        self._db.execute("INSERT OR REPLACE INTO refused VALUES (?, ?, ?)", (image, code, message))
        self._db.commit()


def _state(path: Path) -> tuple[int, int]:
    try:
        now = path.stat()
    except OSError:
        return -1, -1
    return now.st_size, now.st_mtime_ns
