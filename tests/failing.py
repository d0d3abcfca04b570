"""A build in which the n-th write fails: of a file, of a database, of the store. For D2: no n may do harm.

File operations are caught by an audit hook (PEP 578), which sees those of the standard library and of the interpreter
alike; databases by a connection of our own; the store by a stand-in before its engine.
"""

from __future__ import annotations

import errno
import json
import os
import re
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from durable import build, copied, done, graphs
from killing import whole

from kg.edition import Edition
from kg.verify import verify_files

_FILES = {"os.rename": 1, "os.mkdir": 0, "os.link": 1, "os.symlink": 1, "os.truncate": 0}
"""Events and which of their arguments is the path that is written."""
_WORDS = ("INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "REPLACE", "COMMIT")
_STORE = frozenset({"bulk_load", "extend", "remove", "remove_graph", "backup", "flush", "optimize", "add"})
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Countdown:
    """Counts writes below a folder; fails the n-th, and with sticky all after it."""

    def __init__(self, folder: Path, at: int, sticky: bool) -> None:
        self.folder, self.at, self.sticky, self.seen = str(folder), at, sticky, 0
        self.kinds: dict[str, list[int]] = {}
        """First and last number of each kind of write: the operation, and the file or the statement."""

    def fails(self, kind: str) -> bool:
        """Whether this one does."""
        self.seen += 1
        self.kinds.setdefault(re.sub(r"\d+", "0", kind), [self.seen, self.seen])[1] = self.seen
        return self.seen == self.at or (self.sticky and self.seen > self.at > 0)

    def audit(self, event: str, given: tuple[Any, ...]) -> None:
        """Of the interpreter."""
        if event == "open":
            path, flags = given[0], given[2]
            writes = isinstance(flags, int) and flags & _WRITING
        else:
            writes = event in _FILES
            path = given[_FILES[event]] if writes else ""
        ours = writes and str(path).startswith(self.folder) and not str(path).endswith("child.log")
        if ours and self.fails(f"{event} {Path(str(path)).name}"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))


def build_failing(workspace: Path, at: int, sticky: bool) -> None:
    """All stages; afterwards the number of writes stands in ``writes`` beside the workspace. To be run in a process."""
    count = Countdown(workspace, at, sticky)
    _fail_databases(count)
    _fail_store(count)
    sys.addaudithook(count.audit)
    try:
        build(workspace)
    finally:
        count.folder = "\0"
        (workspace.parent / "writes").write_text(json.dumps({"writes": count.seen, "kinds": count.kinds}))


def writes_of(start: Path, folder: Path) -> tuple[int, list[int]]:
    """How many writes a build has; and the numbers of the first and last of each kind, which stand for all."""
    workspace = copied(start, folder / "w")
    assert done(build_failing, workspace, 0, False) == 0, (folder / "child.log").read_text()
    found = json.loads((folder / "writes").read_text())
    return found["writes"], sorted({number for both in found["kinds"].values() for number in both})


def run(start: Path, folder: Path, at: int, sticky: bool, expected: dict[str, object]) -> str:
    """One run. AssertionError where harm was done; the code of the error that was told, or '' where none had to be."""
    workspace = copied(start, folder / "w")
    code = done(build_failing, workspace, at, sticky)
    told = (folder / "child.log").read_text()
    assert "Traceback" not in told, told
    assert code in (0, 1), told
    assert code == 0 or "sunqar: " in told
    assert not list(verify_files(Edition.open((workspace / "editions" / "current").resolve())))
    assert done(build, workspace) == 0, (folder / "child.log").read_text()
    assert graphs(workspace) == expected
    whole(workspace)
    return told.rsplit("[", 1)[1].partition("]")[0] if code else ""


def _fail_databases(count: Countdown) -> None:
    def check(statement: str) -> None:
        if statement.lstrip().upper().startswith(_WORDS) and count.fails(statement[:60]):
            raise sqlite3.OperationalError("database or disk is full")

    class Connection(sqlite3.Connection):
        def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
            check(sql)
            return super().execute(sql, *given)

        def executemany(self, sql: str, *given: Any) -> sqlite3.Cursor:
            check(sql)
            return super().executemany(sql, *given)

        def commit(self) -> None:
            check("COMMIT")
            super().commit()

        def __exit__(self, *given: Any) -> Any:
            if given[0] is None:
                try:
                    check("COMMIT")
                except sqlite3.OperationalError:
                    self.rollback()
                    raise
            return super().__exit__(*given)

    real: Callable[..., sqlite3.Connection] = sqlite3.connect

    def connect(*given: Any, **named: Any) -> sqlite3.Connection:
        return real(*given, **{"factory": Connection} | named)

    sqlite3.connect = connect  # type: ignore[assignment]


def _fail_store(count: Countdown) -> None:
    from kg.store import oxigraph

    engine = oxigraph.ox

    class Store:
        def __init__(self, *given: Any) -> None:
            self.real = engine.Store(*given)

        read_only = staticmethod(engine.Store.read_only)

        def __getattr__(self, name: str) -> Any:
            if name in _STORE and count.fails(name):
                raise OSError("IO error: No space left on device")
            return getattr(self.real, name)

        def __len__(self) -> int:
            return len(self.real)

        def __iter__(self) -> Any:
            return iter(self.real)

        def __contains__(self, quad: object) -> bool:
            return quad in self.real

    class Engine:
        def __getattr__(self, name: str) -> Any:
            return getattr(engine, name)

    stand_in = Engine()
    stand_in.Store = Store  # type: ignore[attr-defined]
    oxigraph.ox = stand_in  # type: ignore[assignment]
