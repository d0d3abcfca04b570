"""The short way: the same answer each time, whether it is made, kept, or known by the bytes of its request."""

from __future__ import annotations

import re
import socket
from urllib.parse import parse_qsl, quote

import pytest
from endpoint_client import ask, connect
from hypothesis import given
from hypothesis import strategies as st

from sparql_endpoint.problems import HttpProblem
from sparql_endpoint.protocol import HttpRequest, parse_request

QUERY = "SELECT ?s ?o { ?s a ?o } ORDER BY ?s ?o LIMIT 40 # "


def _exchange(connection: socket.socket, request: bytes) -> tuple[str, bytes]:
    """Head without the date, and body."""
    connection.sendall(request)
    got = b""
    while b"\r\n\r\n" not in got:
        got += connection.recv(65536)
    head, _, body = got.partition(b"\r\n\r\n")
    told = re.search(rb"(?i)\ncontent-length: (\d+)", head)
    size = int(told[1]) if told and not request.startswith(b"HEAD") and b" 304 " not in head[:16] else 0
    while len(body) < size:
        body += connection.recv(65536)
    assert len(body) == size
    assert len(re.findall(rb"(?i)\ndate: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT", head)) == 1
    return re.sub(r"(?i)\r\ndate: [^\r]*", "", head.decode()), body


def _request(name: str, method: str = "GET", **headers: str) -> bytes:
    sent = "".join(f"{key.replace('_', '-')}: {value}\r\n" for key, value in headers.items())
    return f"{method} /sparql?query={quote(QUERY + name)} HTTP/1.1\r\nHost: x\r\n{sent}\r\n".encode()


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {}),
        ("HEAD", {}),
        ("GET", {"Accept": "text/csv"}),
        ("GET", {"Accept_Encoding": "gzip"}),
        ("HEAD", {"Accept_Encoding": "gzip"}),
    ],
)
def test_the_same_again(server: str, method: str, headers: dict[str, str]) -> None:
    request = _request(f"again {method} {headers}", method, **headers)
    with connect(server) as connection:
        first = _exchange(connection, request)
        assert first[0].startswith("HTTP/1.1 200 ")
        assert "x-content-type-options: nosniff" in first[0].lower()
        for _ in range(4):
            assert _exchange(connection, request) == first
        (tag,) = re.findall(r"(?i)\netag: (\S+)", first[0])
        known = request.replace(b"\r\n\r\n", f"\r\nIf-None-Match: {tag}\r\n\r\n".encode())
        unchanged = _exchange(connection, known)
        assert unchanged[0].startswith("HTTP/1.1 304 ")
        assert tag in unchanged[0]
        for _ in range(3):
            assert _exchange(connection, known) == unchanged
        other = request.replace(b"\r\n\r\n", b'\r\nIf-None-Match: "other"\r\n\r\n')
        assert _exchange(connection, other) == first


def test_two_at_once_get_two_answers(server: str) -> None:
    request = _request("twice")
    with connect(server) as connection:
        _, body = _exchange(connection, request)
        _exchange(connection, request)
        _exchange(connection, request)
        connection.sendall(request + request)
        got = b""
        while got.count(body) < 2:
            got += connection.recv(65536)
        assert got.count(b"HTTP/1.1 200 ") == 2


@pytest.mark.parametrize("last", ["HTTP/1.0\r\nHost: x", "HTTP/1.1\r\nHost: x\r\nConnection: close"])
def test_a_connection_that_is_to_end_ends(server: str, last: str) -> None:
    request = f"GET /sparql?query={quote(QUERY)} {last}\r\n\r\n".encode()
    for _ in range(3):
        with connect(server) as connection:
            connection.sendall(request)
            got = b"".join(iter(lambda: connection.recv(65536), b""))
        assert got.split(b" ", 2)[1] == b"200"


def test_who_has_used_up_its_budget_is_not_answered_from_memory_either(server: str) -> None:
    address = "/sparql?query=" + quote(QUERY + "budget")
    for _ in range(4):
        assert ask(server, "", "GET", address, source="127.0.0.9")[0] == 200
    statuses = {ask(server, f"no query {n}", source="127.0.0.9")[0] for n in range(70)}
    assert statuses == {400, 429}
    assert ask(server, "", "GET", address, source="127.0.0.9")[0] == 429
    assert ask(server, "", "GET", address, source="127.0.0.10")[0] == 200


@given(st.lists(st.text("a=+%;413cé", max_size=12).map(lambda value: "query" + value), max_size=3))
def test_fields_are_read_as_the_library_reads_them(fields: list[str]) -> None:
    data = "&".join(fields)
    found: object
    try:
        found = parse_request(HttpRequest("GET", quote(data, safe="=&+%;").encode())).query
    except HttpProblem as problem:
        found = problem.code
    try:
        pairs = parse_qsl(quote(data, safe="=&+%;"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        assert found == "PROTOCOL003"
        return
    values = [value for name, value in pairs if name == "query"]
    assert found == ("PROTOCOL001" if len(values) > 1 else values[0] if values else None)
