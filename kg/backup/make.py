"""``sunqar backup``: one more backup of a workspace."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from extractors.errors import RunAborted, UsageError
from kg.backup.listing import Kept, Listing, parsed, written
from kg.backup.pieces import LISTS, PIECES, Folder, Pieces, Tar, split
from kg.backup.staging import contents, never_changes, staged
from kg.edition import Edition
from kg.space import check_room
from kg.verify import Problem, verify_files, verify_workspace
from kg.workspace import Workspace

TAR = ".tar"


@dataclass(frozen=True, slots=True)
class Backup:
    """What was made: its list, bytes that were new to the place, backups and pieces that were removed."""

    listing: Listing
    new_bytes: int
    forgotten: tuple[int, ...] = ()


def back_up(workspace: Workspace, target: Path, *, check: bool = True, keep: int = 0) -> Backup:
    """Add a backup to a folder, or make a new tar file (a name that ends in .tar).

    check: first compare everything with its sums. keep: then remove all but so many backups, 0: none. Raises UsageError
    BACKUP001 where the target is no place for one, RunAborted BACKUP002 where the workspace is damaged, DISK001 where
    there is too little room.
    """
    pieces = _place(target, workspace)
    try:
        if check:
            _refuse_damage(workspace)
        with staged(workspace) as stage:
            made = _made(stage, pieces, target)
        old = pieces.numbers()[:-keep] if keep and isinstance(pieces, Folder) else ()
        if old and isinstance(pieces, Folder):
            kept = (parsed(pieces.read_list(number), str(target)) for number in pieces.numbers()[-keep:])
            pieces.forget(old, frozenset().union(*(one.pieces for one in kept)))
        return Backup(made.listing, made.new_bytes, old)
    finally:
        pieces.close()


def _place(target: Path, workspace: Workspace) -> Pieces:
    inside = target.resolve().is_relative_to(workspace.path)
    ours = (target / LISTS).is_dir() or (target / PIECES).is_dir()
    strange = target.is_dir() and any(target.iterdir()) and not ours
    if inside or strange or (target.exists() and not target.is_dir()):
        why = "lies in the workspace" if inside else "holds something else" if strange else "is already there"
        raise UsageError(
            "BACKUP001",
            f"No backup can be made here: it {why}.",
            where=str(target),
            advice="Name an empty folder, the folder of earlier backups, or a new file that ends in .tar.",
        )
    if target.suffix == TAR:
        return Tar(target, write=True)
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Folder(target)


def _refuse_damage(workspace: Workspace) -> None:
    problems: list[Problem] = list(verify_workspace(workspace))
    if (workspace.editions_path / "current").exists():
        problems += verify_files(workspace.current_edition())
    if problems:
        raise RunAborted(
            "BACKUP002",
            f"The workspace is damaged, so no backup was made: {problems[0].message}"
            + (f" (and {len(problems) - 1} more)." if len(problems) > 1 else "."),
            where=problems[0].where,
            advice="`sunqar verify` lists everything. Restore an earlier backup; --no-check keeps what there is.",
        )


def _made(stage: Path, pieces: Pieces, target: Path) -> Backup:
    number = max(pieces.numbers(), default=0) + 1
    before = _before(pieces, number - 1, target)
    found = list(contents(stage))
    todo = {name: path for name, path in found if not path.is_symlink()}
    known = {name: one for name, path in todo.items() if (one := _unchanged(before.get(name), path, pieces))}
    needed = sum(path.stat().st_size for name, path in todo.items() if name not in known)
    check_room(target.parent, _shared_once(needed, todo, known), f"a backup in {target}")
    new_bytes = 0
    files = []
    by_node: dict[tuple[int, int], tuple[str, ...]] = {}
    for name, path in todo.items():
        state = path.stat()
        node = (state.st_dev, state.st_ino)
        if name in known:
            by_node[node] = known[name].pieces
        elif node not in by_node:
            names = []
            with path.open("rb") as handle:
                for digest, data in split(handle):
                    names.append(digest)
                    if not pieces.has(digest):
                        pieces.put(digest, data)
                        new_bytes += len(data)
            by_node[node] = tuple(names)
        files.append(Kept(name, state.st_size, state.st_mode & 0o777, state.st_mtime_ns, by_node[node]))
    links = {name: str(path.readlink()) for name, path in found if path.is_symlink()}
    listing = _listing(stage, number, tuple(files), links)
    pieces.write_list(number, written(listing))
    return Backup(listing, new_bytes)


def _before(pieces: Pieces, number: int, target: Path) -> Mapping[str, Kept]:
    """Files of the last backup; a damaged list of it is an error now, not when it is needed."""
    if not number:
        return {}
    return {one.name: one for one in parsed(pieces.read_list(number), str(target)).files}


def _unchanged(before: Kept | None, path: Path, pieces: Pieces) -> Kept | None:
    """The entry of the last backup, for a file of the same size and time whose pieces are all there.

    Only of those that are never changed: where clocks are set back, or tell whole seconds, a time says too little.
    """
    if before is None or not never_changes(before.name):
        return None
    state = path.stat()
    same = (before.size, before.changed) == (state.st_size, state.st_mtime_ns)
    return before if same and all(map(pieces.has, before.pieces)) else None


def _shared_once(needed: int, todo: Mapping[str, Path], known: Mapping[str, Kept]) -> int:
    """Bytes to be written, where hard links to one file count once."""
    seen: set[tuple[int, int]] = set()
    for name, path in todo.items():
        state = path.stat()
        if name not in known and (node := (state.st_dev, state.st_ino)) in seen:
            needed -= state.st_size
        elif name not in known:
            seen.add(node)
    return needed


def _listing(stage: Path, number: int, files: tuple[Kept, ...], links: dict[str, str]) -> Listing:
    current = stage / "editions" / "current"
    edition = Edition.open(current.resolve()) if current.exists() else None
    return Listing(
        number,
        datetime.now(UTC).isoformat(timespec="seconds"),
        version("sunqar"),
        edition.number if edition else 0,
        edition.hash if edition else "",
        files,
        links,
        _sources(stage / "ledger.sqlite"),
    )


def _sources(ledger: Path) -> dict[str, str]:
    if not ledger.is_file():
        return {}
    with closing(sqlite3.connect(ledger)) as db:
        return dict(db.execute("SELECT path, sha256 FROM file WHERE status = 'done' ORDER BY path"))
