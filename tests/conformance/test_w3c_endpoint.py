"""The W3C suites that a read-only endpoint can be asked, over HTTP, against ``sunqar serve``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

RUNNER = Path(__file__).parents[2].parent / "shared" / "w3c" / "run.py"
pytestmark = pytest.mark.skipif(not RUNNER.exists(), reason="the W3C suites are not beside the repository")

KNOWN = {
    # SERVICE is refused on purpose, also where it is valid: this endpoint asks no other.
    "test_1": "SERVICE is refused",
    "test_2": "SERVICE is refused",
    "test_3": "SERVICE is refused",
    # The runner needs an update endpoint for it, and there is none.
    "bad_multiple_updates": "no update endpoint",
}


def test_protocol_description_and_syntax(server: str, tmp_path: Path) -> None:
    report = tmp_path / "w3c.json"
    suites = "protocol,sd,sparql11"
    command = [sys.executable, str(RUNNER), "--query", f"{server}/sparql", "--suites", suites, "--json", str(report)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    results = json.loads(report.read_text(encoding="utf-8"))
    failed = {name: why for _, _, name, result, why in results if result == "FAIL"}
    passed = sum(result == "pass" for *_, result, _ in results)
    print(f"{passed} passed, known failures: {sorted(failed)}")
    unexpected = {name: why for name, why in failed.items() if name not in KNOWN}
    assert (unexpected, set(KNOWN) - set(failed)) == ({}, set()), done.stdout[-2000:]
    assert passed >= 125
