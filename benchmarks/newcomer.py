"""A newcomer's walk, timed: ``python benchmarks/newcomer.py CLONE`` in a fresh clone.

Runs ``make demo SERVE=0``, then ``make notebooks``, which installs the extra and runs the first notebook from its first
cell to its last. Prints the seconds of installing and building and those of the notebook; exit code 1 over 12 minutes
for everything, or a minute for the notebook. Seconds of a shared machine say little: run it on a quiet one.
``--all DEMO`` times instead all eight notebooks of this checkout on a demonstration, each bound to a minute.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from time import perf_counter

WHOLE_S = 12 * 60
NOTEBOOK_S = 60


def walk(clone: Path) -> dict[str, float]:
    """Seconds of each step in a fresh clone: install (make demo, the extra) and notebook. CalledProcessError."""
    started = perf_counter()
    _make(clone, "demo", "SERVE=0")
    demo = perf_counter()
    told = _make(clone, "notebooks", "RUN=1")
    ended = perf_counter()
    found = re.search(r"^01-\S+: ([\d.]+) s", told, re.MULTILINE)
    if found is None:
        raise SystemExit(f"the first notebook did not say how long it took:\n{told}")
    notebook = float(found[1])
    return {
        "make_demo_s": demo - started, "extra_s": ended - demo - notebook, "notebook_s": notebook,
        "whole_s": ended - started,
    }  # fmt: skip


def every(demo: Path) -> dict[str, float]:
    """Seconds of each notebook on the demonstration of a workspace. RunAborted where one fails or warns."""
    from kg.demo.notebooks import notebooks, run

    seconds = {}
    for path in notebooks():
        ran = run(path, cwd=path.parent, variables={"SUNQAR_DEMO": str(demo.resolve())})
        seconds[ran.name] = ran.seconds
        print(f"{ran.name}: {ran.seconds:.1f} s {' '.join(ran.warnings)}", file=sys.stderr)
    return seconds


def _make(clone: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("VIRTUAL_ENV", "PYTHON"))}
    done = subprocess.run(
        ["make", *arguments], cwd=clone, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clone", type=Path, nargs="?", help="folder of a fresh clone")
    parser.add_argument("--all", type=Path, metavar="DEMO", help="time all notebooks on the demonstration there")
    given = parser.parse_args()
    if (given.clone is None) == (given.all is None):
        parser.error("name a fresh clone, or --all DEMO")
    if given.all:
        seconds = every(given.all)
        slow = {name: taken for name, taken in seconds.items() if taken > NOTEBOOK_S}
    else:
        seconds = walk(given.clone)
        bounds = {"whole_s": WHOLE_S, "notebook_s": NOTEBOOK_S}
        slow = {name: seconds[name] for name, most in bounds.items() if seconds[name] > most}
    print(json.dumps({name: round(taken, 1) for name, taken in seconds.items()}, indent=1))
    if slow:
        sys.exit(f"too slow: {slow}")


if __name__ == "__main__":
    main()
