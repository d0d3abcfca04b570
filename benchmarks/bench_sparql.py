"""Twelve questions of historians to Sunqar and its peers over generated data; see ``benchmarks/sparql/run.py``.

This is the small run of ``make bench``: 100,000 statements. Larger ones, and other editions, by that script itself.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent / "sparql"


def main() -> int:
    """Install the peers where that was not done, then run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/bench/bench_sparql.json"))
    out = parser.parse_args().out
    peers = out.parent / "peers"
    if not (peers / "venv").exists():
        subprocess.run([sys.executable, str(HERE / "peers.py"), str(peers)], check=False)
    command = [sys.executable, str(HERE / "run.py"), "--triples", "100000", "--rounds", "5"]
    return subprocess.run(
        [*command, "--peers", str(peers), "--folder", str(out.parent / "sparql"), "--out", str(out)], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
