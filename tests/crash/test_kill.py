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
    documents = OWN_CORPUS / "kazakhstan-ca" / "tei"
    command = ["build", documents, "--archive", "kazakhstan-ca", "--jobs", "2", "--workspace"]
    undisturbed = make_workspace(tmp_path / "calm")
    started = time.monotonic()
    sunqar(*command, undisturbed)
    whole = time.monotonic() - started
    moments = random.Random(7)
    for round_ in range(ROUNDS):
        workspace = make_workspace(tmp_path / f"killed-{round_}")
        _run_and_kill([str(SUNQAR), *map(str, command), str(workspace)], moments.uniform(0.1, 0.95) * whole)
        sunqar(*command, workspace)
        assert manifest(workspace)["graphs"] == manifest(undisturbed)["graphs"]
        sunqar("verify", "--workspace", workspace)


def _run_and_kill(command: list[str], after_s: float) -> None:
    running = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(after_s)
    if running.poll() is None:
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()
