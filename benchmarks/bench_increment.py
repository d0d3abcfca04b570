"""What a hundred documents more cost: processed alone, and added to an edition of many.

A workspace of many documents is built and published (or taken as ``growth.py --keep`` left it), a copy of it gets some
more, and each stage is run again as a process of its own. Beside it the same documents alone go through all stages in a
workspace that holds nothing else: the cost of processing them. Printed are CPU seconds of each stage, how many times
the latter the whole costs, and how long the store's checkpoint takes.

    python benchmarks/bench_increment.py 3000 --out build/bench/increment.json [--more 100] [--built DIR] [--folder DIR]

The papers are those of ``growth.py``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from growing.corpus import ARCHIVES, Paper, papers, write
from growing.measure import cost
from growth import CORPUS, SOURCES, STAGES, SUNQAR

Row = dict[str, object]


def main() -> None:
    """Measure once; what is known is written at the end."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=int, help="documents of the edition that is added to")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--more", type=int, default=100, help="documents that are added")
    parser.add_argument("--built", type=Path, help="folder growth-N that growth.py kept; it is copied, not changed")
    parser.add_argument("--folder", type=Path, help="where the workspaces are made (default: a temporary folder)")
    asked = parser.parse_args()
    if not CORPUS.is_dir():
        sys.exit("The shared corpus is not beside the repository: there is nothing to resample.")
    os.environ.setdefault("SUNQAR_TIER", "fast")
    found = papers([CORPUS / name for name in SOURCES])
    with TemporaryDirectory(dir=asked.folder) as folder:
        rows = list(_measure(Path(folder), asked.documents, asked.more, asked.built, found))
    for row in rows:
        print(json.dumps(row))
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(json.dumps({"benchmark": "Increment", "rows": rows}, indent=1), "utf-8")


def _measure(folder: Path, documents: int, more: int, built: Path | None, found: list[Paper]) -> Iterator[Row]:
    alone = _workspace(folder / "alone", documents, documents + more, found)
    alone_cost = {stage: cost([SUNQAR, stage, "--json", "--workspace", alone]).cpu for stage in STAGES}
    large = folder / "large"
    if built is None:
        workspace = _workspace(large, 0, documents, found)
        for stage in STAGES:
            cost([SUNQAR, stage, "--json", "--workspace", workspace])
    else:
        shutil.copytree(built, large, symlinks=True)
        workspace = large / "workspace"
        _settings(workspace, large / "corpus")
    write(large / "corpus", documents, documents + more, found)
    added_cost = {}
    for stage in STAGES:
        spent = cost([SUNQAR, stage, "--json", "--workspace", workspace])
        added_cost[stage] = spent.cpu
        yield {
            "documents": documents, "more": more, "stage": stage, "alone CPU s": round(alone_cost[stage], 1),
            "added CPU s": round(spent.cpu, 1), "added wall s": round(spent.wall, 1), "peak MiB": round(spent.peak),
        }  # fmt: skip
    alone_whole, added_whole = sum(alone_cost.values()), sum(added_cost.values())
    yield {"documents": documents, "more": more, "stage": "whole", "alone CPU s": round(alone_whole, 1),
           "added CPU s": round(added_whole, 1), "ratio": round(added_whole / alone_whole, 2)}  # fmt: skip


def _workspace(place: Path, first: int, last: int, found: list[Paper]) -> Path:
    corpus, workspace = place / "corpus", place / "workspace"
    write(corpus, first, last, found)
    named = [part for code in ARCHIVES for part in ("--archive", f"{code}={code}")]
    cost([SUNQAR, "init", workspace, *named])
    _settings(workspace, corpus)
    return workspace


def _settings(workspace: Path, corpus: Path) -> None:
    """Say where the documents are, in place of what was said before."""
    settings = workspace / "sunqar.toml"
    kept = settings.read_text("utf-8").partition("\n[[sources]]")[0]
    rules = "".join(f'\n[[sources]]\npath = "{corpus / code}"\narchive = "{code}"\n' for code in ARCHIVES)
    settings.write_text(kept + rules, "utf-8")


if __name__ == "__main__":
    main()
