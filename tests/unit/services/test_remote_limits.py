"""Endpoints that misbehave: slow, endless, redirecting, cut off, lying about what they send."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from time import monotonic

import pytest
from sparql_stand_in import JSON, send, stand_in

from sparql_endpoint.results import Table
from sparql_endpoint.services.addresses import Allowed, target_of
from sparql_endpoint.services.errors import ServiceError
from sparql_endpoint.services.remote import RemoteLimits, ask

LIMITS = RemoteLimits(seconds=1.0, rows=3, bytes=5_000)
ROW = {"s": {"type": "uri", "value": "http://e/a"}}


def _results(*rows: object, names: tuple[str, ...] = ("s",), **more: object) -> bytes:
    return json.dumps({"head": {"vars": names}, "results": {"bindings": rows}, **more}).encode()


def _ask(answer: Callable[[str, BaseHTTPRequestHandler], None]) -> Table:
    with stand_in(answer) as known:
        target = target_of(known.address, Allowed.of(("http://127.0.0.1:",)))
        return ask(target, "SELECT * {}", LIMITS, monotonic() + LIMITS.seconds)


def _drip(_query: str, handler: BaseHTTPRequestHandler) -> None:
    """One byte now and then: no single read takes long."""
    handler.send_response(200)
    for _ in range(400):
        handler.wfile.write(b"X")
        handler.wfile.flush()
        time.sleep(0.05)


def _drip_body(_query: str, handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.end_headers()
    _drip(_query, handler)


def _short(_query: str, handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(_results(ROW))


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (lambda _, h: send(h, _results(*[ROW] * 4)), "SERVICE005"),
        (lambda _, h: send(h, _results({"s": {"type": "literal", "value": "x" * 9_000}})), "SERVICE005"),
        (lambda _, h: send(h, _results(ROW, truncated=True)), "SERVICE005"),
        (lambda _, h: send(h, _results(ROW), X_Sunqar_Truncated="rows=1"), "SERVICE005"),
        (lambda _, h: send(h, _results(ROW), "text/html"), "SERVICE004"),
        (lambda _, h: send(h, b"<sparql/>", "application/sparql-results+xml"), "SERVICE004"),
        (lambda _, h: send(h, b"{}"), "SERVICE004"),
        (lambda _, h: send(h, b"[" * 4_000), "SERVICE004"),
        (lambda _, h: send(h, b"\xff\xfe"), "SERVICE004"),
        (lambda _, h: send(h, gzip.compress(_results(ROW)), Content_Encoding="gzip"), "SERVICE004"),
        (lambda _, h: send(h, _results(ROW, names=("s) { } } DROP ALL #",))), "SERVICE004"),
        (lambda _, h: send(h, _results({"s": {"type": "uri", "value": ["x"]}})), "SERVICE004"),
        (lambda _, h: send(h, _results({"s": {"type": "other", "value": "x"}})), "SERVICE004"),
        (lambda _, h: send(h, b"no", "text/plain", 500), "SERVICE004"),
        (lambda _, h: send(h, b"", "text/plain", 302, Location="http://127.0.0.1:1/"), "SERVICE004"),
        (_short, "SERVICE004"),
        (_drip, "SERVICE006"),
        (_drip_body, "SERVICE006"),
        (lambda _, h: time.sleep(1.5), "SERVICE006"),
        (lambda _, h: h.wfile.write(b"nonsense\r\n\r\n"), "SERVICE003"),
    ],
)
def test_what_is_no_whole_table_within_limits_is_an_error(
    answer: Callable[[str, BaseHTTPRequestHandler], None], code: str
) -> None:
    with pytest.raises(ServiceError) as caught:
        _ask(answer)
    assert caught.value.code == code
    assert "http://127.0.0.1:" in caught.value.message
    assert caught.value.passing


def test_a_redirect_is_not_followed() -> None:
    with stand_in(lambda _, h: send(h, _results(ROW))) as other, pytest.raises(ServiceError):
        _ask(lambda _, h: send(h, b"", "text/plain", 307, Location=other.address))
    assert other.asked == []


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert len(_ask(lambda _, h: send(h, _results(ROW, ROW))).rows) == 2
