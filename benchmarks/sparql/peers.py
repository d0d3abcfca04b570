"""Puts the peers into a folder of their own: Python packages, npm packages, and Debian's Virtuoso, unpacked only.

    python benchmarks/sparql/peers.py build/bench/peers

What a registry does not give is left out; ``systems.py`` then leaves that peer out too, and says so.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PYTHON = (
    "oxigraph==0.5.13",
    "pyoxigraph==0.5.13",
    "oxrdflib==0.5.0",
    "rdflib-endpoint[cli]==0.6.3",
    "sparq-rdf==0.1.6",
)
NODE = ("@comunica/query-sparql-file@5.3.0",)
DEBIAN = ("virtuoso-opensource-7-bin", "libvirtodbc0", "libpcre3")


def main(folder: Path) -> int:
    """Install; 1 where anything could not be had."""
    folder.mkdir(parents=True, exist_ok=True)
    node, deb = folder / "comunica", folder / "deb"
    for each in (node, deb):
        each.mkdir(exist_ok=True)
    done = [
        _run([sys.executable, "-m", "venv", str(folder / "venv")], folder),
        *(_run([str(folder / "venv/bin/python"), "-m", "pip", "install", "-q", name], folder) for name in PYTHON),
        _run(["npm", "install", "--no-fund", "--no-audit", "--prefix", str(node), *NODE], node),
        _run(["apt-get", "download", *DEBIAN], deb),
        *(_run(["dpkg", "-x", str(each), str(folder / "virtuoso")], deb) for each in sorted(deb.glob("*.deb"))),
    ]
    return int(not all(done))


def _run(command: list[str], folder: Path) -> bool:
    try:
        done = subprocess.run(command, cwd=folder, check=False)
    except FileNotFoundError as error:
        print(f"left out: {error}", file=sys.stderr)
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute()))
