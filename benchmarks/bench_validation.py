"""How fast a graph is checked against its shapes, beside pyshacl, and how fast when little changed.

    python benchmarks/bench_validation.py [--copies N] [--peer-copies N] [--out FILE]

The graph is a sound one of two archives, copied under names of its own: documents, mentions, entities, links. "core"
is processor time of one process. pyshacl gets the same shapes (those of RiC-O's facts left out, which are no Turtle)
over fewer copies, since it needs minutes for what takes us seconds; the ratio is over that same smaller graph.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "unit"))

from validation_support import (  # noqa: E402 (the graph and the peer are those of the tests)
    BASE,
    DATA,
    VOCABULARY,
    MemoryStore,
    good_quads,
    oracle,
    own_shapes_text,
)

from kg.shacl.changed import TYPE, Changes  # noqa: E402
from kg.shacl.parse import parse_shapes  # noqa: E402
from kg.validation import own_shapes, touched_by, validate  # noqa: E402


def copies(number: int) -> list[str]:
    """Quads of so many archives' documents; the archive itself is one."""
    made: list[str] = []
    for each in range(number):
        for line in good_quads():
            own = line.replace(f"{DATA}id/", f"{DATA}id/{each}-").replace(f"id/{each}-qna", "id/qna")
            made.append(own.replace("source/one", f"source/{each}"))
    return sorted(set(made))


def timed(work: Callable[[], object]) -> float:
    """Processor seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Measure and print; --out writes the rows as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=2000)
    parser.add_argument("--peer-copies", type=int, default=40)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    rows: list[dict[str, object]] = []

    lines = copies(arguments.copies)
    store = MemoryStore("".join(lines))
    shapes = own_shapes(VOCABULARY, BASE)
    triples = len(store.store)
    seconds = timed(lambda: validate(store.select, shapes))
    rows.append(row("Sunqar, all shapes", triples, seconds))

    last = [line for line in lines if f"{DATA}id/0-" in line.split(" ", 1)[0]]
    changed = [
        (subject, predicate, value.rsplit(" ", 2)[0])
        for subject, predicate, value in (line.split(" ", 2) for line in last)
    ]
    changes = Changes.of(changed, [subject for subject, predicate, _ in changed if predicate == TYPE])
    again = timed(lambda: validate(store.select, shapes, touched=touched_by(store, changes, shapes)))
    rows.append(row(f"Sunqar, {len(changed)} triples changed", triples, again))

    text = own_shapes_text()
    small = "".join(copies(arguments.peer_copies))
    few, same = MemoryStore(small), parse_shapes(text, "shapes")
    ours = timed(lambda: validate(few.select, same))
    theirs = timed(lambda: oracle(small, text))
    rows.append(row("Sunqar, as pyshacl", len(few.store), ours))
    rows.append(row("pyshacl", len(few.store), theirs) | {"ours is faster by": round(theirs / ours, 1)})

    for each in rows:
        print(each)
    if arguments.out:
        report = {"benchmark": "Validation with SHACL", "rows": rows}
        arguments.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def row(measure: str, triples: int, seconds: float) -> dict[str, object]:
    """One line of the table."""
    return {
        "measure": measure,
        "value": round(triples / seconds),
        "unit": "triples/s/core",
        "triples": triples,
        "seconds": round(seconds, 2),
    }


if __name__ == "__main__":
    main()
