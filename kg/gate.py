"""Work over a checkpoint that nobody writes, spread over processes: hashing of graphs, shapes, index, statistics."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Never

from extractors.errors import RunAborted
from extractors.workers import default_jobs, run
from kg.columns.read import ColumnReader
from kg.iri import Iris
from kg.rdf.graph import graph_sha256
from kg.shacl.changed import Changes
from kg.shacl.model import Shape
from kg.shacl.origin import FileOf, located
from kg.shacl.plan import Planner
from kg.shacl.report import Report, gravest_first
from kg.shacl.touched import Touched
from kg.store.base import Reader
from kg.store.oxigraph import OxigraphStore
from kg.updates.delta import Delta, Updater
from kg.validation import planner_for, touched_by, validate

GRAPHS_A_TASK = 32
FACTS_A_TASK = 60

Maker = Callable[[Path, Reader, Iris], object]
"""A function at the top of a module that writes one file about the store."""


@dataclass(frozen=True, slots=True)
class Files:
    """Files that are made of the store while it is checked.

    makers    by the path of each
    iris      those of the workspace
    columns   gives the folder of the store's columns (``kg.columns``); called before a file is made whole
    updaters  by path, what may make the file from that of the edition before, whose path is in ``before``
    old       path of the store of the edition before
    delta     file that holds the ``Delta`` from it; '' where no edition is followed
    """

    makers: Mapping[Path, Maker]
    iris: Iris
    columns: Callable[[], Path] | None = None
    updaters: Mapping[Path, Updater] = field(default_factory=dict)
    before: Mapping[Path, Path] = field(default_factory=dict)
    old: str = ""
    delta: str = ""


@dataclass(frozen=True, slots=True)
class GraphHash:
    """What a graph holds: sha256 of its canonical N-Quads, and how many there are. error: it cannot be read whole."""

    name: str
    sha256: str
    triples: int
    error: str = ""


@dataclass(frozen=True, slots=True)
class _Task:
    """One piece of work on the store at path: graphs to hash, shapes to check, or a file to make of it.

    changes: the file that holds what changed since the store last conformed; '': look at all of it
    columns: folder of the store's columns, to make a file of; '' where there are none
    update, before, old, delta: as ``Files`` has them, for one file
    """

    path: str
    graphs: tuple[str, ...] = ()
    shapes: tuple[Shape, ...] = ()
    changes: str = ""
    limit: int = 0
    make: Maker | None = None
    output: str = ""
    iris: Iris | None = None
    columns: str = ""
    update: Updater | None = None
    before: str = ""
    old: str = ""
    delta: str = ""


def hash_graphs(path: Path, names: Sequence[str], jobs: int = 0) -> dict[str, GraphHash]:
    """Read the named graphs of the store at path; those that are empty are left out."""
    tasks = [
        _Task(str(path), graphs=tuple(names[start : start + GRAPHS_A_TASK]))
        for start in range(0, len(names), GRAPHS_A_TASK)
    ]
    made: dict[str, GraphHash] = {}
    for outcome in run(_hash, tasks, _workers(jobs, tasks), _died):
        made.update({found.name: found for found in outcome if found.triples or found.error})
    return dict(sorted(made.items()))


def check_shapes(
    path: Path,
    shapes: Sequence[Shape],
    *,
    limit: int = 100,
    jobs: int = 0,
    files: Files | None = None,
    changes: Changes | None = None,
    file_of: FileOf | None = None,
) -> Report:
    """Validate the store at path against the shapes; beside it, make the files that are asked for.

    changes: look only at what they touch (see ``kg.changes``). file_of: say file and line of what is found.
    """
    tasks = list(_file_tasks(path, files)) if files else []
    with TemporaryDirectory() as folder:
        kept = ""
        if changes is not None:
            kept = str(Path(folder) / "changes")
            Path(kept).write_text(json.dumps(changes.as_lists()), encoding="utf-8")
        # What changed is read once for all shapes; of the whole, each task reads what it needs.
        batches = _batches(shapes) if changes is None else [tuple(shapes)]
        tasks += [_Task(str(path), shapes=some, limit=limit, changes=kept) for some in batches]
        reports = list(run(_check, tasks, _workers(jobs, tasks), _died))
        if files and (declined := [task for task, report in zip(tasks, reports, strict=True) if report is None]):
            columns = str(files.columns()) if files.columns else ""
            whole = [replace(task, update=None, columns=columns) for task in declined]
            list(run(_check, whole, _workers(jobs, whole), _died))
    made = [report for report in reports if report is not None]
    findings = sorted((finding for report in made for finding in report.findings), key=gravest_first)
    report = Report(tuple(findings), len(shapes), sum(report.checks for report in made))
    return located(report, _open(str(path)).select, file_of) if file_of and findings else report


def _file_tasks(path: Path, files: Files) -> Iterator[_Task]:
    """Those that have an updater are tried with it; without one, columns are needed at once."""
    follows = {output for output in files.makers if files.delta and output in files.updaters}
    rest = [output for output in files.makers if output not in follows]
    columns = str(files.columns()) if rest and files.columns else ""
    for output, make in sorted(files.makers.items()):
        task = _Task(str(path), make=make, output=str(output), iris=files.iris, columns=columns)
        if output in follows:
            before = str(files.before[output])
            task = replace(task, update=files.updaters[output], before=before, old=files.old, delta=files.delta)
        yield task


def _batches(shapes: Sequence[Shape]) -> list[tuple[Shape, ...]]:
    """One rule a task, since some take long; of the many small ones of RiC-O's facts many a task."""
    own = [shape for shape in shapes if "/shape/rico/" not in shape.name]
    facts = [shape for shape in shapes if "/shape/rico/" in shape.name]
    made: list[tuple[Shape, ...]] = [(replace(shape, rules=(rule,)),) for shape in own for rule in shape.rules]
    return made + [tuple(facts[start : start + FACTS_A_TASK]) for start in range(0, len(facts), FACTS_A_TASK)]


