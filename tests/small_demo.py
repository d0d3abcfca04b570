"""The small demonstration (the corpus that comes with Sunqar), built once for all workers. Never write to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock
from graph_workspace import sunqar


@pytest.fixture(scope="session")
def small_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its workspace, published. The first worker that asks builds it, the others wait."""
    base = tmp_path_factory.getbasetemp()
    # A worker of xdist has a folder of its own below that of the run.
    shared = base.parent if base.name.startswith("popen-") else base
    workspace = shared / "small-demonstration"
    with FileLock(f"{workspace}.lock"):
        if not (workspace / "editions" / "current").exists():
            sunqar("demo", "build", "--own", "--out", workspace, "--jobs", 1)
    return workspace
