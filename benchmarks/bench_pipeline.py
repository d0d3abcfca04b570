"""The whole way, from files to a published edition: seconds of each stage, documents a second, peak memory.

Builds the six whole volumes of the shared corpus where it lies beside the repository, else the corpus of Sunqar.
Usage: ``python benchmarks/bench_pipeline.py --out build/bench/bench_pipeline.json``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from kg.demo.sources import OWN_CORPUS

VOLUMES = Path(__file__).parents[1].parent / "shared" / "corpus" / "frus_volumes"
SUNQAR = Path(sys.executable).with_name("sunqar")


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(descendant for child in below for descendant in tree(int(child)))]


def resident_mib(pid: int) -> float:
    """Memory of a process in MiB; 0 where it has just ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def main() -> None:
    """Measure one build in an empty workspace."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    corpus = VOLUMES if VOLUMES.is_dir() else OWN_CORPUS
    peak = 0.0
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "w"
        subprocess.run([SUNQAR, "init", workspace], check=True, stdout=subprocess.DEVNULL)
        command = [SUNQAR, "build", corpus, "--json", "--workspace", workspace]
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        printed: list[str] = []
        listener = threading.Thread(target=lambda: printed.append(running.stdout.read() if running.stdout else ""))
        listener.start()
        while running.poll() is None:
            peak = max(peak, sum(resident_mib(pid) for pid in tree(running.pid)))
            time.sleep(0.2)
        listener.join()
    done = json.loads(printed[0])
    seconds = done["seconds"]
    whole = sum(seconds.values())
    rows = [{"measure": f"stage {stage}", "value": value, "unit": "s"} for stage, value in seconds.items()]
    rows += [
        {"measure": "documents", "value": done["ingest"]["documents"], "unit": ""},
        {"measure": "triples of sources", "value": done["ingest"]["triples"], "unit": ""},
        {"measure": "end to end", "value": round(done["ingest"]["documents"] / whole, 1), "unit": "documents/s"},
        {"measure": "peak memory, all processes", "value": round(peak), "unit": "MiB"},
    ]
    out.write_text(json.dumps({"benchmark": f"Pipeline on {corpus.name}", "rows": rows}, indent=1), "utf-8")


if __name__ == "__main__":
    main()
