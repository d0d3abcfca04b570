"""The process that matches names, as the server sees it: started when first needed, once for each edition."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from extractors.errors import CodedError
from sparql_endpoint.limits import Limits
from sparql_endpoint.portal.reconcile.named import Candidate, Found
from sparql_endpoint.problems import HttpProblem

_LATER = (("Retry-After", "5"),)


@dataclass(frozen=True, slots=True)
class Asked:
    """A name to look for. kinds: of ``named.KINDS``; archive: code, empty for all; lang: BCP 47 or None."""

    name: str
    kinds: tuple[str, ...]
    lang: str | None = None
    archive: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """Answers in the order of what was asked, and the processor time that they took."""

    found: tuple[Found, ...]
    seconds: float


@dataclass
class _Running:
    index: Path
    process: subprocess.Popen[bytes]
    connection: Connection
    ready: bool = False
    owed: int = 0
    """Replies to batches that nobody waits for any more."""

    def cpu_s(self) -> float:
        """Processor time that the process has taken, as the kernel tells; 0 where it does not or it has gone."""
        try:
            return int(Path(f"/proc/{self.process.pid}/schedstat").read_text("ascii").split()[0]) / 1e9
        except (OSError, ValueError, IndexError):
            return 0.0


class Matcher:
    """One process at most. Safe to use from many threads: batches are answered one after the other."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._running: _Running | None = None

    def prepare(self, index: Path) -> None:
        """Begin to read the names of an edition, without waiting for it."""
        if self._lock.acquire(blocking=False):
            try:
                self._started(index)
            finally:
                self._lock.release()

    def ask(self, index: Path, asked: Sequence[Asked]) -> Reply:
        """Answer a batch over the search index of an edition.

        HttpProblem 503 where the names are still being read, or the processor is taken by others; 504 where the batch
        takes too much of it.
        """
        deadline = time.monotonic() + self._limits.query_timeout_s
        with self._turn():
            running = self._started(index)
            try:
                if not running.ready:
                    self._wait_for_names(running, deadline)
                while running.owed:
                    self._reply(running, deadline, running.cpu_s())
                    running.owed -= 1
                began = running.cpu_s()
                running.connection.send_bytes(json.dumps([_order(each) for each in asked]).encode())
                running.owed += 1
                told = self._reply(running, deadline, began)
                running.owed -= 1
            except (EOFError, OSError) as error:
                self._stop()
                message = "The process that matches names has ended; it is started again."
                raise HttpProblem(503, "RECONCILE002", message, headers=_LATER) from error
        return Reply(tuple(_found(each) for each in told["found"]), float(told["seconds"]))

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._stop()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._lock.acquire(timeout=self._limits.queue_wait_s):
            raise _busy()
        try:
            yield
        finally:
            self._lock.release()

    def _started(self, index: Path) -> _Running:
        running = self._running
        if running is not None and (running.index != index or running.process.poll() is not None):
            self._stop()
            running = None
        if running is None:
            ours, theirs = socket.socketpair()
            with theirs:
                # -P: the current folder may hold strangers named like our packages.
                module = "sparql_endpoint.portal.reconcile.process"
                process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
                    [sys.executable, "-P", "-m", module, str(theirs.fileno())],
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                )
            running = self._running = _Running(index, process, Connection(ours.detach()))
            start = {"index": str(index), "memory_mib": self._limits.query_memory_mib}
            running.connection.send_bytes(json.dumps(start).encode())
        return running

    def _wait_for_names(self, running: _Running, deadline: float) -> None:
        if not running.connection.poll(max(0.0, deadline - time.monotonic())):
            message = "The names of the edition are still being read."
            raise HttpProblem(503, "RECONCILE001", message, advice="Come back in a few seconds.", headers=_LATER)
        told: dict[str, Any] = json.loads(running.connection.recv_bytes())
        if "error" in told:
            self._stop()
            error = told["error"]
            raise CodedError(error["code"], error["message"], where=error["where"], advice=error["advice"])
        running.ready = True

    def _reply(self, running: _Running, deadline: float, began_cpu_s: float) -> dict[str, Any]:
        """The next reply. A batch that is slow because others run is left to end; one that is too much is ended."""
        if not running.connection.poll(max(0.0, deadline - time.monotonic())):
            if running.cpu_s() - began_cpu_s < self._limits.query_timeout_s:
                raise _busy()
            self._stop()
            raise self._too_slow()
        told: dict[str, Any] = json.loads(running.connection.recv_bytes())
        return told

    def _stop(self) -> None:
        if self._running is not None:
            self._running.connection.close()
            self._running.process.kill()
            self._running.process.wait()
            self._running = None

    def _too_slow(self) -> HttpProblem:
        return HttpProblem(
            504,
            "RECONCILE003",
            f"The batch took more than the limit of {self._limits.query_timeout_s:g} seconds.",
            advice="Send fewer queries at a time, and name their type.",
        )


def _busy() -> HttpProblem:
    message = "The service is busy with other names."
    return HttpProblem(503, "RECONCILE002", message, advice="Come back in a few seconds.", headers=_LATER)


def _order(asked: Asked) -> dict[str, Any]:
    return {"name": asked.name, "lang": asked.lang, "kinds": list(asked.kinds), "archive": asked.archive}


def _found(told: dict[str, Any]) -> Found:
    candidates = (Candidate(**{**each, "archives": tuple(each["archives"])}) for each in told["candidates"])
    return Found(tuple(candidates), float(told["others"]))  # -Infinity, as Python writes it
