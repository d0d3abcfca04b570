"""The systems that are compared, each behind one face: start on the data, answer a question, tell its memory, end."""

from __future__ import annotations

import http.client
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlencode

from questions import Question

ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"
START_S = 900.0


@dataclass(frozen=True)
class Given:
    """One answer, as SPARQL JSON or N-Triples; error where there is none."""

    seconds: float
    answer: str
    error: str = ""


class System(Protocol):
    """One peer, started."""

    name: str
    kind: str

    def ask(self, question: Question, patience: float) -> Given:
        """Ask in the way that suits it best."""

    def mib(self) -> int:
        """Memory of its processes, what they share counted once."""

    def close(self) -> None:
        """End it."""


class OverHttp:
    """A server on this machine. advised: it is asked over the summary graphs."""

    kind = "HTTP"

    def __init__(
        self,
        name: str,
        command: list[str],
        path: str,
        *,
        port: int,
        advised: bool = False,
        env: dict[str, str] | None = None,
    ) -> None:
        self.name, self._path, self._port, self._advised = name, path, port, advised
        self._process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            process_group=0,
            env=os.environ | (env or {}),
        )
        self._connection: http.client.HTTPConnection | None = None

    def wait(self, ready: Callable[[OverHttp], bool]) -> None:
        """Until it answers. RuntimeError where it ends before, or never does."""
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            if self._process.poll() is not None:
                raise RuntimeError(f"{self.name} has ended with {self._process.returncode}")
            try:
                if ready(self):
                    return
            except (OSError, http.client.HTTPException):
                self._drop()
            time.sleep(0.5)
        raise RuntimeError(f"{self.name} did not answer within {START_S} s")

    def get(self, address: str, patience: float) -> tuple[int, bytes]:
        """Status and body, over a connection that is kept."""
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=patience)
            self._connection.connect()
            self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._connection.request("GET", address, headers={"Accept": ACCEPT})
        response = self._connection.getresponse()
        return response.status, response.read()

    def ask(self, question: Question, patience: float) -> Given:
        """See System."""
        query = question.advised if self._advised and question.advised else question.plain
        address = f"{self._path}?{urlencode({'query': query})}"
        if self._connection is None or _closed(self._connection):
            self._drop()  # some servers end a connection that waits: that is no failure to answer
        start = time.perf_counter()
        try:
            status, body = self.get(address, patience)
        except (OSError, http.client.HTTPException) as error:
            self._drop()
            return Given(time.perf_counter() - start, "", f"{type(error).__name__}: {error}")
        seconds = time.perf_counter() - start
        text = body.decode()
        return Given(seconds, text) if status == 200 else Given(seconds, "", f"{status} {text[:200]}")

    def mib(self) -> int:
        """See System."""
        return sum(_pss(pid) for pid in _tree(self._process.pid)) >> 10

    def close(self) -> None:
        """See System."""
        self._drop()
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class InProcess:
    """A library, driven by ``inprocess.py``; its time is taken there, so it pays for no transport."""

    kind = "in process"

    def __init__(self, name: str, engine: str, python: Path, data: Path) -> None:
        self.name, self._engine, self._mib = name, engine, 0
        command = [str(python), str(Path(__file__).with_name("inprocess.py")), engine, str(data)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.loaded_s = float(self._line()["loaded"])

    def ask(self, question: Question, patience: float) -> Given:
        """See System."""
        query = question.text if self._engine == "sparq" and question.text else question.plain
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(query) + "\n")
        self._process.stdin.flush()
        told = self._line()
        self._mib = max(self._mib, int(told["mib"]))
        return Given(float(told["seconds"]), str(told["answer"]), str(told["error"]))

    def mib(self) -> int:
        """See System."""
        return self._mib

    def close(self) -> None:
        """See System."""
        self._process.kill()
        self._process.wait()

    def _line(self) -> dict[str, str]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} has ended with {self._process.wait()}")
        told: dict[str, str] = json.loads(line)
        return told


def _closed(connection: http.client.HTTPConnection) -> bool:
    """Whether the other end has closed it: then its end can be read, and nothing else can be there to read."""
    return connection.sock is None or bool(select.select([connection.sock], [], [], 0)[0])


def _tree(pid: int) -> list[int]:
    """The process and all below it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        waiting += parents.get(found[-1], [])
    return found


def _pss(pid: int) -> int:
    """Kilobytes, with its part of what it shares."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def free_port() -> int:
    """One that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


SUNQAR = str(Path(sys.executable).with_name("sunqar"))
