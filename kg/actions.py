"""What each command does, once its arguments are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from time import monotonic

import typer

from extractors.errors import UsageError
from kg.console import progress_bar, result, say
from kg.executors import settle_in
from kg.ingest import IngestReport, ingest
from kg.inputs import find_inputs
from kg.ledger import Ledger
from kg.settings import CODE_PATTERN
from kg.static_graphs import refresh
from kg.store.oxigraph import OxigraphStore
from kg.workspace import Workspace, init_workspace, open_workspace

PARTLY_DONE = 4
SHOWN = 20


def init_action(folder: Path, base_iri: str | None, archives: list[str], as_json: bool) -> None:
    """``sunqar init``."""
    names = {}
    for item in archives:
        code, _, name = item.partition("=")
        if not re.match(CODE_PATTERN, code):
            raise UsageError(
                "INIT001",
                f"{code!r} is no archive code.",
                advice="Use small letters, digits and hyphens: --archive naq='National Archives of Qatar'.",
            )
        names[code] = name or code
    made = init_workspace(folder, base_iri, names)
    lines = [f"A workspace was made in {folder}.", f"Next: sunqar build SCANS… --workspace {folder}"]
    result({"workspace": str(made.path), "base_iri": made.settings.base_iri}, lines, as_json=as_json)


def ingest_action(
    path: Path | None,
    paths: list[Path],
    archive: str | None,
    format_: str | None,
    jobs: int,
    dry_run: bool,
    as_json: bool,
) -> None:
    """``sunqar ingest``."""
    workspace = open_workspace(path)
    if dry_run:
        return _dry_run(workspace, paths, archive, format_, as_json)
    with _writing(workspace, "ingest") as (ledger, store, run):
        report = _ingest(workspace, ledger, store, run, paths, archive, format_, jobs)
    result(report, _ingest_lines(report), as_json=as_json)
    _leave(report)
    return None


def build_action(
    path: Path | None, paths: list[Path], archive: str | None, format_: str | None, jobs: int, as_json: bool
) -> None:
    """``sunqar build``: ingest, link, infer, publish."""
    from kg.inference import infer
    from kg.linking import link
    from kg.publish import Published, publish, unchanged

    workspace = open_workspace(path)
    links = None
    times: dict[str, float] = {}
    with _writing(workspace, "build") as (ledger, store, run):
        with _timed(times, "ingest"):
            report = _ingest(workspace, ledger, store, run, paths, archive, format_, jobs)
        for line in _ingest_lines(report):
            say(line)
        same = unchanged(workspace, ledger)
        if same is None:
            with _timed(times, "link"):
                links = link(ledger, store, workspace.iris)
            say(f"linked: {links.entities} entities, {links.across_archives} of them in more than one archive")
            with _timed(times, "infer"):
                infer(ledger, store, workspace.iris)
        with _timed(times, "publish"):
            published = Published(same, False) if same else publish(workspace, ledger, store, jobs)
    edition = published.edition
    word = "published" if published.new else "unchanged"
    triples = edition.manifest["counts"]["triples"]
    lines = [f"edition {edition.number} {word}: {triples} triples, hash {edition.hash[:12]}"]
    value = {
        "ingest": report,
        "link": links,
        "edition": edition.number,
        "hash": edition.hash,
        "new": published.new,
        "seconds": times,
    }
    say("seconds: " + ", ".join(f"{stage} {seconds}" for stage, seconds in times.items()))
    result(value, lines, as_json=as_json)
    _leave(report)


@contextmanager
def _timed(times: dict[str, float], stage: str) -> Iterator[None]:
    started = monotonic()
    yield
    times[stage] = round(monotonic() - started, 1)


def link_action(path: Path | None, as_json: bool) -> None:
    """``sunqar link``."""
    from kg.linking import link

    workspace = open_workspace(path)
    with _writing(workspace, "link") as (ledger, store, _):
        report = link(ledger, store, workspace.iris)
    lines = [
        f"{report.local_entities} local entities are {report.entities} entities; "
        f"{report.across_archives} of them stand in more than one archive.",
        f"{report.same} judgements join, {report.suggested} only suggest.",
    ]
    result(report, lines, as_json=as_json)


def infer_action(path: Path | None, as_json: bool) -> None:
    """``sunqar infer``."""
    from kg.inference import infer

    workspace = open_workspace(path)
    with _writing(workspace, "infer") as (ledger, store, _):
        added = infer(ledger, store, workspace.iris)
    result(added, [f"{rule}: {count} triples" for rule, count in added.items()], as_json=as_json)


def publish_action(path: Path | None, rollback: int | None, as_json: bool) -> None:
    """``sunqar publish``."""
    from kg.publish import publish, switch

    workspace = open_workspace(path)
    if rollback is not None:
        with workspace.lock():
            edition, new = switch(workspace, rollback), False
        word = "served again"
    else:
        with _writing(workspace, "publish") as (ledger, store, _):
            published = publish(workspace, ledger, store)
        edition, new = published.edition, published.new
        word = "published" if new else "unchanged: nothing new to publish"
    value = {"edition": edition.number, "hash": edition.hash, "new": new}
    result(value, [f"edition {edition.number} {word}, hash {edition.hash[:12]}"], as_json=as_json)


@contextmanager
def _writing(workspace: Workspace, command: str) -> Iterator[tuple[Ledger, OxigraphStore, int]]:
    """The workspace held for writing, the run noted in the ledger with its end."""
    settle_in()
    with workspace.lock(), workspace.ledger() as ledger:
        run = ledger.start_run(command, version("sunqar"))
        try:
            yield ledger, workspace.work_store(), run
        except BaseException as error:
            ledger.end_run(run, f"{type(error).__name__}: {error}"[:500])
            raise
        ledger.end_run(run, "ok")


def _ingest(
    workspace: Workspace, ledger: Ledger, store: OxigraphStore, run: int, paths: list[Path],
    archive: str | None, format_: str | None, jobs: int,
) -> IngestReport:  # fmt: skip
    if archive and not re.match(CODE_PATTERN, archive):
        raise UsageError("INIT001", f"{archive!r} is no archive code.", advice="Use small letters, digits, hyphens.")
    inputs = find_inputs(workspace, paths, archive, format_)
    with progress_bar() as progress:
        report = ingest(workspace, ledger, store, inputs, run, jobs=jobs, progress=progress)
    used = {row[0] for row in ledger.db.execute("SELECT DISTINCT archive FROM file WHERE status = 'done'")}
    refresh(ledger, store, workspace.settings, workspace.iris, used)
    return report


def _dry_run(
    workspace: Workspace, paths: list[Path], archive: str | None, format_: str | None, as_json: bool
) -> None:
    from extractors.errors import InputRejected
    from extractors.registry import reader_for
    from extractors.source import Source

    rows = []
    for file in find_inputs(workspace, paths, archive, format_):
        try:
            name = file.format or reader_for(Source.from_path(file.path, file.archive)).name
        except InputRejected as error:
            name = f"({error.code})"
        rows.append({"path": str(file.path), "archive": file.archive, "format": name})
    lines = [f"{row['archive']:20} {row['format']:16} {row['path']}" for row in rows]
    result({"files": rows}, [*lines, f"{len(rows)} files"], as_json=as_json)


def _ingest_lines(report: IngestReport) -> list[str]:
    lines = [
        f"{report.new} files read ({report.documents} documents, {report.mentions} mentions, "
        f"{report.triples} triples), {report.unchanged} unchanged, {len(report.failed)} failed, "
        f"{len(report.skipped)} of no known format"
    ]
    for failure in report.failed[:SHOWN]:
        error = failure.error
        lines.append(f"  failed: {error.where or failure.path}: {error.message} [{error.code}]" if error else "")
    if len(report.failed) > SHOWN:
        lines.append(f"  … and {len(report.failed) - SHOWN} more: --json lists all")
    for path, warning in report.warnings[:SHOWN]:
        lines.append(f"  warning: {path}: {warning}")
    return lines


def _leave(report: IngestReport) -> None:
    if report.failed:
        raise typer.Exit(PARTLY_DONE)
