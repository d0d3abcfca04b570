"""The whole way, from files to a published edition: seconds of each stage, documents a second, peak memory.

Builds the six whole volumes of the shared corpus where it lies beside the repository, else the corpus of Sunqar. With
the shared corpus it also sets what a document of 500 words costs beside what finding its names costs.
Usage: ``python benchmarks/bench_pipeline.py --out build/bench/bench_pipeline.json``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from growing.corpus import papers
from growing.measure import cost
from growing.throughput import costs

from kg.demo.sources import OWN_CORPUS

VOLUMES = Path(__file__).parents[1].parent / "shared" / "corpus" / "frus_volumes"
SUNQAR = Path(sys.executable).with_name("sunqar")
SAMPLE, ROUNDS = 400, 5
"""Documents of 500 words, and how often each kind of work is done on them."""


def main() -> None:
    """Measure one build in an empty workspace."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    corpus = VOLUMES if VOLUMES.is_dir() else OWN_CORPUS
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "w"
        cost([SUNQAR, "init", workspace])
        spent = cost([SUNQAR, "build", corpus, "--json", "--workspace", workspace])
        done = json.loads(spent.printed)
    seconds = done["seconds"]
    whole = sum(seconds.values())
    rows = [{"measure": f"stage {stage}", "value": value, "unit": "s"} for stage, value in seconds.items()]
    rows += [
        {"measure": "documents", "value": done["ingest"]["documents"], "unit": ""},
        {"measure": "triples of sources", "value": done["ingest"]["triples"], "unit": ""},
        {"measure": "end to end", "value": round(done["ingest"]["documents"] / whole, 1), "unit": "documents/s"},
        {"measure": "peak memory, all processes", "value": round(spent.peak), "unit": "MiB"},
    ]
    rows += _beside_the_recogniser() if VOLUMES.is_dir() else []
    out.write_text(json.dumps({"benchmark": f"Pipeline on {corpus.name}", "rows": rows}, indent=1), "utf-8")


def _beside_the_recogniser() -> list[dict[str, object]]:
    """CPU of each kind of work on the same documents, and the recogniser's share of the whole."""
    with tempfile.TemporaryDirectory() as folder:
        spent = costs(Path(folder), papers([VOLUMES, VOLUMES.parent / "whitehouse_md_en"]), SAMPLE, ROUNDS)
    rows: list[dict[str, object]] = [
        {"measure": f"500 words, {kind}", "value": round(value, 1), "unit": "CPU ms a document"}
        for kind, value in spent.items()
    ]
    share = spent["recogniser"] / spent["ingest"]
    return [*rows, {"measure": "ingest beside the recogniser alone", "value": round(share, 2), "unit": "of its speed"}]


if __name__ == "__main__":
    main()
