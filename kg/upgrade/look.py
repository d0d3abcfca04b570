"""What formats the parts of a workspace have, and what is to be done about them. Nothing is changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractors.errors import RunAborted
from kg.backup.bring_back import formats
from kg.edition import Edition
from kg.migrations import LEDGER_FORMAT
from kg.store.oxigraph import OxigraphStore
from kg.workspace import Workspace

State = Literal["present", "earlier", "later", "absent"]
WORK_FORMAT = 2
"""Of the work store. 2: its default graph holds what all named graphs hold, once."""
_UNREAD = "status = 'done' AND documents > 0"


@dataclass(frozen=True, slots=True)
class Part:
    """One part. found and known: its format and that of this software, 0 where it is absent or had no number then.

    does: what ``sunqar upgrade`` does about it; empty for nothing
    """

    name: str
    found: int
    known: int
    state: State
    does: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """alone: the current edition is all that is left, the ledger and the work store are gone.

    unread: documents of which the ledger does not say who may see what, since an earlier version read them
    """

    parts: tuple[Part, ...]
    alone: bool
    unread: int

    @property
    def needed(self) -> bool:
        """Whether there is anything to do."""
        return any(part.state == "earlier" for part in self.parts)

    def refuse_later(self) -> None:
        """RunAborted UPGRADE001 where a later version wrote any part."""
        for part in self.parts:
            if part.state == "later":
                raise RunAborted(
                    "UPGRADE001",
                    f"A later version of sunqar wrote the {part.name}: it has format {part.found}, "
                    f"this version knows {part.known}.",
                    where=part.name,
                    advice="Nothing was changed. Install that version or a later one; or `sunqar restore` a backup of "
                    "before into a new folder.",
                )


def look(workspace: Workspace, backups: Path | None = None) -> Look:
    """Read what is there; nobody may write meanwhile. backups: a folder of them, or the tar file of one, as well.

    RunAborted UPGRADE002 where one of ledger and work store is gone and the other is not.
    """
    has_ledger, has_work = workspace.ledger_path.is_file(), (workspace.work_path / "store").is_dir()
    if has_ledger != has_work:
        gone, left = ("work store", "ledger") if has_ledger else ("ledger", "work store")
        raise RunAborted(
            "UPGRADE002",
            f"The {gone} is gone, and the {left} alone says nothing.",
            where=str(workspace.path),
            advice=f"`sunqar restore` a backup; or move the {left} away too: then the edition alone is brought over.",
        )
    current = workspace.current_edition() if (workspace.editions_path / "current").exists() else None
    parts = [_ledger(workspace.ledger_path), _work(workspace.work_path / "store")]
    parts += _edition(current, alone=not has_ledger)
    for number, found, known in formats(backups) if backups else ():
        parts.append(_part(f"backup {number}", found, known, ""))
    return Look(tuple(parts), not has_ledger and current is not None, _unread(workspace.ledger_path))


def _ledger(path: Path) -> Part:
    if not path.is_file():
        return Part("ledger", 0, LEDGER_FORMAT, "absent")
    with closing(_opened(path)) as db:
        (found,) = db.execute("PRAGMA user_version").fetchone()
    return _part("ledger", found, LEDGER_FORMAT, "is brought to the present schema, in place; nothing in it is lost")


def _work(path: Path) -> Part:
    if not path.is_dir():
        return Part("work store", 0, WORK_FORMAT, "absent")
    store = OxigraphStore(path, read_only=True)
    empty = next(store.select("SELECT ?s { ?s ?p ?o } LIMIT 1"), None) is None
    found = 1 if empty and next(store.graph_names(), None) is not None else WORK_FORMAT
    return _part("work store", found, WORK_FORMAT, "its default graph is filled")


def _edition(current: Edition | None, *, alone: bool) -> Iterator[Part]:
    if current is None:
        return
    source = "its own store" if alone else "the work store"
    for name, (found, known) in current.formats.items():
        does = f"a new edition is made of {source}; edition {current.number} stays as it is"
        yield _part(f"{name} of edition {current.number}", found, known, does)


def _part(name: str, found: int, known: int, does: str) -> Part:
    if found == known:
        return Part(name, found, known, "present")
    return Part(name, found, known, "earlier", does) if found < known else Part(name, found, known, "later")


def _unread(path: Path) -> int:
    if not path.is_file():
        return 0
    with closing(_opened(path)) as db:
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        rest = " AND graph NOT IN (SELECT graph FROM unit)" if "unit" in tables else ""
        query = f"SELECT count(*) FROM file WHERE {_UNREAD}{rest}"  # noqa: S608 (our own words)
        return int(db.execute(query).fetchone()[0]) if "file" in tables else 0


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
