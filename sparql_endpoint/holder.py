"""The process that holds one edition in memory, as the server sees it."""

from __future__ import annotations

import threading

from sparql_endpoint import wire
from sparql_endpoint.processes import QueryProcess, Snapshot, Zygote, fork_by, kill_by


class Holder:
    """Copies the store of a snapshot into memory; its children share that copy. It lives until the last has ended."""

    def __init__(self, zygote: Zygote, snapshot: Snapshot, memory_mib: int) -> None:
        """OSError where the process cannot be started."""
        self.snapshot = snapshot
        self._zygote = zygote
        self._memory_mib = memory_mib
        self._pid, self._control = zygote.hold(snapshot)
        self._lock = threading.Lock()
        self._children = 0
        self._leaving = False
        self.ready = False
        self.failed = False

    def look(self, seconds: float) -> None:
        """Wait so long for the copy, and set ready or failed where that has been decided."""
        if not (self.ready or self.failed) and self._control.waits(seconds):
            self.ready = self._control.take() == wire.READY
            self.failed = not self.ready

    def fork(self, snapshot: Snapshot) -> QueryProcess:
        """See Parent. OSError where the process has died, or holds another edition."""
        if snapshot != self.snapshot or not self.ready:
            raise OSError("another edition is held in memory")
        with self._lock:
            self._children += 1
        try:
            return fork_by(self, self._control, snapshot, self._memory_mib)
        except OSError:
            self._forget()
            raise

    def kill(self, pid: int) -> None:
        """See Parent."""
        kill_by(self._control, pid)

    def end(self, pid: int) -> int:
        """See Parent."""
        try:
            return int(self._control.ask({"do": "end", "pid": pid})["signal"])
        finally:
            self._forget()

    def leave(self) -> None:
        """Fork no more; end the process now, or when its last child has ended."""
        with self._lock:
            self._leaving = True
        self._end_if_alone()

    def close(self) -> None:
        """End the process at once."""
        self._control.close()
        try:
            self._zygote.end(self._pid)
        except OSError:
            return  # the zygote has died: the process ends by itself, for its connection is closed

    def _forget(self) -> None:
        with self._lock:
            self._children -= 1
        self._end_if_alone()

    def _end_if_alone(self) -> None:
        with self._lock:
            last = self._leaving and self._children == 0
            if last:
                self._leaving = False  # only once
        if last:
            self.close()
