"""A writable server for tests, and plain requests to it."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from endpoint_edition import serve

TOKEN = "a-token-of-the-tests-0123456789"
UPDATE = "application/sparql-update"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Client:
    """Sends one request on a connection of its own; with the token unless told otherwise."""

    address: str
    headers: dict[str, str] = field(default_factory=lambda: {"Authorization": f"Bearer {TOKEN}"})

    def __call__(
        self, method: str, path: str, body: bytes | str = b"", headers: dict[str, str] | None = None, token: bool = True
    ) -> Answer:
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        data = body.encode() if isinstance(body, str) else body
        try:
            connection.request(method, path, data or None, {**(self.headers if token else {}), **(headers or {})})
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def update(self, text: str) -> Answer:
        return self("POST", "/update", text, {"Content-Type": UPDATE})

    def query(self, text: str) -> bytes:
        answer = self("POST", "/sparql", text, {"Content-Type": "application/sparql-query", "Accept": "text/csv"})
        assert answer.status == 200, answer.body
        return answer.body


@contextmanager
def writable(workspace: Path, *flags: str) -> Iterator[Client]:
    """``sunqar serve --writable`` over the workspace; it must end cleanly."""
    tokens = workspace / "tokens"
    tokens.write_text(TOKEN + "\n", encoding="utf-8")
    tokens.chmod(0o600)
    process, address = serve(workspace, "--writable", "--token-file", str(tokens), *flags)
    try:
        yield Client(address)
    finally:
        process.terminate()
        assert process.wait(timeout=120) == 0
