"""What a confined process can no longer do. It happens in a process of its own, for it cannot be undone."""

from __future__ import annotations

import json
import platform
import subprocess
import sys

import pytest

PROGRAM = """
import json, os, socket, sys
from sparql_endpoint.sandbox import confine

held = bytearray(200 << 20)
confine(64)

def tried(action):
    try:
        action()
    except (OSError, MemoryError) as error:
        return type(error).__name__
    return "done"

print(json.dumps({
    "read": tried(lambda: open(sys.argv[1]).read()),
    "write": tried(lambda: open(sys.argv[1], "w")),
    "append": tried(lambda: open(sys.argv[1], "a")),
    "create": tried(lambda: open(sys.argv[1] + ".new", "x")),
    "unlink": tried(lambda: os.unlink(sys.argv[1])),
    "rename": tried(lambda: os.rename(sys.argv[1], sys.argv[1] + ".2")),
    "socket": tried(lambda: socket.socket()),
    "unix": tried(lambda: socket.socket(socket.AF_UNIX)),
    "run": tried(lambda: os.execv("/bin/true", ["true"])),
    "signal": tried(lambda: os.kill(os.getppid(), 0)),
    "memory within": tried(lambda: bytearray(40 << 20)),
    "memory beyond": tried(lambda: bytearray(100 << 20)),
}))
"""


@pytest.mark.skipif(platform.machine() not in ("x86_64", "aarch64"), reason="no filter for this machine")
def test_reading_and_reckoning_is_all_that_is_left(tmp_path: object) -> None:
    victim = f"{tmp_path}/file"
    with open(victim, "w", encoding="ascii") as file:
        file.write("whole")
    command = [sys.executable, "-c", PROGRAM, victim]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    allowed = {name for name, outcome in found.items() if outcome == "done"}
    assert allowed == {"read", "memory within"}
    assert found["memory beyond"] == "MemoryError"
    with open(victim, encoding="ascii") as file:
        assert file.read() == "whole"
