"""What was written brought to the disk for good, so that it outlives a loss of power."""

from __future__ import annotations

import os
from pathlib import Path


def sync(path: Path) -> None:
    """A file's bytes, or the names in a folder. OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Everything below a folder, and the folder. OSError."""
    for path in [*folder.rglob("*"), folder]:
        if not path.is_symlink():
            sync(path)
