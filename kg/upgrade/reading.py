"""Documents that an earlier version read, read again where they lie."""

from __future__ import annotations

from pathlib import Path

from extractors.errors import RunAborted
from extractors.registry import names
from kg.console import progress_bar
from kg.executors.base import executor_of
from kg.extraction import fingerprint
from kg.ingest import IngestReport, ingest
from kg.inputs import InputFile, find_inputs, ruled_finding_aids
from kg.ledger import Ledger
from kg.planning import INSIDE
from kg.store.oxigraph import OxigraphStore
from kg.workspace import Workspace


def read_again(
    workspace: Workspace, ledger: Ledger, store: OxigraphStore, run: int, *, everything: bool, jobs: int = 0
) -> IngestReport | None:
    """Read what the ledger does not know enough of; everything: all that other software than this read.

    From the folders of ``sunqar.toml``, and from where the ledger says that a file lay. None where nothing is to be
    read. RunAborted UPGRADE003 where a file is gone of which nobody would know then who may see what.
    """
    rows = read_by_others(workspace, ledger) if everything else _unknown(ledger)
    if not rows:
        return None
    ruled = find_inputs(workspace, (), None, None) if workspace.settings.sources else []
    inputs = {one.path: one for one in ruled}
    for archive, shown, reader in rows:
        path = Path(shown.partition(INSIDE)[0])
        known = reader if INSIDE not in shown and reader in names("sunqar.readers") else None
        if path.is_file():
            inputs.setdefault(path, InputFile(path, archive, known, True))
    with progress_bar() as progress:
        report = ingest(
            workspace, ledger, store, sorted(inputs.values()), run, finding_aids=ruled_finding_aids(workspace),
            executor=executor_of(workspace.settings, jobs), progress=progress,
        )  # fmt: skip
    _refuse_unknown(ledger)
    return report


def read_by_others(workspace: Workspace, ledger: Ledger) -> list[tuple[str, str, str]]:
    """Archive, path and reader of each file that is in, and that other software than this read."""
    given = workspace.settings
    mark = fingerprint(workspace.iris, given.licence, given.recognise, given.tier, given.min_confidence)
    rows = "SELECT archive, path, reader FROM file WHERE status = 'done' AND fingerprint != ? ORDER BY path"
    return ledger.db.execute(rows, (mark,)).fetchall()


def _unknown(ledger: Ledger) -> list[tuple[str, str, str]]:
    return ledger.db.execute(
        "SELECT archive, path, reader FROM file WHERE status = 'done' AND documents > 0 "
        "AND graph NOT IN (SELECT graph FROM unit) ORDER BY path"
    ).fetchall()


def _refuse_unknown(ledger: Ledger) -> None:
    left = [path for _, path, _ in _unknown(ledger)]
    if left:
        raise RunAborted(
            "UPGRADE003",
            f"{len(left)} documents were read before it was noted who may see what, and are not where they were or "
            f"cannot be read now: {', '.join(left[:3])}{' …' if len(left) > 3 else ''}",
            where=left[0],
            advice="Nothing was published. Put them back there, or `sunqar build PATH…` from where they are.",
        )
