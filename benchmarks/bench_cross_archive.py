"""Persons that stand in both archives, found by machine linking alone: the editors' identities are withheld.

The letters of two stand-in archives are read without the identities that their editors gave, no list of persons is
given, and what is linked is compared with those identities. The bounds and the weights of ``kg/resolve/context.json``
were set on one half of the persons; both halves are printed.

    python benchmarks/bench_cross_archive.py SHARED [--spans editors|recogniser] [--out build/bench/cross_archive.json]
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import time
from collections import Counter
from pathlib import Path

from kg.ledger import SCHEMA
from kg.resolve.comparisons import Comparisons
from kg.resolve.linkers.names import NameLinker
from kg.resolve.training.measures import bcubed, components, crossing, spanning
from kg.resolve.training.withheld import in_fit, material


def measure(shared: Path, spans: str) -> dict[str, object]:
    """All figures for one way of finding names."""
    read = material(shared, spans)
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    comparisons = Comparisons(db)
    began = time.monotonic()
    judgements = tuple(NameLinker().propose_after(read.candidates, (), comparisons))
    seconds = time.monotonic() - began
    persons = [c.iri for c in read.candidates if c.label == "PERSON"]
    archives = {c.iri: c.archive for c in read.candidates if c.label == "PERSON"}
    clusters = components([c.iri for c in read.candidates], judgements)
    clusters = {iri: clusters[iri] for iri in persons}
    found = spanning(clusters, archives, read.truth)
    lines = (shared / "gold" / "cross_archive_persons_dev.jsonl").read_text("utf-8").splitlines()
    gold = {row["person_id"]: row["name"] for row in map(json.loads, lines)}
    pairs, good = crossing(clusters, archives, read.truth)
    cubes = bcubed(clusters, read.truth)
    names = {c.iri: c.names[0][1] for c in read.candidates}
    there = {person for _, person in found.right}
    return {
        "spans": spans,
        "local entities": len(read.candidates),
        "pairs compared": comparisons.compared,
        "seconds": round(seconds, 1),
        "judgements": dict(Counter(f"{j.verdict} {j.method}" for j in judgements)),
        "spanning clusters": {"right": len(found.right), "wrong": len(found.wrong), "unknown": len(found.unknown)},
        "precision": round(found.precision, 3),
        "recall": round(found.recall(sorted(gold)), 3),
        "recall of the half not fitted on": round(found.recall([p for p in gold if not in_fit(p)]), 3),
        "recall of the half fitted on": round(found.recall([p for p in gold if in_fit(p)]), 3),
        "pairs across": {"all": pairs, "right": good, "precision": round(good / max(1, pairs), 3)},
        "bcubed": {"precision": round(cubes.precision, 3), "recall": round(cubes.recall, 3), "f1": round(cubes.f1, 3)},
        "missed": sorted(name for person, name in gold.items() if person not in there),
        "wrong": sorted(names[iri] for iri in found.wrong),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--spans", choices=("editors", "recogniser"), default="editors")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    answer = json.dumps(measure(arguments.shared, arguments.spans), ensure_ascii=False, indent=1)
    print(answer)
    if arguments.out:
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_text(answer + "\n", "utf-8")


if __name__ == "__main__":
    main()
