"""Requests to a store that is busy for a while are repeated, those that it refuses are not; nothing is redirected."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from extractors.errors import RunAborted
from kg.store.http import Http, StoreRefused
from kg.store.remote import RemoteStore


class Script(BaseHTTPRequestHandler):
    answers: list[int]
    asked: list[tuple[str, str, bytes]]

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.asked.append((self.command, self.path, body))
        status = self.answers.pop(0) if self.answers else 204
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Length", "0")
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    do_PUT = do_POST = do_DELETE = do_GET = _answer

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def script() -> Iterator[tuple[type[Script], str]]:
    handler = type("Fresh", (Script,), {"answers": [], "asked": []})
    server = HTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield handler, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_busy_is_waited_for_with_growing_waits(script: tuple[type[Script], str]) -> None:
    handler, url = script
    handler.answers += [503, 429, 502]
    waits: list[float] = []
    store = RemoteStore(url, http=Http("Bearer x", wait=waits.append))
    store.put_graph("http://g.example/a b", [b"1\n", b"2\n"])
    assert waits == sorted(set(waits))
    assert [asked for asked in handler.asked if asked != handler.asked[0]] == []
    assert handler.asked[0] == ("PUT", "/store?graph=http%3A%2F%2Fg.example%2Fa%20b", b"1\n2\n")
    assert len(handler.asked) == 4


@pytest.mark.parametrize("status", [301, 401, 403, 415])
def test_a_refusal_is_final(script: tuple[type[Script], str], status: int) -> None:
    handler, url = script
    handler.answers += [status]
    with pytest.raises(StoreRefused, match=f"STORE104.*{status}"):
        RemoteStore(url, http=Http(wait=lambda seconds: None)).put_graph("", [b""])
    assert len(handler.asked) == 1


def test_nobody_there_is_told_after_so_many_tries() -> None:
    waits: list[float] = []
    with pytest.raises(RunAborted, match="STORE103"):
        Http(tries=3, wait=waits.append).send("PUT", "http://127.0.0.1:9/")
    assert len(waits) == 2


def test_a_large_graph_goes_in_pieces_the_first_of_which_replaces(
    script: tuple[type[Script], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    handler, url = script
    monkeypatch.setattr("kg.store.remote.CHUNK_BYTES", 4)
    RemoteStore(url).put_graph("", [b"1\n", b"2\n", b"3\n"])
    assert handler.asked == [("PUT", "/store?default", b"1\n2\n"), ("POST", "/store?default", b"3\n")]
