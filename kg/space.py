"""Room on disk: asked for before it is needed, and told in bytes where it is missing."""

from __future__ import annotations

import shutil
from pathlib import Path

from extractors.errors import RunAborted


class DiskFull(RunAborted):
    """DISK001: there is, or turned out to be, too little room. Nothing that was published is touched."""


def check_room(folder: Path, needed: int, what: str) -> None:
    """DiskFull where fewer bytes are free in the folder's file system than are needed for what."""
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise DiskFull(
            "DISK001",
            f"There is too little room for {what}: it needs {needed} bytes, and {free} are free.",
            where=str(folder),
            advice=f"Free {needed - free} bytes or more, then run the same command again.",
        )


def size_of(folder: Path) -> int:
    """Bytes of all files below the folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
