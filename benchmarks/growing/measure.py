"""What a command costs: seconds, CPU seconds and peak memory of it and of all processes below it."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

EVERY_S = 0.25


@dataclass(frozen=True, slots=True)
class Cost:
    """cpu: user and system seconds of the command and of every process that it waited for; peak: MiB resident."""

    wall: float
    cpu: float
    peak: float
    printed: str


def cost(command: Sequence[str | Path]) -> Cost:
    """Run the command to its end; RuntimeError where it fails, with what it said."""
    began = time.monotonic()
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    told: dict[str, str] = {}
    listeners = [threading.Thread(target=_listen, args=(running, which, told)) for which in ("stdout", "stderr")]
    for listener in listeners:
        listener.start()
    peak = 0.0
    while True:
        done, status, used = os.wait4(running.pid, os.WNOHANG)
        if done:
            break
        peak = max(peak, sum(resident_mib(pid) for pid in tree(running.pid)))
        time.sleep(EVERY_S)
    running.returncode = os.waitstatus_to_exitcode(status)
    for listener in listeners:
        listener.join()
    if running.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}: {told['stderr'][-2000:]}")
    return Cost(time.monotonic() - began, used.ru_utime + used.ru_stime, peak, told["stdout"])


def _listen(running: subprocess.Popen[str], which: str, told: dict[str, str]) -> None:
    pipe = getattr(running, which)
    told[which] = pipe.read()


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    try:
        below = [
            child for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
        ]
    except OSError:
        return []
    return [pid, *(descendant for child in below for descendant in tree(int(child)))]


def resident_mib(pid: int) -> float:
    """Memory of a process in MiB; 0 where it has just ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def disk_mib(folder: Path) -> float:
    """MiB of the files below a folder, each inode once: editions hold hard links to the store."""
    sizes = {(found.st_dev, found.st_ino): found.st_blocks * 512 for found in map(_stat, folder.rglob("*")) if found}
    return sum(sizes.values()) / 2**20


def _stat(path: Path) -> os.stat_result | None:
    return path.lstat() if path.is_file() else None
