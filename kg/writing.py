"""A workspace held for writing, and the run noted in its ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version

from extractors.workers import settle_in
from kg.ledger import Ledger
from kg.resolve.decisions_file import keep
from kg.store.oxigraph import OxigraphStore
from kg.workspace import Workspace


@contextmanager
def writing(workspace: Workspace, command: str) -> Iterator[tuple[Ledger, OxigraphStore, int]]:
    """The workspace locked, its ledger and store open, the number of the run; how it ends is noted.

    People's decisions that the ledger lacks are brought back first.
    """
    settle_in()
    with workspace.lock(), workspace.ledger() as ledger:
        keep(ledger.db, workspace.decisions_path)
        run = ledger.start_run(command, version("sunqar"))
        try:
            store = workspace.work_store()
            store.merge()
            yield ledger, store, run
        except BaseException as error:
            ledger.end_run(run, f"{type(error).__name__}: {error}"[:500])
            raise
        ledger.end_run(run, "ok")
