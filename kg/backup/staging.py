"""One moment of a workspace, held still while it is copied: hard links to what never changes, copies of the rest.

Made while the workspace is held, which takes moments; so writers wait shortly, and readers never. Databases that the
server writes are copied by SQLite itself, whole as of one transaction.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.seals import FOLDER as SEALS
from kg.workspace import Workspace

STAGE = ".backup"
_NOT_KEPT = frozenset({STAGE, SEALS, "lock", "own.lock"})
"""At the top of a workspace: what means something to running processes alone, or is made anew."""
_OF_THE_ENGINE = ("LOCK", "LOG")
_PASSING = ("live", "unpacked-")
_FIXED = (".sst", ".blob", ".jpg", ".png")
"""Endings of files below ``work/`` that are never changed once they are there."""


@contextmanager
def staged(workspace: Workspace) -> Iterator[Path]:
    """A folder that looks as the workspace did at one moment. RunAborted where a command writes to it just then."""
    stage = workspace.path / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    try:
        with workspace.lock(writes=False):
            stage.mkdir(mode=0o700)
            for name, path in contents(workspace.path):
                target = stage / name
                target.parent.mkdir(parents=True, exist_ok=True)
                _hold(name, path, target)
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def contents(root: Path) -> Iterator[tuple[str, Path]]:
    """Name below the root and path of each file and link that a backup holds, sorted."""
    for folder, folders, files in os.walk(root):
        here = Path(folder).relative_to(root)
        top = here == Path(".")
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        gone = _NOT_KEPT if top else frozenset()
        folders[:] = sorted(set(folders) - gone - {name for name in folders if name in links or _passes(here, name)})
        for name in sorted({*files, *links} - gone):
            path = Path(folder) / name
            if not _unkept_file(here, name) and (path.is_symlink() or path.is_file()):
                yield (here / name).as_posix(), path


def never_changes(name: str) -> bool:
    """Whether a file of that name below the workspace stays as it is for as long as it is there."""
    return name.startswith("editions/") or (name.startswith("work/") and name.endswith(_FIXED))


def _passes(here: Path, name: str) -> bool:
    """Folders of what is being made."""
    if here == Path("work"):
        return name.startswith(_PASSING)
    return here == Path("editions") and name.startswith(".")


def _unkept_file(here: Path, name: str) -> bool:
    if here.parts[:1] == ("editions",):  # everything that a manifest promises, and no more
        return name in _OF_THE_ENGINE or name == ".current.tmp"
    return name.startswith(_OF_THE_ENGINE) or name.endswith(("-shm", "-wal", "-journal"))


def _hold(name: str, path: Path, target: Path) -> None:
    if path.is_symlink():
        target.symlink_to(os.readlink(path))
    elif never_changes(name):
        _link(path, target)
    elif name.endswith(".sqlite"):
        _copy_database(path, target)
    else:
        shutil.copy2(path, target)


def _link(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except OSError:  # file systems without hard links, and other people's files
        shutil.copy2(path, target)


def _copy_database(path: Path, target: Path) -> None:
    """sqlite3.DatabaseError where it is damaged."""
    source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
        target.chmod(path.stat().st_mode & 0o777)
    finally:
        copy.close()
        source.close()
