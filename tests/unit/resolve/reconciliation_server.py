"""A Reconciliation service of our own on the loopback interface, well- or ill-behaved as a test asks."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

SPACE = "http://www.wikidata.org/entity/"
KNOWN = {"Qasim bin Muhammad": ("Q7", 95.0), "Doha": ("Q3861", 100.0)}


@dataclass
class Service:
    """behaviour: of the answer to the next requests, one after the other, the last for ever."""

    url: str = ""
    behaviour: list[str] = field(default_factory=lambda: ["good"])
    asked: list[dict[str, dict[str, object]]] = field(default_factory=list)
    requests: int = 0


@contextmanager
def serving(*behaviour: str) -> Iterator[Service]:
    """Serve until the block ends."""
    service = Service(behaviour=list(behaviour) or ["good"])

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            return

        def do_GET(self) -> None:
            self._send({"versions": ["0.2"], "name": "Test", "identifierSpace": SPACE, "schemaSpace": SPACE})

        def do_POST(self) -> None:
            service.requests += 1
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            queries = json.loads(parse_qs(form)["queries"][0])
            how = service.behaviour[0] if len(service.behaviour) == 1 else service.behaviour.pop(0)
            if how == "good":
                service.asked.append(queries)
                self._send({key: {"result": _results(query["query"])} for key, query in queries.items()})
            elif how.isdigit():
                self.send_response(int(how))
                self.send_header("Retry-After", "1")
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif how == "broken":
                self._send(b'{"q0": {"result": [')
            elif how == "other":
                self._send({"answers": []})
            elif how == "huge":
                self._send(b" " * (9 << 20))
            elif how == "hang":
                time.sleep(3)
            elif how == "drip":
                self.send_response(200)
                self.end_headers()
                for _ in range(30):
                    self.wfile.write(b" ")
                    self.wfile.flush()
                    time.sleep(0.1)

        def _send(self, body: object) -> None:
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                return  # the client went away, as it should

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service.url = f"http://127.0.0.1:{server.server_address[1]}/api"
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()


def _results(name: str) -> list[dict[str, object]]:
    poor: dict[str, object] = {"id": "Q9", "name": "Somebody else", "score": 20, "match": False}
    odd: list[dict[str, object]] = [{"id": 5, "name": "x", "score": 99}, {"id": "a b", "name": "x", "score": 99}]
    if name not in KNOWN:
        return [poor]
    id_, score = KNOWN[name]
    return [poor, *odd, {"id": id_, "name": name, "score": score, "match": True}]
