"""Durability: stages killed at random moments, every kind of write made to fail, bits flipped in every kind of file.

    python benchmarks/bench_durability.py [--kills N] [--flips N] [--writes all|N] [--seed N] [--out FILE]

Kills: each run begins from a prepared workspace, is killed with SIGKILL after a random share of the time that its stage
takes, and is done again, a quarter of them killed in that, too; it counts as converged where all graphs have the hashes
of an undisturbed run, nothing that was acknowledged is lost, and all sums hold. Writes: the first and the last write of
each kind (operation and file, or statement) fails once, or from then on. Flips: half of them by file, half by byte.
Ends with code 1 where any run fails.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import failing  # noqa: E402
import flipping  # noqa: E402
import killing  # noqa: E402

WEIGHTS = {"ingest": 4, "link": 4, "infer": 3, "publish": 4, "republish": 6, "rebuild": 6, "take back": 3,
           "upgrade": 3, "upgrade alone": 2, "review": 3, "write": 3, "backup": 2, "restore": 2}  # fmt: skip
TWICE = 0.25
"""Of the runs are killed a second time, in the attempt that follows."""


def kills(stages: list[killing.Stage], folder: Path, count: int, chance: random.Random) -> list[dict[str, object]]:
    """A row a stage: runs, of them really killed, of them converged."""
    rows: dict[str, list[int]] = {}
    for number in range(count):
        stage = chance.choices(stages, [WEIGHTS[one.name] for one in stages])[0]
        row = rows.setdefault(stage.name, [0, 0, 0])
        row[0] += 1
        try:
            again = chance.uniform(0.02, 1.0) if chance.random() < TWICE else None
            row[1] += killing.run(stage, folder / f"kill-{number}", chance.uniform(0.02, 1.0), again)
            row[2] += 1
        except AssertionError as error:
            print(f"{stage.name} {number}: {error}", file=sys.stderr, flush=True)
        print(f"{number + 1}/{count} {stage.name}", file=sys.stderr, flush=True)
    return [
        {"measure": f"killed in {name}: converged", "value": good, "unit": "runs", "of": runs, "killed": hit,
         "good": good == runs}
        for name, (runs, hit, good) in sorted(rows.items())
    ]  # fmt: skip


def writes(stages: list[killing.Stage], folder: Path, wanted: str, chance: random.Random) -> dict[str, object]:
    """One row: builds with a failing write that did no harm."""
    first = stages[0]
    _, kinds = failing.writes_of(first.start, folder / "count")
    chosen = kinds if wanted == "all" else sorted(chance.sample(kinds, int(wanted)))
    good = 0
    for at in chosen:
        try:
            failing.run(first.start, folder / f"write-{at}", at, at % 2 == 0, first.expected)
            good += 1
        except AssertionError as error:
            print(f"write {at}: {error}", file=sys.stderr, flush=True)
    return {"measure": "write failed: no harm", "value": good, "unit": "runs", "of": len(chosen),
            "good": good == len(chosen)}  # fmt: skip


def flips(folder: Path, count: int, seed: int) -> dict[str, object]:
    """One row: flipped bits and cut ends that verify found."""
    workspace = flipping.workspace_with_all(folder / "flips" / "w")
    all_harm = flipping.harms(workspace, count, seed)
    missed = [harm for harm in all_harm if not flipping.is_found(workspace, harm)]
    for harm in missed:
        print(f"not found: {harm}", file=sys.stderr, flush=True)
    return {"measure": "damage found by verify", "value": count - len(missed), "unit": "harms", "of": count,
            "files": len(flipping.files(workspace)), "good": not missed}  # fmt: skip


def main() -> None:
    """Run and print; --out writes the rows as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--flips", type=int, default=500)
    parser.add_argument("--writes", default="all")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    chance, began = random.Random(given.seed), time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [flips(folder, given.flips, given.seed)]
        stages = killing.stages(folder / "stages")
        rows += kills(stages, folder, given.kills, chance)
        if given.writes != "0":
            rows.append(writes(stages, folder, given.writes, chance))
    for row in rows:
        print(*row.values(), sep="\t")
    print(f"{time.monotonic() - began:.0f} s", file=sys.stderr)
    if given.out:
        given.out.write_text(json.dumps({"benchmark": "Durability", "rows": rows}, indent=1), "utf-8")
    sys.exit(any(not row["good"] for row in rows))


if __name__ == "__main__":
    main()
