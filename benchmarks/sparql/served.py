"""A server under test as its own process: started on a free port, watched from outside, asked over HTTP."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_TREE_FIELDS = re.compile(r"^\d+ \(.*\) \S (\d+)", re.DOTALL)


@dataclass(frozen=True)
class Footprint:
    """What must not grow: processes below the server, its descriptors and threads, memory of all in MiB."""

    processes: int
    descriptors: int
    threads: int
    server_mib: int
    children_mib: int

    def __str__(self) -> str:
        return (
            f"{self.processes} processes, {self.descriptors} descriptors, {self.threads} threads, "
            f"{self.server_mib} MiB server, {self.children_mib} MiB alone in query processes"
        )


@dataclass(frozen=True)
class Served:
    """Address without the last slash, and the process."""

    address: str
    pid: int

    def footprint(self) -> Footprint:
        """As the kernel has it now."""
        children = _below(self.pid)
        status = Path(f"/proc/{self.pid}/status").read_text()
        fields = dict(line.split(":", 1) for line in status.splitlines())
        return Footprint(
            len(children),
            len(os.listdir(f"/proc/{self.pid}/fd")),
            int(fields["Threads"]),
            int(fields["VmRSS"].split()[0]) >> 10,
            sum(_private_kib(each) for each in children) >> 10,
        )


@contextmanager
def served(workspace: Path, **settings: str) -> Iterator[Served]:
    """``sunqar serve`` on the workspace; settings as its variables, without the prefix and in small letters."""
    command = [sys.executable, "-c", "from kg.cli import main; main()"]
    variables = {f"SUNQAR_{name.upper()}": value for name, value in settings.items()}
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            [*command, "serve", "--workspace", str(workspace), "--port", "0"],
            stderr=subprocess.PIPE,
            env=os.environ | variables,
            text=True,
        )
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.search(r"http://\S+", line)
        if not found:
            sys.exit(line + process.stderr.read())
        drain = subprocess.Popen(["cat"], stdin=process.stderr, stdout=log)
        try:
            yield Served(found[0].rstrip("/"), process.pid)
        finally:
            process.terminate()
            process.wait(timeout=60)
            drain.wait(timeout=10)
            log.seek(0)
            lines = log.read().splitlines()
            if lines:
                print(f"the server wrote {len(lines)} lines; the last: {lines[-1]}", file=sys.stderr)


class Client:
    """One connection that is kept alive, opened again where the server closed it."""

    def __init__(self, address: str, source: str = "127.0.0.1") -> None:
        self._netloc = urlsplit(address).netloc
        self._source = source
        self._connection: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[str, int]:
        """The status, or ``broken`` for an answer that was broken off, and the bytes that came."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        for attempt in (1, 2):
            if self._connection is None:
                self._connection = http.client.HTTPConnection(
                    self._netloc, timeout=120, source_address=(self._source, 0)
                )
            try:
                self._connection.request(method, path, body, sent)
                response = self._connection.getresponse()
            except (http.client.HTTPException, ConnectionError):
                self.close()
                if attempt == 2:
                    return "refused", 0
                continue
            try:
                return str(response.status), len(response.read())
            except http.client.IncompleteRead as error:
                self.close()
                return "broken", len(error.partial)
        raise AssertionError("not reached")

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _below(pid: int) -> list[int]:
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            found = _TREE_FIELDS.match((folder / "stat").read_text())
        except OSError:
            continue  # it has just ended
        if found:
            parents[int(folder.name)] = int(found[1])
    tree = [pid]
    for each in tree:
        tree += [child for child, parent in parents.items() if parent == each]
    return tree[1:]


def _private_kib(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty:"))
