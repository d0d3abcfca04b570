"""How fast the readers read: documents and words a second for each format, one process, files already in memory.

Reads the shared corpus where it lies beside the repository, else the corpus that comes with Sunqar.
Usage: ``python benchmarks/bench_reading.py --out build/bench/bench_reading.json``.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from pathlib import Path

from extractors.registry import reader_for
from extractors.source import Source
from kg.demo.sources import own_sources, public_sources

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"


def sources() -> list[Source]:
    """All files that ``make demo`` reads, as bytes."""
    found = [
        Source.from_path(path, folder.archive)
        for folder in (*public_sources(CORPUS), *own_sources())
        for pattern in folder.include
        for path in sorted(folder.path.glob(pattern))
        if path.is_file() and not any(part.startswith(".") for part in path.parts)
    ]
    return found


def main() -> None:
    """Measure and write the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    seconds: dict[str, float] = defaultdict(float)
    documents: dict[str, int] = defaultdict(int)
    words: dict[str, int] = defaultdict(int)
    for source in sources():
        reader = reader_for(source)
        start = time.perf_counter()
        found = list(reader.read(source))
        seconds[reader.name] += time.perf_counter() - start
        documents[reader.name] += len(found)
        words[reader.name] += sum(len(document.text.split()) for document in found)
    rows = [
        {
            "format": name,
            "documents": documents[name],
            "words": words[name],
            "seconds": round(seconds[name], 2),
            "documents a second": round(documents[name] / seconds[name]),
            "words a second": round(words[name] / seconds[name]),
        }
        for name in sorted(seconds)
    ]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps({"benchmark": "Reading, one process", "rows": rows}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
