"""OpenRefine itself, without a window, on a free port; driven by the requests that its own pages send.

Debian has it as ``openrefine``; tests that need it are left out where it is absent.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

needs_open_refine = pytest.mark.skipif(shutil.which("openrefine") is None, reason="OpenRefine is not installed")


@dataclass(frozen=True)
class OpenRefine:
    """address: of its server, without a last slash."""

    address: str

    def project(self, name: str, table: str) -> str:
        """A project made of a CSV file with a heading; its number."""
        parts = {"project-name": name, "format": "text/line-based/*sv"}
        parts["options"] = json.dumps({"separator": ",", "encoding": "UTF-8", "headerLines": 1})
        edge = "edge-of-a-part"
        body = "".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in parts.items()
        )
        body += f'--{edge}\r\nContent-Disposition: form-data; name="project-file"; filename="table.csv"\r\n'
        body += f"Content-Type: text/csv\r\n\r\n{table}\r\n--{edge}--\r\n"
        address = f"{self.address}/command/core/create-project-from-upload?csrf_token={self._mark()}"
        headers = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        with urllib.request.urlopen(urllib.request.Request(address, body.encode(), headers), timeout=60) as made:
            return urllib.parse.parse_qs(urllib.parse.urlsplit(made.url).query)["project"][0]

    def apply(self, project: str, operations: list[dict[str, Any]]) -> None:
        """Apply operations of *Undo / Redo → Apply…*, one after the other, and wait for those that ask a service."""
        for operation in operations:
            told = self._post(f"apply-operations?project={project}", operations=json.dumps([operation]))
            assert json.loads(told)["code"] in ("ok", "pending"), told
            until = time.monotonic() + 120
            while json.loads(self._get(f"get-processes?project={project}"))["processes"]:
                assert time.monotonic() < until, "an operation does not end"
                time.sleep(0.1)

    def rows(self, project: str) -> list[dict[str, str]]:
        """All rows, as *Export → Comma-separated value* writes them."""
        engine = json.dumps({"facets": [], "mode": "row-based"})
        text = self._post("export-rows/table.csv", project=project, format="csv", engine=engine)
        return list(csv.DictReader(io.StringIO(text)))

    def _mark(self) -> str:
        return str(json.loads(self._get("get-csrf-token"))["token"])

    def _get(self, command: str) -> str:
        with urllib.request.urlopen(f"{self.address}/command/core/{command}", timeout=60) as answer:
            return str(answer.read().decode())

    def _post(self, command: str, **fields: str) -> str:
        sent = urllib.parse.urlencode({**fields, "csrf_token": self._mark()}).encode()
        with urllib.request.urlopen(f"{self.address}/command/core/{command}", sent, timeout=60) as answer:
            return str(answer.read().decode())


@contextmanager
def open_refine(folder: Path) -> Iterator[OpenRefine]:
    """A server of its own that keeps its projects in the folder. Its start takes some ten seconds of a processor."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["openrefine", "-i", "127.0.0.1", "-p", str(port), "-d", str(folder), "-m", "512M"]
    command += ["-x", "refine.headless=true"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=log, env=os.environ | {"HOME": str(folder)}, start_new_session=True
        )
    tool = OpenRefine(f"http://127.0.0.1:{port}")
    try:
        _wait(tool, process)
        yield tool
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=60)


def _wait(tool: OpenRefine, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 120
    while True:
        try:
            tool._mark()
        except OSError:
            assert process.poll() is None, "OpenRefine ended"
            assert time.monotonic() < until, "OpenRefine does not answer"
            time.sleep(0.2)
        else:
            return
