"""A SPARQL engine that is not ours: the oxigraph server, in memory, on a free port."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from endpoint_client import wait_until

OXIGRAPH = Path(sys.executable).with_name("oxigraph")


@dataclass(frozen=True)
class OutsideEngine:
    """address: of the server, without a last slash."""

    address: str

    def answers(self) -> bool:
        """Whether it is up."""
        try:
            return bool(self.select("SELECT (1 AS ?one) {}"))
        except OSError:
            return False

    def load(self, text: str, media_type: str = "application/n-quads") -> None:
        """Add statements."""
        request = urllib.request.Request(f"{self.address}/store", text.encode(), {"Content-Type": media_type})
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert answer.status in (200, 201, 204)

    def select(self, query: str) -> list[dict[str, str]]:
        """Rows of a SELECT: values as text, what is unbound left out."""
        headers = {"Accept": "application/sparql-results+json", "Content-Type": "application/sparql-query"}
        request = urllib.request.Request(f"{self.address}/query", query.encode(), headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            rows = json.load(answer)["results"]["bindings"]
        return [{name: value["value"] for name, value in row.items()} for row in rows]


@contextmanager
def outside_engine(folder: Path) -> Iterator[OutsideEngine]:
    """A server that ends with the block; folder: where its messages go."""
    if not OXIGRAPH.exists():
        pytest.skip("the oxigraph server is not installed")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([OXIGRAPH, "serve", "--bind", host], stdout=log, stderr=log)
    engine = OutsideEngine(f"http://{host}")
    try:
        assert wait_until(lambda: process.poll() is not None or engine.answers(), 60)
        assert process.poll() is None, (folder / "log").read_text("utf-8")
        yield engine
    finally:
        process.terminate()
        process.wait(timeout=30)