def _hash(task: _Task) -> list[GraphHash]:
    store = _open(task.path)
    made = []
    for name in task.graphs:
        try:
            lines = store.graph_lines(name)
            made.append(GraphHash(name, graph_sha256(lines), len(lines)))
        except (OSError, UnicodeDecodeError) as error:
            made.append(GraphHash(name, "", 0, str(error)))
    return made


def _check(task: _Task) -> Report | None:
    """None where the file of the task could not be made from that of the edition before."""
    if task.make and task.iris and not _made(task, task.make, task.iris):
        return None
    touched = _touched(task) if task.changes else None
    planner = _planner(task.path)
    return validate(_open(task.path).select, task.shapes, limit=task.limit, planner=planner, touched=touched)


def _made(task: _Task, make: Maker, iris: Iris) -> bool:
    store, output = _open(task.path), Path(task.output)
    if task.update is not None:
        before = Path(task.before)
        if before.is_file() and task.update(output, before, store, _open(task.old), iris, _delta(task.delta)):
            return True
        output.unlink(missing_ok=True)
        return False
    make(output, ColumnReader(store, Path(task.columns)) if task.columns else store, iris)
    return True


@cache
def _delta(path: str) -> Delta:
    return Delta.load(Path(path))


@cache
def _open(path: str) -> OxigraphStore:
    return OxigraphStore(Path(path), read_only=True)


@cache
def _planner(path: str) -> Planner:
    return planner_for(_open(path).select)


def _touched(task: _Task) -> Touched:
    changes = Changes.of_lists(json.loads(Path(task.changes).read_text(encoding="utf-8")))
    return touched_by(_open(task.path), changes, task.shapes)


def _workers(jobs: int, tasks: Sequence[_Task]) -> int:
    return max(1, min(jobs or default_jobs(), len(tasks)))


def _died(task: _Task) -> Never:
    raise RunAborted(
        "GATE001",
        "A process that checked the graph was killed or crashed, twice.",
        where=task.graphs[0] if task.graphs else task.shapes[0].name if task.shapes else "",
        advice="Free memory, then run the same command again.",
    )
