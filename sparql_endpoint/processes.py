"""Query processes as the server sees them, and the processes that they are forked from."""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from sparql_endpoint import wire

_NICE = 10
_STALL_S = 30
"""A process that has begun to write or read a message goes on within this time."""


@dataclass(frozen=True)
class Snapshot:
    """What a query process opens: the store of one edition.

    prefixes  may be used by queries without declaring them
    base      what relative IRIs of a query are resolved against; empty: they are errors
    """

    store_path: Path
    prefixes: tuple[tuple[str, str], ...] = ()
    base: str = ""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on a processor, and seconds of waiting for one that others had."""

    cpu_s: float
    waiting_s: float


class Parent(Protocol):
    """What forks query processes, and ends those that it forked."""

    def fork(self, snapshot: Snapshot) -> QueryProcess:
        """A new query process; it opens the store in its own time, ``QueryProcess.ready`` waits for that."""

    def kill(self, pid: int) -> None:
        """Have a child killed, without waiting for its end. OSError for one that is no child of it."""

    def end(self, pid: int) -> int:
        """Kill and reap; the number of the signal that ended it, 0 where it ended by itself."""


@dataclass(eq=False)
class QueryProcess:
    """One forked process and the connection to it."""

    pid: int
    connection: socket.socket
    snapshot: Snapshot
    parent: Parent
    frames: wire.Frames = field(init=False)
    niced: bool = False
    spent_s: float = 0.0
    """Processor time before the present query."""

    def __post_init__(self) -> None:
        self.frames = wire.Frames(self.connection)
        wire.limit_stalls(self.connection, _STALL_S)
        self._thread = self.pid
        self._poll = select.poll()
        self._poll.register(self.connection, select.POLLIN)

    def wait(self, seconds: float) -> bool:
        """Whether a frame, or the end, can be read within so many seconds."""
        return self.frames.pending() or bool(self._poll.poll(max(0.0, seconds) * 1000))

    def ready(self, seconds: float) -> bool:
        """Whether the process has opened its store; False where it failed or took too long."""
        try:
            kind, body = self.frames.receive() if self.wait(seconds) else (b"", b"")
        except (EOFError, OSError):
            return False
        if kind != wire.READY:
            return False
        self._thread = int(json.loads(body)["thread"])
        self.spent_s = self.spends().cpu_s
        return True

    def spends(self) -> Spent:
        """What it has spent so far, as the kernel tells; nothing where it does not or the process has gone."""
        try:
            with open(f"/proc/{self.pid}/task/{self._thread}/schedstat", encoding="ascii") as figures:
                ran, waited, *_ = figures.read().split()
            return Spent(int(ran) / 1e9, int(waited) / 1e9)
        except (OSError, ValueError):
            return Spent(0.0, 0.0)

    def give_way(self) -> None:
        """Let others go first on a busy processor. That cannot be taken back."""
        self.niced = True
        with suppress(OSError):  # it has just ended: whoever reads from it will notice
            os.setpriority(os.PRIO_PROCESS, self._thread, _NICE)

    def kill(self) -> bool:
        """Stop it now; ``end`` still has to be called. False where its parent has died: then ``end`` lets it leave."""
        try:
            self.parent.kill(self.pid)
        except OSError:
            return False
        return True

    def end(self) -> int:
        """Kill and reap; the number of the signal that ended it, 0 where it ended by itself or that is unknown."""
        self.connection.close()
        try:
            return self.parent.end(self.pid)
        except OSError:
            return 0


class Control:
    """Orders to a process that forks. Safe to use from many threads."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._lock = threading.Lock()

    def ask(self, order: dict[str, Any], passed: socket.socket | None = None) -> dict[str, Any]:
        """Give an order and wait for the reply. OSError where the process has died."""
        with self._lock:
            socket.send_fds(self._connection, [json.dumps(order).encode()], [passed.fileno()] if passed else [])
            reply = self._connection.recv(4096)
        if not reply:
            raise OSError("the process that forks has died")
        found: dict[str, Any] = json.loads(reply)
        return found

    def waits(self, seconds: float) -> bool:
        """Whether something, or the end, can be read within so many seconds."""
        poll = select.poll()
        poll.register(self._connection, select.POLLIN)
        return bool(poll.poll(seconds * 1000))

    def take(self) -> bytes:
        """What can be read; empty where the process has died."""
        with suppress(OSError):
            return self._connection.recv(4096)
        return b""

    def close(self) -> None:
        """The process at the other end leaves."""
        self._connection.close()


def fork_by(parent: Parent, control: Control, snapshot: Snapshot, memory_mib: int) -> QueryProcess:
    """Have a query process forked. OSError where the process that forks has died."""
    ours, theirs = socket.socketpair()
    order = {
        "do": "fork",
        "store": str(snapshot.store_path),
        "prefixes": dict(snapshot.prefixes),
        "base": snapshot.base,
        "memory_mib": memory_mib,
    }
    with theirs:
        try:
            pid = int(control.ask(order, theirs)["pid"])
        except OSError:
            ours.close()
            raise
    return QueryProcess(pid, ours, snapshot, parent)


def kill_by(control: Control, pid: int) -> None:
    """Have a process killed by the one that forked it. OSError where that has died, another may be in its place."""
    if not control.ask({"do": "kill", "pid": pid})["killed"]:
        raise ChildProcessError(f"{pid} was forked by another")


class Zygote:
    """Starts and ends query processes that open the store on disk. Starts itself again when it has died."""

    def __init__(self, memory_mib: int) -> None:
        self._memory_mib = memory_mib
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: Control | None = None

    def fork(self, snapshot: Snapshot) -> QueryProcess:
        """See Parent."""
        control = self._running()
        try:
            return fork_by(self, control, snapshot, self._memory_mib)
        except OSError:
            self._stop(control)
            return fork_by(self, self._running(), snapshot, self._memory_mib)

    def hold(self, snapshot: Snapshot) -> tuple[int, Control]:
        """Start a process that copies the store into memory: its pid, and where it takes orders once it is ready."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            pid = int(self._running().ask({"do": "hold", "store": str(snapshot.store_path)}, theirs)["pid"])
        return pid, Control(ours)

    def kill(self, pid: int) -> None:
        """See Parent."""
        kill_by(self._known(), pid)

    def end(self, pid: int) -> int:
        """See Parent."""
        return int(self._known().ask({"do": "end", "pid": pid})["signal"])

    def close(self) -> None:
        """End the zygote. Its children end when their connections close."""
        self._stop(self._control)

    def _known(self) -> Control:
        # A child of a dead zygote cannot be ended through a new one.
        if self._control is None:
            raise OSError("the zygote has died")
        return self._control

    def _running(self) -> Control:
        with self._lock:
            if self._control is None:
                ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
                with theirs:
                    # -P: the current folder may hold strangers named like our packages.
                    command = [sys.executable, "-P", "-m", "sparql_endpoint.zygote", str(theirs.fileno())]
                    self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
                        command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
                    )
                self._control = Control(ours)
            return self._control

    def _stop(self, control: Control | None) -> None:
        """Unless another thread has stopped that one already."""
        with self._lock:
            if control is None or control is not self._control:
                return
            control.close()
            if self._process is not None:
                try:
                    self._process.wait(timeout=2)
                except subprocess.TimeoutExpired:
                    self._process.kill()
                    self._process.wait()
            self._control = self._process = None
