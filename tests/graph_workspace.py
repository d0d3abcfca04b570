"""Workspaces for tests of the graph package, and what their editions hold."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

REPO = Path(__file__).parents[1]
SHARED = REPO.parent / "shared"
OWN_CORPUS = REPO / "kg" / "demo" / "corpus"
SUNQAR = Path(sys.executable).with_name("sunqar")


def sunqar(*arguments: object, expect: int | None = 0, timeout: float = 300) -> subprocess.CompletedProcess[str]:
    """Run the command; the exit code must be the expected one (None: whatever it is)."""
    done = subprocess.run(
        [str(SUNQAR), *map(str, arguments)], capture_output=True, text=True, timeout=timeout, stdin=subprocess.DEVNULL
    )
    assert expect is None or done.returncode == expect, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


def make_workspace(folder: Path) -> Path:
    """An empty workspace of both archives."""
    sunqar("init", folder, "--archive", "qatar-gulf=Q", "--archive", "kazakhstan-ca=K")
    return folder


def manifest(workspace: Path) -> dict[str, Any]:
    """``edition.json`` of the current edition."""
    loaded: dict[str, Any] = json.loads((workspace / "editions" / "current" / "edition.json").read_text("utf-8"))
    return loaded


def ingest_own(workspace: Path, *options: object, sides: tuple[str, ...] = ("qatar-gulf", "kazakhstan-ca")) -> None:
    """Ingest the corpus that comes with Sunqar, side by side."""
    for side in sides:
        sunqar("ingest", OWN_CORPUS / side, "--archive", side, "--workspace", workspace, *options)
