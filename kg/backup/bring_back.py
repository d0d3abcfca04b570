"""``sunqar restore``: a workspace as a backup has it, in a new folder. Whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractors.errors import RunAborted, UsageError
from kg.backup.listing import FORMAT, Kept, Listing, format_of, parsed
from kg.backup.pieces import LISTS, Folder, Pieces, Tar
from kg.seals import seal_all
from kg.settings import FILE_NAME
from kg.space import check_room
from kg.syncing import sync
from kg.verify import verify_files
from kg.workspace import open_workspace

_BEGUN = ".restoring"


def restore(source: Path, target: Path, number: int | None = None) -> Listing:
    """Make target, which must not exist or be empty, of a backup; the last one where none is named.

    UsageError RESTORE001 where there is no such backup, RESTORE002 where something is in the way; RunAborted RESTORE003
    where the backup is damaged, DISK001 where there is too little room. Then nothing is left behind.
    """
    if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        raise UsageError(
            "RESTORE002", "There is something of that name.", where=str(target), advice="Name a new folder."
        )
    with _opened(source) as pieces:
        listing = _listing(pieces, source, number)
        begun = target.with_name(f".{target.name}{_BEGUN}")
        shutil.rmtree(begun, ignore_errors=True)  # of an attempt that was stopped
        target.parent.mkdir(parents=True, exist_ok=True)
        check_room(target.parent, listing.size, f"what the backup holds in {target}")
        try:
            begun.mkdir(mode=0o700)
            _write_all(listing, pieces, begun)
            _look_over(listing, begun)
            os.replace(begun, target)
        except BaseException:
            shutil.rmtree(begun, ignore_errors=True)
            raise
    sync(target.parent)
    return listing


def check(source: Path, number: int | None = None) -> Listing:
    """Read every piece of a backup. RunAborted as restore raises it."""
    with _opened(source) as pieces:
        listing = _listing(pieces, source, number)
        for digest in sorted(listing.pieces):
            pieces.get(digest)
        return listing


def formats(source: Path) -> tuple[tuple[int, int, int], ...]:
    """Number, format and format of this software of each backup. UsageError RESTORE001, RunAborted RESTORE003."""
    with _opened(source) as pieces:
        return tuple(
            (number, format_of(pieces.read_list(number), f"{source}, backup {number}"), FORMAT)
            for number in pieces.numbers()
        )


@contextmanager
def _opened(source: Path) -> Iterator[Pieces]:
    if source.is_file():
        pieces: Pieces = Tar(source, write=False)
    elif (source / LISTS).is_dir():
        pieces = Folder(source)
    else:
        raise UsageError(
            "RESTORE001", "There is no backup.", where=str(source), advice="`sunqar backup DIR` makes one."
        )
    try:
        yield pieces
    finally:
        pieces.close()


def _listing(pieces: Pieces, source: Path, number: int | None) -> Listing:
    numbers = pieces.numbers()
    wanted = max(numbers, default=0) if number is None else number
    if wanted not in numbers:
        raise UsageError(
            "RESTORE001",
            f"There is no backup {wanted or ''}".rstrip() + " here.",
            where=str(source),
            advice=f"There are: {', '.join(map(str, numbers)) or 'none'}.",
        )
    return parsed(pieces.read_list(wanted), f"{source}, backup {wanted}")


def _write_all(listing: Listing, pieces: Pieces, root: Path) -> None:
    images: dict[tuple[str, ...], Path] = {}
    for one in listing.files:
        path = _below(root, one.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        shared = images.get(one.pieces) if "/images/" in one.name else None
        if shared is not None:  # as before: an edition's images are the same files as the copies in work/
            os.link(shared, path)
            continue
        _write_one(one, pieces, path)
        if "/images/" in one.name:
            images[one.pieces] = path
    for name, to in listing.links.items():
        path = _below(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(to)
    for folder in [*(path for path in root.rglob("*") if path.is_dir() and not path.is_symlink()), root]:
        sync(folder)


def _write_one(one: Kept, pieces: Pieces, path: Path) -> None:
    with path.open("xb") as handle:
        for digest in one.pieces:
            handle.write(pieces.get(digest))
        handle.flush()
        os.fsync(handle.fileno())
    path.chmod(one.mode)
    os.utime(path, ns=(one.changed, one.changed))
    if path.stat().st_size != one.size:
        raise _not_whole(one.name)


def _look_over(listing: Listing, root: Path) -> None:
    """It is a workspace, and its edition is the one that was backed up."""
    if not (root / FILE_NAME).is_file():
        raise _not_whole(FILE_NAME)
    if listing.edition:
        edition = open_workspace(root).current_edition()
        problem = next(verify_files(edition), None)
        if problem is not None or (edition.number, edition.hash) != (listing.edition, listing.hash):
            raise _not_whole(problem.where if problem else "the current edition")
    seal_all(root)


def _below(root: Path, name: str) -> Path:
    path = root / name
    if Path(name).is_absolute() or ".." in Path(name).parts or not name:
        raise _not_whole(name)
    return path


def _not_whole(where: str) -> RunAborted:
    return RunAborted(
        "RESTORE005",
        "What came out of the backup is not a whole workspace.",
        where=where,
        advice="Nothing was restored. The workspace was damaged when it was backed up: use an earlier backup.",
    )

