"""The processes that one worker extracts in; each is kept for the next task, with its models."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from typing import IO

from kg.executors.child import MARK, receive, send
from kg.extraction import Outcome, Task, worker_died


@dataclass
class Children:
    """Safe to use from many threads: each task has a process of its own while it lasts."""

    _idle: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, task: Task) -> Outcome:
        """Extract. A task that ends its process is tried once more; READ004 where it ends that one too.

        RunAborted, and faults of extraction itself, are raised as there.
        """
        for _ in range(2):
            child = self._take()
            try:
                send(_pipe(child.stdin), task)
                kind, value = receive(_pipe(child.stdout))
            except (EOFError, OSError):
                _end(child)
                continue
            except BaseException:
                _end(child)
                raise
            with self._lock:
                self._idle.append(child)
            if kind == "error":
                raise value
            outcome: Outcome = value
            return outcome
        return worker_died(task)

    def close(self) -> None:
        """End the processes that are idle."""
        with self._lock:
            idle, self._idle = self._idle, []
        for child in idle:
            _end(child)

    def _take(self) -> subprocess.Popen[bytes]:
        while True:
            with self._lock:
                child = self._idle.pop() if self._idle else None
            if child is None:
                return _started()
            if child.poll() is None:
                return child
            _end(child)  # it has ended, since nobody asked it


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "kg.executors.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, MARK: "1"},
    )


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise EOFError  # never: both were asked for
    return stream


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue  # what was still to be written, nobody reads
