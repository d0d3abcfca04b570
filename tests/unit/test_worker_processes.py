"""Worker processes end with the process that started them, however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

SCRIPT = """
import os, sys, time
from extractors.workers import run

def work(task):
    print(os.getpid(), flush=True)
    time.sleep(task)

if __name__ == "__main__":
    list(run(work, [600, 600], 2, print))
"""


def _gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        workers = [int(parent.stdout.readline()) for _ in range(2)]
        assert not any(map(_gone, workers))
        parent.send_signal(signal.SIGKILL)
    patience = time.monotonic() + 60
    while not all(map(_gone, workers)):
        assert time.monotonic() < patience, "a worker outlives its parent"
        time.sleep(0.05)


def test_workers_that_cannot_start_end_the_run(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        SCRIPT.replace("import os, sys, time", "import os, sys, time\nif __name__ != '__main__': os._exit(3)")
    )
    ended = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 1
    assert "WORKER001" in ended.stderr
