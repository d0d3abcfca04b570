"""Cuts the texts of an edition's graphs into columns, on all cores."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Never

from extractors.errors import RunAborted
from extractors.workers import default_jobs, run
from kg.columns.layout import INDEX, key_of
from kg.columns.pattern import TYPE
from kg.gate import GraphHash
from kg.store.named import APART
from kg.store.oxigraph import OxigraphStore
from kg.store.texts import GraphTexts, TextMissing

PARTS = 4
"""Pieces of work a process: enough that no core waits long for another."""
_HELD = 400_000
"""Lines in memory before they are written out."""


@dataclass(frozen=True, slots=True)
class _Task:
    """Graphs whose lines go to the same files. apart: a graph that has files of its own, by its IRI."""

    folder: str
    number: int
    graphs: tuple[tuple[str, str], ...]
    store: str
    texts: str
    apart: str


def write_columns(
    folder: Path, store: Path, graphs: Mapping[str, GraphHash], texts: GraphTexts, sources: str, jobs: int = 0
) -> None:
    """Make the columns of all graphs of the store at that path but those that stand apart; folder is made.

    sources: what the IRIs of source graphs begin with. Any other graph can be read by itself too.
    """
    folder.mkdir(parents=True)
    shown = [graph for graph in graphs.values() if APART not in graph.name]
    alone = [[graph] for graph in shown if not graph.name.startswith(sources)]
    jobs = jobs or default_jobs()
    shared = _balanced([graph for graph in shown if graph.name.startswith(sources)], PARTS * jobs)
    tasks = [
        _Task(
            str(folder), number, tuple((graph.name, graph.sha256) for graph in part), str(store), str(texts.path),
            "" if part[0].name.startswith(sources) else part[0].name,
        )
        for number, part in enumerate(sorted(alone + shared, key=_size, reverse=True))
    ]  # fmt: skip
    columns: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for task, found in zip(tasks, run(_cut, tasks, max(1, min(jobs, len(tasks))), _died), strict=True):
        for key, (name, lines) in found.items():
            columns[key].append((name, task.apart, lines))
    index = {"columns": columns, "texts": str(texts.path), "digests": {one.name: one.sha256 for one in graphs.values()}}
    (folder / INDEX).write_text(json.dumps(index), encoding="utf-8")


def _balanced(graphs: Iterable[GraphHash], parts: int) -> list[list[GraphHash]]:
    """About the same number of triples in each part."""
    made: list[list[GraphHash]] = [[] for _ in range(parts)]
    sizes = [0] * parts
    for graph in sorted(graphs, key=lambda one: (-one.triples, one.name)):
        least = sizes.index(min(sizes))
        made[least].append(graph)
        sizes[least] += graph.triples
    return [part for part in made if part]


def _size(part: Sequence[GraphHash]) -> tuple[int, str]:
    return sum(graph.triples for graph in part), part[0].name


def _cut(task: _Task) -> dict[str, tuple[str, int]]:
    """Write the columns of some graphs; by key, the file's name and its lines."""
    try:
        return _cut_from(task, GraphTexts(Path(task.texts)))
    except TextMissing:  # a kept text is damaged, which is known only after its lines were taken: all from the store
        for path in Path(task.folder).glob(f"{task.number}-*"):
            path.unlink()
        return _cut_from(task, None)


def _cut_from(task: _Task, texts: GraphTexts | None) -> dict[str, tuple[str, int]]:
    columns: dict[str, list[str]] = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    names: dict[str, str] = {}
    held = 0

    def write_out() -> None:
        for key, lines in columns.items():
            name = names.setdefault(key, f"{task.number}-{len(names)}")
            with (Path(task.folder) / name).open("a", encoding="utf-8", newline="\n") as handle:
                handle.write("\n".join(lines) + "\n")
            counts[key] += len(lines)
        columns.clear()

    for graph, digest in task.graphs:
        end = len(f" <{graph}> .\n")
        for line in _lines(task, texts, graph, digest):
            subject, predicate, rest = line.split(" ", 2)
            if predicate == TYPE:
                columns[key_of(predicate, rest[:-end])].append(subject)
            else:
                columns[predicate].append(f"{subject} {rest[:-end]}")
            held += 1
            if held > _HELD:
                write_out()
                held = 0
    write_out()
    return {key: (names[key], count) for key, count in counts.items()}


def _lines(task: _Task, texts: GraphTexts | None, graph: str, digest: str) -> Iterator[str]:
    """A graph's lines, from its kept text where there is one. TextMissing where that turns out to be damaged."""
    given = False
    try:
        if texts is None:
            raise TextMissing
        for block in texts.blocks(digest):
            given = True
            yield from map(bytes.decode, block)
    except TextMissing:
        if given:
            raise
        yield from OxigraphStore(Path(task.store), read_only=True).graph_lines(graph)


def _died(task: _Task) -> Never:
    raise RunAborted(
        "GATE001",
        "A process that took the graph apart was killed or crashed, twice.",
        where=task.graphs[0][0],
        advice="Free memory, then run the same command again.",
    )
