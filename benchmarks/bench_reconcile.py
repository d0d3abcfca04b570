"""Names reconciled through the API as OpenRefine does it, beside ``sunqar match`` over the same candidates.

    python benchmarks/bench_reconcile.py [SHARED]

200 questions of the thirteen sets of ``../shared/names/match`` that no weight was fitted to; their answers, and names
of the same sets beside them, become an authority list of persons and places, the list an edition, the edition is
served, and the questions are sent in batches of the size that the manifest tells. Told are: how often the right one
comes first, here and by ``sunqar match``; how many are said to match and how many of these are right; the time a batch
takes. Nothing is measured where the folder is absent.
"""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

from kg.resolve.names.stream import answerer
from kg.resolve.training.match_sets import for_fitting

ROOT = Path(__file__).parents[1]
COUNT, OTHERS = 200, 800
TYPES = {"person": "Person", "place": "Place"}


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def sample(folder: Path) -> tuple[list[dict[str, Any]], dict[str, list[str]]]:
    """Questions from all sets in turn, with the name that is meant; the names to choose from, by kind."""
    asked: list[dict[str, Any]] = []
    names: dict[str, list[str]] = {kind: [] for kind in TYPES}
    paths = sorted(folder.glob("*.queries.jsonl"))
    for path in paths:
        known = {each["id"]: each["name"] for each in lines(path.with_name(path.name.replace("queries", "candidates")))}
        fresh = [each for each in lines(path) if not for_fitting(each["id"])][: COUNT // len(paths) + 1]
        asked += [each | {"means": known[each["gold"]]} for each in fresh]
        names[fresh[0]["kind"]] += [known[each["gold"]] for each in fresh] + list(known.values())[
            : OTHERS // len(paths)
        ]
    return asked[:COUNT], {kind: list(dict.fromkeys(found)) for kind, found in names.items()}


def edition(folder: Path, names: dict[str, list[str]]) -> Path:
    """A workspace with an edition of these names."""
    workspace, table = folder / "w", folder / "names.csv"
    with table.open("w", encoding="utf-8", newline="") as target:
        rows = csv.writer(target)
        rows.writerow(("id", "kind", "name_en"))
        rows.writerows((f"m:{kind}{at}", kind, name) for kind in names for at, name in enumerate(names[kind]))
    command = [sys.executable, "-c", "from kg.cli import main; main()"]
    for step in (
        ["init", workspace, "--archive", "list=List"],
        ["ingest", table, "--format", "authority-table", "--archive", "list", "-w", workspace],
        ["link", "-w", workspace],
        ["publish", "-w", workspace],
    ):
        subprocess.run([*command, *map(str, step)], check=True, capture_output=True)
    return workspace


def reconciled(address: str, asked: list[dict[str, Any]]) -> tuple[list[list[dict[str, Any]]], list[float]]:
    """The candidates of each question, and the seconds of each batch."""
    size = json.load(urlopen(f"{address}/reconcile"))["batchSize"]
    found: list[list[dict[str, Any]]] = []
    seconds = []
    for start in range(0, len(asked), size):
        batch = {
            f"q{at}": {"query": each["name"], "lang": each["lang"], "type": TYPES[each["kind"]]}
            for at, each in enumerate(asked[start : start + size])
        }
        body, began = urlencode({"queries": json.dumps(batch)}).encode(), time.monotonic()
        told = json.load(urlopen(f"{address}/reconcile", body))
        seconds.append(time.monotonic() - began)
        found += [told[key]["result"] for key in batch]
    return found, seconds


def by_match(folder: Path, asked: list[dict[str, Any]], names: dict[str, list[str]]) -> int:
    """How often ``sunqar match`` has the right one first."""
    right = 0
    for kind, known in names.items():
        listed = folder / f"{kind}.jsonl"
        listed.write_text("".join(json.dumps({"id": name, "name": name}) + "\n" for name in known), "utf-8")
        match = answerer(listed)
        of_kind = [each for each in asked if each["kind"] == kind]
        right += sum((match(each)["matches"] or [{"id": ""}])[0]["id"] == each["means"] for each in of_kind)
    return right


def main(shared: Path) -> None:
    """Print the figures and write ``build/bench/reconcile.json``."""
    sets = shared / "names" / "match"
    if not sets.is_dir():
        print(f"{sets} is not here: nothing measured.")
        return
    asked, names = sample(sets)
    with tempfile.TemporaryDirectory() as folder:
        workspace = edition(Path(folder), names)
        server = subprocess.Popen(
            [sys.executable, "-c", "from kg.cli import main; main()", "serve", "-w", str(workspace), "--port", "0"],
            stderr=subprocess.PIPE, text=True, env=os.environ | {"SUNQAR_QUERY_TIMEOUT_S": "120"},
        )  # fmt: skip
        try:
            address = re.search(r"http://[^/\s]+", (server.stderr.readline() if server.stderr else "")) or [""]
            found, seconds = reconciled(address[0], asked)
        finally:
            server.terminate()
            server.wait()
        matched = by_match(Path(folder), asked, names)
    right = [bool(each) and each[0]["name"] == one["means"] for one, each in zip(asked, found, strict=True)]
    said = [good for good, each in zip(right, found, strict=True) if each and each[0]["match"]]
    report = {
        "benchmark": "Reconciliation",
        "questions": len(asked),
        "candidates": {kind: len(known) for kind, known in names.items()},
        "first, service": sum(right),
        "first, sunqar match": matched,
        "said to match": len(said),
        "of these right": sum(said),
        "seconds a batch": sorted(round(each, 2) for each in seconds),
    }
    for name, value in report.items():
        print(f"{name:22} {value}")
    out = ROOT / "build" / "bench"
    out.mkdir(parents=True, exist_ok=True)
    (out / "reconcile.json").write_text(json.dumps(report, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared")
