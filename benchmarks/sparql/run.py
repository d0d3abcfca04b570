"""Ask Sunqar and its peers the same twelve questions over the same data, in turn, and compare.

    python benchmarks/sparql/peers.py build/bench/peers
    python benchmarks/sparql/run.py --triples 1000000 --peers build/bench/peers --out build/bench/sparql-1m.json
    python benchmarks/sparql/run.py --workspace build/demo --peers build/bench/peers --out build/bench/sparql-demo.json

Each round asks each question of each system, one after the other, so that whatever else the machine does meets all of
them. Answers are compared as sets of rows; where a system's differ from Sunqar's, or it takes longer than the patience,
the table says so. A system that a question took too long is not asked it again.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from time import perf_counter

import pyoxigraph as ox
from answers import canonical
from peers_started import SYSTEMS
from questions import questions
from report import Timings, page, rows
from systems import System
from workspace import generated

from kg.workspace import open_workspace


def main(arguments: list[str]) -> int:
    """1 where answers disagree."""
    options = _options(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    workspace = options.workspace or generated(options.folder, options.triples)
    edition = open_workspace(workspace).current_edition()
    store = ox.Store.read_only(str(edition.store_path))
    asked = questions(edition, store)
    data = options.folder / f"data-{edition.hash[:12]}" / "data.nt"
    if not data.exists():
        data.parent.mkdir(exist_ok=True)
        store.dump(str(data), ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    del store
    timings = Timings()
    systems = _start(options, workspace, data, timings)
    try:
        _ask(systems, asked, options.rounds, options.patience, timings)
        timings.memory = {system.name: system.mib() for system in systems}
    finally:
        for system in systems:
            system.close()
    lines = sum(1 for _ in data.open("rb"))
    report = {"benchmark": f"Twelve questions over {lines} statements", "rows": rows(timings)}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(report, indent=1, ensure_ascii=False), "utf-8")
    text = page(timings, lines)
    options.out.with_suffix(".md").write_text(text, "utf-8")
    print(text)
    return int(any(said == "differs" for said in timings.remarks.values()))


def _start(options: argparse.Namespace, workspace: Path, data: Path, timings: Timings) -> list[System]:
    started: list[System] = []
    for name in options.systems.split(","):
        begin = perf_counter()
        try:
            started.append(SYSTEMS[name](workspace, data, options.peers.absolute(), data.parent))
        except (OSError, RuntimeError, StopIteration, ValueError) as error:
            timings.left_out[name] = str(error) or type(error).__name__
            print(f"{name} is left out: {error!r}", file=sys.stderr)
            continue
        timings.kinds[started[-1].name] = started[-1].kind
        print(f"{name}: ready after {perf_counter() - begin:.1f} s", file=sys.stderr, flush=True)
    return started


def _ask(systems: list[System], asked: list, rounds: int, patience: float, timings: Timings) -> None:  # type: ignore[type-arg]
    expected: dict[str, object] = {}
    for round_ in range(-1, rounds):  # the first warms up and compares
        for question in asked:
            turn = (round_ + 1) % len(systems)
            for system in systems if round_ < 0 else [*systems[turn:], *systems[:turn]]:
                key = (question.name, system.name)
                if key in timings.remarks:
                    continue
                given = system.ask(question, patience)
                if given.error or given.seconds > patience:
                    timings.remarks[key] = f"failed: {given.error[:80]}" if given.error else f"over {patience:g} s"
                    continue
                if round_ >= 0:
                    timings.add(question.name, system.name, given.seconds)
                    continue
                found = canonical(given.answer)
                if found != expected.setdefault(question.name, found):
                    timings.remarks[key] = "differs"
                    print(f"{key}: another answer than {systems[0].name}", file=sys.stderr)
        print(f"round {round_ + 1} of {rounds} done", file=sys.stderr, flush=True)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=100_000, help="size of the generated data")
    parser.add_argument("--workspace", type=Path, help="ask about this workspace's edition instead")
    parser.add_argument("--peers", type=Path, default=Path("build/bench/peers"))
    parser.add_argument("--folder", type=Path, default=Path("build/bench/sparql"), help="where data is made and kept")
    parser.add_argument("--systems", default=",".join(SYSTEMS), help="of " + ", ".join(SYSTEMS))
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--patience", type=float, default=60.0, help="longest time for one answer, in seconds")
    parser.add_argument("--out", type=Path, default=Path("build/bench/bench_sparql.json"))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
