"""What ``sunqar ingest`` and the first stage of ``sunqar build`` do, once their arguments are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typer

from extractors.errors import InputRejected, UsageError
from extractors.registry import reader_for
from extractors.source import Source
from kg.console import progress_bar, result
from kg.executors.base import executor_of
from kg.ingest import IngestReport, ingest
from kg.inputs import InputFile, archive_of, find_inputs, ruled_finding_aids
from kg.ledger import Ledger
from kg.pairing import Pairing
from kg.pairs import finding_aid_inputs, pair_up, with_pairs
from kg.planning import PlannedFile, plan
from kg.settings import CODE_PATTERN
from kg.static_graphs import refresh
from kg.store.oxigraph import OxigraphStore
from kg.undescribed import describe_undescribed
from kg.workspace import Workspace, open_workspace
from kg.writing import writing

PARTLY_DONE = 4
SHOWN = 20


@dataclass(frozen=True, slots=True)
class IngestRequest:
    """What to read: paths (none: what sunqar.toml names), whose it is, in which format, with which finding aids.

    strict: end the run at the first file that cannot be read.
    """

    paths: tuple[Path, ...] = ()
    archive: str | None = None
    format: str | None = None
    finding_aids: tuple[Path, ...] = ()
    jobs: int = 0
    strict: bool = False


def ingest_action(path: Path | None, request: IngestRequest, dry_run: bool, as_json: bool, **flags: Any) -> None:
    """``sunqar ingest``; flags: settings, None where the command line does not name them."""
    workspace = open_workspace(path, **flags)
    if dry_run:
        return _dry_run(workspace, request, as_json)
    with writing(workspace, "ingest") as (ledger, store, run):
        report = ingest_stage(workspace, ledger, store, run, request)
    result(report, ingest_lines(report), as_json=as_json)
    leave(report)
    return None


def ingest_stage(
    workspace: Workspace, ledger: Ledger, store: OxigraphStore, run: int, request: IngestRequest
) -> IngestReport:
    """Read everything that is asked for into the work store, and bring the graphs that hang on it up to date."""
    inputs, finding_aids = _inputs(workspace, request)
    with progress_bar() as progress:
        report = ingest(
            workspace, ledger, store, inputs, run,
            finding_aids=finding_aids, executor=executor_of(workspace.settings, request.jobs),
            strict=request.strict, progress=progress,
        )  # fmt: skip
    used = {row[0] for row in ledger.db.execute("SELECT DISTINCT archive FROM file WHERE status = 'done'")}
    refresh(ledger, store, workspace.settings, workspace.iris, used)
    describe_undescribed(ledger, store, workspace.iris)
    store.settle()
    return report


def _inputs(workspace: Workspace, request: IngestRequest) -> tuple[list[InputFile], list[InputFile]]:
    """The files and the finding aids; those of the settings where no path was given."""
    if request.archive and not re.match(CODE_PATTERN, request.archive):
        raise UsageError(
            "INIT001", f"{request.archive!r} is no archive code.", advice="Use small letters, digits, hyphens."
        )
    inputs = find_inputs(workspace, request.paths, request.archive, request.format)
    aids = [
        aid
        for path in request.finding_aids
        for aid in finding_aid_inputs([path], request.archive or archive_of(workspace, path))
    ]
    return inputs, aids + ([] if request.paths else ruled_finding_aids(workspace))


def _dry_run(workspace: Workspace, request: IngestRequest, as_json: bool) -> None:
    """The table of what would be read, whose it is, in which format, and as a page or text of which unit."""
    inputs, aids = _inputs(workspace, request)
    with TemporaryDirectory() as scratch:
        planned = plan(sorted({*inputs, *aids}), Path(scratch))
        pairing = pair_up(planned.files, aids)
        known = workspace.ledger_path.exists()  # nothing is written, not even an empty ledger
        with workspace.ledger() if known else nullcontext() as ledger:
            planned = with_pairs(planned, ledger.db if ledger else None, pairing)
        rows = [_row(file) for file in planned.files]
    rows += [
        {"path": one.shown, "archive": one.archive, "format": f"({one.error.code})", "unit": "", "by": ""}
        for one in planned.unreadable
    ]
    lines = [f"{row['archive']:20} {row['format']:16} {row['path']}{_target(row)}" for row in rows]
    lines += [f"{len(rows)} files, {planned.parts} more are parts of one of them", *pairing_lines(pairing)]
    result({"files": rows, "parts": planned.parts, "pairing": pairing}, lines, as_json=as_json)


def _row(file: PlannedFile) -> dict[str, str]:
    try:
        name = file.format or reader_for(Source.from_path(file.path, file.archive)).name
    except InputRejected as error:
        name = f"({error.code})"
    unit, by = (file.pair.unit, file.pair.by) if file.pair else ("", "")
    return {"path": file.shown, "archive": file.archive, "format": name, "unit": unit, "by": by}


def _target(row: dict[str, str]) -> str:
    return f"  →  {row['unit']}  (by {row['by']})" if row["unit"] else ""


def ingest_lines(report: IngestReport) -> list[str]:
    """The report for a person."""
    lines = [
        f"{report.new} files read ({report.documents} documents, {report.mentions} mentions, "
        f"{report.triples} triples), {report.unchanged} unchanged, {len(report.failed)} failed, "
        f"{len(report.skipped)} of no known format" + (f", {report.parts} read as parts" if report.parts else "")
    ]
    told = (failure.error for failure in report.failed)
    lines += _first([f"  failed: {e.where}: {e.message} [{e.code}]" for e in told if e])
    lines += _first([f"  warning: {path}: {warning}" for path, warning in report.warnings])
    return [*lines, *pairing_lines(report.pairing)]


def pairing_lines(pairing: dict[str, Pairing]) -> Iterator[str]:
    """What was joined to the units of the finding aids, and what on either side has no partner."""
    for archive, one in sorted(pairing.items()):
        busy = len({pair.unit for pair in one.pairs})
        yield f"{archive}: {len(one.pairs)} files belong to {busy} units of the finding aid"
        yield from _first([f"  no unit for: {path}" for path in one.idle_files])
        yield from _first([f"  no file for: {unit}" for unit in one.idle_units])


def _first(lines: list[str]) -> list[str]:
    more = [f"  … and {len(lines) - SHOWN} more: --json lists all"] if len(lines) > SHOWN else []
    return lines[:SHOWN] + more


def leave(report: IngestReport) -> None:
    """End the command with its exit code where some files failed."""
    if report.failed:
        raise typer.Exit(PARTLY_DONE)
