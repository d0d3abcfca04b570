"""Query processes as the server sees them, and the zygote that they are forked from."""

from __future__ import annotations

import json
import select
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sparql_endpoint import wire


@dataclass(frozen=True)
class Snapshot:
    """What a query process opens: the store of one edition.

    prefixes  may be used by queries without declaring them
    base      what relative IRIs of a query are resolved against; empty: they are errors
    """

    store_path: Path
    prefixes: tuple[tuple[str, str], ...] = ()
    base: str = ""


class Zygote:
    """Starts and ends query processes. Safe to use from many threads; starts itself again when it has died."""

    def __init__(self, memory_mib: int) -> None:
        self._memory_mib = memory_mib
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def fork(self, snapshot: Snapshot) -> QueryProcess:
        """A new query process; it opens the store in its own time, ``QueryProcess.ready`` waits for that."""
        ours, theirs = socket.socketpair()
        order = {
            "do": "fork",
            "store": str(snapshot.store_path),
            "prefixes": dict(snapshot.prefixes),
            "base": snapshot.base,
            "memory_mib": self._memory_mib,
        }
        with theirs:
            pid = int(self._ask(order, theirs)["pid"])
        return QueryProcess(pid, ours, snapshot)

    def end(self, process: QueryProcess) -> int:
        """Kill and reap; the number of the signal that ended it, 0 where it ended by itself."""
        process.connection.close()
        try:
            return int(self._ask({"do": "end", "pid": process.pid})["signal"])
        except OSError:
            return 0  # the zygote died, and its children end when their connection closes

    def close(self) -> None:
        """End the zygote. Its children end when their connections close."""
        with self._lock:
            self._stop()

    def _ask(self, order: dict[str, Any], passed: socket.socket | None = None) -> dict[str, Any]:
        message = json.dumps(order).encode()
        with self._lock:
            try:
                return self._exchange(message, passed)
            except (OSError, ValueError):
                # A child of a dead zygote cannot be ended through a new one; only a fork is worth a second try.
                self._stop()
                if order["do"] != "fork":
                    raise OSError("the zygote has died") from None
                return self._exchange(message, passed)

    def _exchange(self, message: bytes, passed: socket.socket | None) -> dict[str, Any]:
        control = self._control or self._start()
        socket.send_fds(control, [message], [passed.fileno()] if passed else [])
        reply: dict[str, Any] = json.loads(control.recv(4096))
        return reply

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            # -P: the current folder may hold strangers named like our packages.
            command = [sys.executable, "-P", "-m", "sparql_endpoint.zygote", str(theirs.fileno())]
            self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
            )
        self._control = ours
        return ours

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            try:
                self._process.wait(timeout=2)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._control = self._process = None


@dataclass(eq=False)
class QueryProcess:
    """One forked process and the connection to it."""

    pid: int
    connection: socket.socket
    snapshot: Snapshot

    def wait(self, seconds: float) -> bool:
        """Whether a frame, or the end, can be read within so many seconds."""
        poll = select.poll()
        poll.register(self.connection, select.POLLIN)
        return bool(poll.poll(max(0.0, seconds) * 1000))

    def ready(self, seconds: float) -> bool:
        """Whether the process has opened its store; False where it failed or took too long."""
        try:
            return self.wait(seconds) and wire.receive(self.connection)[0] == wire.READY
        except (EOFError, OSError):
            return False
