"""Bulk load beside ``oxigraph load``, and publishing by stages: whole, then again after one more volume of documents.

    python benchmarks/bench_publish.py [--triples 100000] [--rounds 2] [--workspace DIR] [--out FILE]

The data are generated archives (``benchmarks/sparql/generate.py``). Each round loads the same N-Quads by Sunqar and by
the server's own loader, in turn. Sunqar's store holds each statement twice, in its graph and in the union of all; the
ratio is of statements given. CPU seconds are those of all processes and threads: on a machine that does other work too,
they say more than the time on the clock. ``--workspace``: publish a copy of this one whole instead, and nothing else.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parent / "sparql"))

from generate import ARCHIVES, RECORDS_A_GRAPH, TRIPLES_A_RECORD, Generator

import kg.publish
from kg.derived import rebuild
from kg.loading import BATCH_BYTES
from kg.rdf.graph import named_graph
from kg.static_graphs import refresh
from kg.store.oxigraph import OxigraphStore
from kg.workspace import init_workspace, open_workspace
from kg.writing import writing
from ontology.terms import RICO

STAGES = {
    "count the store": "_checked_graphs", "protect living persons": "protect", "columns": "write_columns",
    "summaries": "add_summaries", "find changes": "changes_since", "shapes and files": "check_shapes",
    "manifest": "_manifest", "sync": "_sync_tree",
}  # fmt: skip
Row = dict[str, Any]


def main(arguments: list[str]) -> None:
    options = _options(arguments)
    rows: list[Row] = []
    with TemporaryDirectory(dir=options.folder) as folder:
        if options.workspace:
            copy = Path(folder) / "workspace"
            shutil.copytree(options.workspace, copy, ignore=shutil.ignore_patterns("editions"))
            (copy / "editions").mkdir()
            rows += _published(copy, "whole")
        else:
            graphs = Path(folder) / "graphs"
            held_back = _generate(graphs, options.triples)
            rows += _loads(graphs, Path(folder), options.rounds)
            rows += _twice(graphs, held_back, Path(folder) / "workspace")
    rows.append({"measure": "memory, largest process", "value": _largest_mib(), "unit": "MiB"})
    title = f"Publishing, machine load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps({"benchmark": title, "rows": rows}, indent=1), "utf-8")
    print(title)
    for row in rows:
        print(*(f"{value:.2f}" if isinstance(value, float) else value for value in row.values()), sep="\t")


def _generate(folder: Path, triples: int) -> re.Pattern[str]:
    """Write each graph to a file; returns what finds the lines about the documents of the last volume."""
    folder.mkdir()
    init_workspace(folder / "names", None, {code: code for code in ARCHIVES})
    iris = open_workspace(folder / "names").iris
    shutil.rmtree(folder / "names")
    records = triples // TRIPLES_A_RECORD
    for number, (name, lines) in enumerate(Generator(records, iris).graphs()):
        (folder / f"{number:05}").write_bytes(named_graph(name, set(lines)).nquads)
    first = (records - 1) // RECORDS_A_GRAPH * RECORDS_A_GRAPH
    last = "|".join(str(one) for one in range(first, records))
    mentions = "|".join(str(one) for one in range(first * 8, records * 8))
    return re.compile(rf"/id/(?:record/record-(?:{last})|local/local-(?:{mentions}))>")


def _loads(graphs: Path, folder: Path, rounds: int) -> Iterator[Row]:
    data = folder / "all.nq"
    with data.open("wb") as target:
        for path in sorted(graphs.iterdir()):
            target.write(path.read_bytes())
    lines = sum(1 for _ in data.open("rb"))
    server = Path(sys.executable).with_name("oxigraph")
    spent: dict[str, list[tuple[float, float]]] = {"Sunqar": [], "oxigraph load": []}
    for _ in range(rounds):
        for name in spent:
            store = folder / "loaded"
            with _clock() as took:
                if name == "Sunqar":
                    _load(store, data)
                else:
                    command = [str(server), "load", "--location", str(store), "--file", str(data)]
                    subprocess.run(command, check=True, capture_output=True)
            spent[name].append((took["seconds"], took["cpu"]))
            shutil.rmtree(store)
    for name, each in spent.items():
        for at, unit in enumerate(("s", "CPU s")):
            best = min(one[at] for one in each)
            yield {"measure": f"load {lines} quads, {name}", "value": best, "unit": unit}
    for at, unit in enumerate(("by the clock", "by CPU")):
        ratio = min(one[at] for one in spent["oxigraph load"]) / min(one[at] for one in spent["Sunqar"])
        yield {"measure": f"speed of Sunqar over oxigraph load, {unit}", "value": ratio, "unit": ""}


def _load(path: Path, data: Path) -> None:
    """As ingest loads: whole lines, a batch at a time."""
    store = OxigraphStore(path)
    with data.open("rb") as source:
        while batch := b"".join(source.readlines(BATCH_BYTES)):
            store.replace_graphs((), batch)
    store.flush()


def _twice(graphs: Path, held_back: re.Pattern[str], path: Path) -> Iterator[Row]:
    """Publish all but one volume, then with it."""
    init_workspace(path, None, {code: code for code in ARCHIVES})
    workspace = open_workspace(path)
    files = sorted(graphs.iterdir())
    volume, resolved = files[-3], files[-1]
    with writing(workspace, "build") as (ledger, store, _):
        refresh(ledger, store, workspace.settings, workspace.iris, set(ARCHIVES))
        for file in files:
            lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
            if file == resolved:
                lines = _without(lines, held_back)
            if file != volume:
                _rebuild(ledger, store, lines)
    yield from _published(path, "whole")
    with writing(workspace, "build") as (ledger, store, _), _clock() as took:
        for file in (volume, resolved):
            _rebuild(ledger, store, file.read_text(encoding="utf-8").splitlines(keepends=True))
    yield {"measure": "load one volume more", "value": took["seconds"], "unit": "s"}
    yield from _published(path, "one volume more")


def _without(lines: list[str], held_back: re.Pattern[str]) -> list[str]:
    """The resolved graph before those documents: without what they say, and without whom only they name."""
    kept = [line for line in lines if not held_back.search(line)]
    joins = f" <{RICO.isEquivalentTo}> "
    named = [{line.partition(" ")[0] for line in each if joins in line} for each in (lines, kept)]
    unnamed = named[0] - named[1]
    return [line for line in kept if unnamed.isdisjoint(line.split(" ")[::2])]


def _rebuild(ledger: Any, store: OxigraphStore, lines: list[str]) -> None:
    name = lines[0][lines[0].rindex("<") + 1 : -4]
    end = len(f" <{name}> .\n")
    rebuild(ledger, store, named_graph(name, [line[:-end] for line in lines]))


def _published(path: Path, what: str) -> Iterator[Row]:
    """Publish; the time of each stage."""
    workspace = open_workspace(path)
    rows: list[Row] = []
    with _timed(rows, what), writing(workspace, "publish") as (ledger, store, _), _clock() as took:
        edition = kg.publish.publish(workspace, ledger, store).edition
    yield from rows
    triples = edition.manifest["counts"]["triples"]
    yield {"measure": f"publish, {what}, {triples} triples", "value": took["seconds"], "unit": "s"}
    yield {"measure": f"publish, {what}, {triples} triples", "value": took["cpu"], "unit": "CPU s"}


@contextmanager
def _timed(rows: list[Row], what: str) -> Iterator[None]:
    """Note how long each stage of publishing takes."""
    plain = {name: getattr(kg.publish, name) for name in STAGES.values()}

    def timed(stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(work)
        def wrapped(*given: Any, **named: Any) -> Any:
            with _clock() as took:
                made = work(*given, **named)
            rows.append({"measure": f"publish, {what}: {stage}", "value": took["seconds"], "unit": "s"})
            return made

        return wrapped

    for stage, name in STAGES.items():
        setattr(kg.publish, name, timed(stage, plain[name]))
    try:
        yield
    finally:
        for name, work in plain.items():
            setattr(kg.publish, name, work)


@contextmanager
def _clock() -> Iterator[dict[str, float]]:
    """seconds and cpu, the latter of this process and of its children that have ended."""
    took: dict[str, float] = {}
    start, spent = perf_counter(), _cpu()
    yield took
    took["seconds"], took["cpu"] = perf_counter() - start, _cpu() - spent


def _cpu() -> float:
    each = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in each)


def _largest_mib() -> int:
    each = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return max(one.ru_maxrss for one in each) // 1024


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=100_000, help="size of the generated data")
    parser.add_argument("--rounds", type=int, default=2, help="of loading")
    parser.add_argument("--workspace", type=Path, help="publish a copy of this workspace instead")
    parser.add_argument("--folder", type=Path, help="where data is made; removed afterwards")
    parser.add_argument("--out", type=Path, default=Path("build/bench/bench_publish.json"))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
