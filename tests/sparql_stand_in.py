"""A SPARQL endpoint on the loopback interface for tests of SERVICE, over a few triples or of any manners."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pyoxigraph as ox

JSON = "application/sparql-results+json"


@dataclass
class StandIn:
    """address of the endpoint; what it was asked, and with which headers."""

    address: str
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def stand_in(answer: Callable[[str, BaseHTTPRequestHandler], None]) -> Iterator[StandIn]:
    """Serve with a function that answers one query on a handler."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            query = parse_qs(body)["query"][0]
            known.asked.append(query)
            known.headers.append(dict(self.headers.items()))
            with suppress(BrokenPipeError, ConnectionResetError):
                answer(query, self)

        def log_message(self, *_arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known = StandIn(f"http://127.0.0.1:{server.server_port}/sparql")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield known
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def send(handler: BaseHTTPRequestHandler, body: bytes, media_type: str = JSON, status: int = 200, **more: str) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", media_type)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in more.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def endpoint(turtle: str) -> Iterator[StandIn]:
    """One that answers over these triples."""
    store = ox.Store()
    store.load(input=turtle.encode(), format=ox.RdfFormat.TURTLE)

    def answer(query: str, handler: BaseHTTPRequestHandler) -> None:
        results: Any = store.query(query)
        send(handler, results.serialize(format=ox.QueryResultsFormat.JSON))

    with stand_in(answer) as known:
        yield known
