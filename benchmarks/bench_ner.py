"""Names and dates: strict scores of the tiers by set, label and rate of character errors, beside other recognisers.

The marked sets are those of the shared data folder beside the repository; whatever else is there is left out. To score
other data: ``python -m extractors.evaluation DATA…``.
Usage: ``python benchmarks/bench_ner.py --out build/bench/bench_ner.json [--limit 300] [--full]``.
"""

from __future__ import annotations

import argparse
import sys
from itertools import chain
from pathlib import Path

from extractors.evaluation import finders, peers, report
from extractors.evaluation.noise import BANDS
from extractors.evaluation.run import Plan, run

SHARED = Path(__file__).parents[1].parent / "shared"
MARKED = SHARED / "ner"
PAPERS = SHARED / "corpus" / "frus_volumes"
TIERS = ("accurate", "fast")
LIMIT = 150
"""Texts of each set, so that all tiers and rates of errors are done within minutes."""


def main() -> None:
    """Measure and write the rows; none where the data are not at hand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=LIMIT, help=f"texts of each set (default: {LIMIT})")
    parser.add_argument("--full", action="store_true", help="whole sets")
    asked = parser.parse_args()
    limit = None if asked.full else asked.limit
    tiers = [finders.whole(tier) for tier in TIERS]
    results = []
    if MARKED.is_dir():
        marked = Plan((MARKED,), limit=limit)
        spoilt = Plan((MARKED,), BANDS[1:], limit)
        results += chain(run(marked, [*tiers, *peers.peers()]), run(spoilt, tiers))
    if PAPERS.is_dir():
        results += run(Plan((PAPERS,), limit=limit and max(1, limit // 5)), tiers)
    report.write(asked.out, [*report.rows(results), *report.losses(results), *report.calibration(results)])
    print(*peers.missing(), sep="\n", file=sys.stderr)


if __name__ == "__main__":
    main()
