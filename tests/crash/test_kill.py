"""Killed at any moment, then run again: the same edition as without the kill."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

from graph_workspace import OWN_CORPUS, SUNQAR, make_workspace, manifest, sunqar

ROUNDS = 10


def test_build_survives_kills_at_random_moments(tmp_path: Path) -> None:
    command = ["build", OWN_CORPUS / "kazakhstan-ca", "--archive", "kazakhstan-ca", "--jobs", "2", "--workspace"]
    undisturbed = make_workspace(tmp_path / "calm")
    started = time.monotonic()
    sunqar(*command, undisturbed)
    whole = time.monotonic() - started
    moments = random.Random(7)
    workspace = make_workspace(tmp_path / "killed")
    for _ in range(ROUNDS):
        running = subprocess.Popen(
            [str(SUNQAR), *map(str, command), str(workspace)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(moments.uniform(0.2, 1.1) * whole)
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    sunqar(*command, workspace)
    assert manifest(workspace)["graphs"] == manifest(undisturbed)["graphs"]
    sunqar("verify", "--workspace", workspace)
