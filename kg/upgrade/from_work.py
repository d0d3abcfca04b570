"""The upgrade of a workspace that has its ledger and its work store."""

from __future__ import annotations

from dataclasses import dataclass

from kg.inference import infer
from kg.ingest import IngestReport
from kg.ledger import Ledger
from kg.linking import link
from kg.publish import GateClosed, Published, publish
from kg.retention import retain
from kg.static_graphs import refresh
from kg.store.oxigraph import OxigraphStore
from kg.undescribed import describe_undescribed
from kg.upgrade.reading import read_again, read_by_others
from kg.workspace import Workspace
from kg.writing import writing


@dataclass(frozen=True, slots=True)
class Upgraded:
    """read: what was read again, if anything. dropped: graphs that this version makes no more. gone: editions."""

    published: Published
    read: IngestReport | None = None
    dropped: tuple[str, ...] = ()
    gone: tuple[int, ...] = ()


def upgrade_work(workspace: Workspace, *, everything: bool = False, jobs: int = 0) -> Upgraded:
    """Bring ledger and work store over, make anew what follows from documents, publish.

    The current edition stays until the new one stands. everything: read all documents again that an earlier version
    read. A stop at any moment: the same command goes on. Raises what publishing raises, and UPGRADE003.
    """
    with writing(workspace, "upgrade") as (ledger, store, run):  # opening brings both over
        read = read_again(workspace, ledger, store, run, everything=everything, jobs=jobs)
        used = {row[0] for row in ledger.db.execute("SELECT DISTINCT archive FROM file WHERE status = 'done'")}
        refresh(ledger, store, workspace.settings, workspace.iris, used)
        describe_undescribed(ledger, store, workspace.iris)
        link(ledger, store, workspace)
        infer(ledger, store, workspace.iris, workspace.work_path / "inference")
        dropped = _drop_unknown(ledger, store)
        published = _published(workspace, ledger, store, jobs)
        gone = retain(workspace, workspace.settings.keep_editions)
    return Upgraded(published, read, dropped, gone)


def _published(workspace: Workspace, ledger: Ledger, store: OxigraphStore, jobs: int) -> Published:
    try:
        return publish(workspace, ledger, store, jobs)
    except GateClosed as error:
        if not read_by_others(workspace, ledger):
            raise
        raise GateClosed(
            error.code,
            error.message,
            where=error.where,
            advice="An earlier version read some of the documents: `sunqar upgrade --read` reads them again.",
        ) from error


def _drop_unknown(ledger: Ledger, store: OxigraphStore) -> tuple[str, ...]:
    """Graphs that the ledger never heard of: made before it knew those of no file, or left by a stopped run."""
    known = ledger.graphs()
    found = tuple(sorted(name for name in store.graph_names() if name not in known))
    if found:
        store.replace_graphs(found, b"")
    return found
