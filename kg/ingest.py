"""The ingest stage: files in, one named graph each in the work store, one entry each in the ledger.

Idempotent: a file whose bytes are in, by this software, is skipped. Resumable: the ledger's entry follows the store's
graphs, so a stop between the two only repeats a batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors.errors import RunAborted
from kg.executors.base import Executor
from kg.executors.local import LocalExecutor
from kg.extraction import NOT_RECOGNISED, Outcome, Task, fingerprint
from kg.inputs import InputFile
from kg.ledger import FileResult, Ledger
from kg.loading import Loader
from kg.pairing import Pairing
from kg.pairs import pair_up, record_pairs, with_pairs
from kg.planning import Plan, plan
from kg.store.base import Writer
from kg.workspace import Workspace

Progress = Callable[[int, int, str], None]
"""Called with files finished, files in all, and the name of the last one."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a run of ingest did.

    parts    files that were read as parts of another one
    pairing  by archive, what was joined to the units of its finding aids and what was not
    """

    files: int
    new: int
    unchanged: int
    parts: int
    documents: int
    mentions: int
    triples: int
    failed: tuple[FileResult, ...] = ()
    skipped: tuple[FileResult, ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    pairing: dict[str, Pairing] = field(default_factory=dict)


def ingest(
    workspace: Workspace,
    ledger: Ledger,
    store: Writer,
    inputs: Sequence[InputFile],
    run_number: int,
    *,
    finding_aids: Sequence[InputFile] = (),
    executor: Executor | None = None,
    strict: bool = False,
    progress: Progress = lambda finished, total, name: None,
) -> IngestReport:
    """Bring the inputs and the finding aids into the work store. executor None: processes of this machine.

    strict: RunAborted INGEST002 at the first file that fails; what was read before it stays, and is not read again.
    """
    settings = workspace.settings
    mark = fingerprint(workspace.iris, settings.licence, settings.recognise, settings.tier, settings.min_confidence)
    _sweep(ledger, store, workspace)
    with TemporaryDirectory(dir=workspace.work_path, prefix="unpacked-") as scratch:
        planned = plan(sorted({*inputs, *finding_aids}), Path(scratch), workspace.iris)
        pairing = pair_up(planned.files, finding_aids)
        record_pairs(ledger.db, pairing)
        planned = with_pairs(planned, ledger.db, pairing)
        tasks, unchanged = _tasks(workspace, planned, ledger.done(mark), mark)
        named = {file.shown for file in planned.files if file.named}
        results = [FileResult(one.archive, "", one.shown, mark, error=one.error) for one in planned.unreadable]
        ended = strict and not all(_skipped(result, named) for result in results)
        outcomes = (executor or LocalExecutor(settings.jobs))([] if ended else tasks)
        extracted = _until_one_fails(outcomes, named) if strict else outcomes
        finished, total = unchanged, len(planned.files)
        with Loader(ledger, store, run_number, settings.batch) as loader:
            for outcome in extracted:
                loader.add(outcome)
                finished += 1
                progress(finished, total, outcome.result.path)
        results += loader.results
    report = _report(planned, unchanged, results, named, pairing)
    if strict:
        _refuse_failures(report)
    return report


def _until_one_fails(outcomes: Iterator[Outcome], named: set[str]) -> Iterator[Outcome]:
    """All up to the first failure, which comes last."""
    for outcome in outcomes:
        yield outcome
        if outcome.result.error and not _skipped(outcome.result, named):
            return


def _refuse_failures(report: IngestReport) -> None:
    for failure in report.failed:
        told = failure.error
        if told is None:
            continue
        raise RunAborted(
            "INGEST002",
            f"A file could not be read, and the run was to be strict: {told.message} [{told.code}]",
            where=told.where or failure.path,
            advice="Mend it or leave it out, and run again: what was read is in. Without --strict the others go on.",
        )


def _tasks(
    workspace: Workspace, planned: Plan, done: dict[tuple[str, str], str], mark: str
) -> tuple[list[Task], int]:
    """Tasks for what is new, sorted by content so that the order of arguments cannot matter; and how many are in."""
    settings = workspace.settings
    tasks: dict[tuple[str, str], Task] = {}
    unchanged = 0
    for file in planned.files:
        key = (file.archive, file.key)
        if key in done or key in tasks:
            unchanged += 1
            continue
        tasks[key] = Task(
            str(file.path), file.shown, file.archive, file.key, file.format, workspace.iris, settings.licence,
            settings.recognise, settings.tier, settings.min_confidence, mark, settings.document_seconds, file.pair,
            file.image,
        )  # fmt: skip
    return [tasks[key] for key in sorted(tasks)], unchanged


def _sweep(ledger: Ledger, store: Writer, workspace: Workspace) -> None:
    """Remove source graphs that a stopped run left in the store without an entry in the ledger."""
    known = ledger.graph_hashes()
    prefix = workspace.iris.graph("source/")
    orphans = [name for name in store.graph_names() if name.startswith(prefix) and name not in known]
    if orphans:
        store.replace_graphs(orphans, b"")


def _skipped(result: FileResult, named: set[str]) -> bool:
    """Whether it is of no known format, and nobody asked for just this file."""
    return result.error is not None and result.error.code == NOT_RECOGNISED and result.path not in named


def _report(
    planned: Plan, unchanged: int, results: list[FileResult], named: set[str], pairing: dict[str, Pairing]
) -> IngestReport:
    skipped = [result for result in results if _skipped(result, named)]
    failed = [r for r in results if r.error and r not in skipped]
    read = [r for r in results if r.error is None]
    return IngestReport(
        len(planned.files) + len(planned.unreadable),
        len(read),
        unchanged,
        planned.parts,
        sum(r.documents for r in read),
        sum(r.mentions for r in read),
        sum(r.triples for r in read),
        tuple(sorted(failed, key=lambda r: r.path)),
        tuple(sorted(skipped, key=lambda r: r.path)),
        tuple(sorted((r.path, warning) for r in read for warning in r.warnings)),
        pairing,
    )
