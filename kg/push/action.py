"""What ``sunqar push`` does, once its arguments are known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from extractors.errors import UsageError
from extractors.registry import load, names
from kg.console import progress_bar, result
from kg.push.push import Push, Verify
from kg.settings import Settings
from kg.store.layouts import LAYOUTS
from kg.store.remote import RemoteStore
from kg.workspace import open_workspace

STORES = "sunqar.stores"
JOURNALS = "pushed"
"""Folder of a workspace for what its remote stores hold."""


def push_action(path: Path | None, verify: Verify, jobs: int, as_json: bool, **flags: Any) -> None:
    """flags: settings, None where the command line does not name them."""
    workspace = open_workspace(path, **flags)
    store = store_of(workspace.settings)
    with workspace.lock(writes=False), progress_bar() as progress:
        edition = workspace.current_edition()
        report = Push(edition, store, workspace.path / JOURNALS, verify, jobs, progress).run()
    lines = [
        f"Edition {report.edition} is in {report.store}: {report.written} of {report.graphs} graphs written, "
        f"{report.unchanged} there already, {report.dropped} dropped, {report.compared} compared by hash",
    ]
    result(report, lines, as_json=as_json)


def store_of(settings: Settings) -> RemoteStore:
    """The remote store that the settings name, of a layout or of a plug-in. UsageError where they name none."""
    if not settings.store:
        raise UsageError("STORE100", "No store is named.", advice="Give --store URL, or set `store` in sunqar.toml.")
    kind, made = settings.store_layout, RemoteStore
    if kind not in LAYOUTS and kind in names(STORES):
        found = load(STORES, kind)
        if not (isinstance(found, type) and issubclass(found, RemoteStore)):
            raise UsageError("STORE108", f"Nothing can be pushed to a store of the kind {kind!r}.")
        made = found
    return made.of(settings.store, kind, settings.store_authorization_file)
