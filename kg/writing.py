"""A workspace held for writing, and the run noted in its ledger."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version

from extractors.errors import CodedError
from extractors.workers import settle_in
from kg import faults
from kg.ledger import Ledger
from kg.mending import mend
from kg.resolve.decisions_file import keep
from kg.seals import break_work, seal_all
from kg.store.oxigraph import OxigraphStore
from kg.workspace import Workspace


@contextmanager
def writing(workspace: Workspace, command: str) -> Iterator[tuple[Ledger, OxigraphStore, int]]:
    """The workspace locked, its ledger and store open, the number of the run; how it ends is noted.

    What a later version wrote is refused. People's decisions that the ledger lacks are brought back first, and graphs
    that a stopped run was replacing. Afterwards the store is closed, and all is sealed. What the machine refuses is
    told as ``kg.faults`` has it.
    """
    settle_in()
    try:
        with workspace.lock():
            if (workspace.editions_path / "current").exists():
                workspace.current_edition().refuse_later()
            break_work(workspace.path)
            with _run(workspace, command) as opened:
                yield opened
            seal_all(workspace.path)
    except (CodedError, OSError, sqlite3.Error) as error:
        told = faults.told(error, workspace.path, faults.need_of(workspace.path, command))
        if told is None:
            raise
        raise told from error


@contextmanager
def _run(workspace: Workspace, command: str) -> Iterator[tuple[Ledger, OxigraphStore, int]]:
    with workspace.ledger() as ledger:
        keep(ledger.db, workspace.decisions_path)
        run = ledger.start_run(command, version("sunqar"))
        try:
            store = workspace.work_store()
            store.merge()
            mend(ledger, store)
            yield ledger, store, run
        except BaseException as error:
            _remove_unfinished(workspace)
            with suppress(sqlite3.Error):  # a full disk takes no note; what ended the run is what is told
                ledger.end_run(run, f"{type(error).__name__}: {error}"[:500])
            raise
        store.close()
        ledger.end_run(run, "ok")


def _remove_unfinished(workspace: Workspace) -> None:
    """An edition that was being made, so that it does not hold the room that the next attempt needs."""
    for folder in workspace.editions_path.glob(".*.tmp"):
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder)
