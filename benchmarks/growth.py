"""How each stage grows: documents of about 500 words resampled from real papers, from a thousand to a hundred thousand.

For each size a new workspace is built stage by stage (ingest, link, infer, publish), each stage a process of its own;
printed are its seconds, CPU milliseconds a document and peak memory, the disk, and the exponent of growth of the CPU
seconds from each size to the next (1: linear).

    python benchmarks/growth.py 1000 10000 100000 --out build/bench/growth.json [--tier fast] [--folder DIR]

The papers are the whole volumes and briefings of the shared data folder beside the repository; without it there is
nothing to measure. A stage that fails ends its size and is told. For 100,000 documents have 90 GB of disk free.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from growing.corpus import ARCHIVES, Paper, papers, write
from growing.measure import Cost, cost, disk_mib

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"
SOURCES = ("frus_volumes", "whitehouse_md_en")
SUNQAR = Path(sys.executable).with_name("sunqar")
STAGES = ("ingest", "link", "infer", "publish")
Row = dict[str, object]


def main() -> None:
    """Measure the sizes one after the other; what is known is written after each stage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000], help="numbers of documents")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--tier", default="fast")
    parser.add_argument("--folder", type=Path, help="where the workspaces are made (default: a temporary folder)")
    parser.add_argument("--keep", action="store_true", help="leave the workspaces where they are made")
    asked = parser.parse_args()
    if not CORPUS.is_dir():
        sys.exit("The shared corpus is not beside the repository: there is nothing to resample.")
    found = papers([CORPUS / name for name in SOURCES])
    os.environ["SUNQAR_TIER"] = asked.tier
    rows: list[Row] = []
    before: dict[str, tuple[int, float]] = {}
    with TemporaryDirectory(dir=asked.folder) as folder:
        for size in asked.sizes:
            place = (asked.folder if asked.keep else Path(folder)) / f"growth-{size}"
            for row in _size(place, size, found, before):
                rows.append(row)
                print(json.dumps(row), flush=True)
                asked.out.write_text(json.dumps({"benchmark": "Growth", "rows": rows}, indent=1), "utf-8")
            if not asked.keep:
                shutil.rmtree(place)


def _size(place: Path, size: int, found: list[Paper], before: dict[str, tuple[int, float]]) -> Iterator[Row]:
    corpus, workspace = place / "corpus", place / "workspace"
    written = write(corpus, 0, size, found)
    yield {"documents": size, "measure": "corpus", "value": round(written / 2**20, 1), "unit": "MiB"}
    named = [part for code in ARCHIVES for part in ("--archive", f"{code}={code}")]
    cost([SUNQAR, "init", workspace, *named])
    rules = "".join(f'\n[[sources]]\npath = "{corpus / code}"\narchive = "{code}"\n' for code in ARCHIVES)
    with (workspace / "sunqar.toml").open("a", encoding="utf-8") as settings:
        settings.write(rules)
    for stage in STAGES:
        try:
            spent = cost([SUNQAR, stage, "--json", "--workspace", workspace])
        except RuntimeError as error:
            yield {"documents": size, "measure": stage, "value": "failed", "unit": str(error)[-300:]}
            return
        yield _row(size, stage, spent, before.get(stage))
        before[stage] = size, spent.cpu
    for part in ("work", "editions", "ledger.sqlite"):
        taken = disk_mib(workspace / part) if (workspace / part).is_dir() else _size_of(workspace / part)
        yield {"documents": size, "measure": f"disk {part}", "value": round(taken), "unit": "MiB"}


def _row(size: int, stage: str, spent: Cost, before: tuple[int, float] | None) -> Row:
    row: Row = {
        "documents": size, "measure": stage, "value": round(spent.cpu / size * 1000, 2), "unit": "CPU ms a document",
        "CPU s": round(spent.cpu, 1), "wall s": round(spent.wall, 1), "peak MiB": round(spent.peak),
    }  # fmt: skip
    if before:
        row["exponent"] = round(math.log(spent.cpu / before[1]) / math.log(size / before[0]), 3)
    return row


def _size_of(path: Path) -> float:
    return path.stat().st_size / 2**20


if __name__ == "__main__":
    main()
