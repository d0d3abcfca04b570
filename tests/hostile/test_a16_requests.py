"""A16 to A18: requests too large, too slow, left alone, or not as the protocol has them."""

from __future__ import annotations

import json
import time
from urllib.parse import quote

import pytest
from endpoint_client import FORM, PRODUCT, ask, burning, connect, footprint, spent_until_quiet, wait_until

pytestmark = pytest.mark.usefixtures("still_answers")

QUERY = "application/sparql-query"


def test_a16_too_large(attacked: tuple[str, int], server: str) -> None:
    address, pid = attacked
    before = footprint(pid)["mib"]
    assert ask(address, "", "GET", "/sparql?query=" + "x" * 70_000)[0] == 414
    assert ask(address, "#" * 200_000)[0] == 413
    assert ask(address, "#" * (20 << 20))[0] == 413
    assert footprint(pid)["mib"] - before < 32, "the body was held in memory"


def test_a16_far_too_large_is_not_read(attacked: tuple[str, int], server: str) -> None:
    with connect(attacked[0]) as connection:
        connection.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 134217728\r\n\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    "beginning",
    [
        pytest.param(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nASK", id="body"),
        pytest.param(b"GET /sparql?query=ASK HTTP/1.1\r\nHost", id="head"),
    ],
)
def test_a16_too_slow(attacked: tuple[str, int], server: str, beginning: bytes) -> None:
    with connect(attacked[0]) as connection:
        connection.sendall(beginning)
        for _ in range(60):
            time.sleep(0.1)
            try:
                connection.sendall(b" ")
            except OSError:
                break
        answer = connection.recv(65536)
    assert answer.startswith((b"HTTP/1.1 408", b"HTTP/1.0 408"))
    assert b"HTTP408" in answer


def test_a17_a_client_that_leaves_frees_its_process(attacked: tuple[str, int], server: str) -> None:
    address, pid = attacked
    request = f"GET /sparql?query={quote(PRODUCT + '# left alone')} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    connections = [connect(address) for _ in range(2)]
    for connection in connections:
        connection.sendall(request)
    assert wait_until(lambda: bool(burning(pid, 0.1)), 1.5), "nothing ran, so nothing can be said"
    for connection in connections:
        connection.close()
    assert spent_until_quiet(pid) < 1.0 * len(connections)


def test_a17_also_in_the_middle_of_an_answer(attacked: tuple[str, int], server: str) -> None:
    address, pid = attacked
    with connect(address) as connection:
        query = quote("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
        connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert connection.recv(1024).startswith(b"HTTP/1.1 200")
    assert spent_until_quiet(pid) < 1.0


@pytest.mark.parametrize(
    ("method", "path", "body", "kind"),
    [
        pytest.param("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", "", FORM, id="twice"),
        pytest.param("POST", "/sparql", "query=ASK%7B%7D&query=ASK%7B%7D", FORM, id="twice-in-form"),
        pytest.param("POST", "/sparql?query=ASK%7B%7D", "ASK {}", QUERY, id="in-address-and-body"),
        pytest.param("POST", "/sparql", "query=ASK%7B%7D&update=CLEAR+ALL", FORM, id="query-and-update"),
        pytest.param("POST", "/sparql", "", FORM, id="missing"),
        pytest.param("POST", "/sparql", "ASK {}", "text/plain", id="wrong-type"),
        pytest.param("POST", "/sparql", "query=%FF%FE", FORM, id="not-utf-8"),
        pytest.param("GET", "/sparql?query=%FF%FE", "", FORM, id="not-utf-8-in-address"),
        pytest.param("GET", "/sparql?query=ASK%7B%7D%00", "", FORM, id="nul"),
        pytest.param("GET", "/sparql?query=%ED%A0%80", "", FORM, id="surrogate"),
    ],
)
def test_a18_not_as_the_protocol_has_it(server: str, method: str, path: str, body: str, kind: str) -> None:
    status, headers, answer = ask(server, body, method, path, Content_Type=kind)
    assert 400 <= status < 500
    assert headers["content-type"] == "application/problem+json"
    assert json.loads(answer)["code"]


def test_a18_per_cent_signs_are_decoded_once(server: str) -> None:
    for method, path, body in (
        ("GET", "/sparql?query=" + quote('SELECT ("100%25" AS ?x) {}'), ""),
        ("POST", "/sparql", "query=" + quote('SELECT ("100%25" AS ?x) {}')),
    ):
        _, _, answer = ask(server, body, method, path, Content_Type=FORM)
        assert json.loads(answer)["results"]["bindings"][0]["x"]["value"] == "100%25"
