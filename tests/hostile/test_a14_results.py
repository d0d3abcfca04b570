"""A14 and A15: an answer that is not whole says so, in its headers or by breaking off."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from endpoint_client import PRODUCT as COUNT
from endpoint_client import ask, connect
from endpoint_edition import serve

pytestmark = pytest.mark.usefixtures("still_answers")

PRODUCT = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


@pytest.fixture(scope="module")
def narrow(edition_workspace: Path) -> Iterator[str]:
    """A server that gives ten rows, or two megabytes, at most."""
    process, address = serve(edition_workspace, SUNQAR_MAX_ROWS="10")
    yield address
    process.terminate()
    process.wait(timeout=30)


@pytest.mark.parametrize("kind", ["json", "xml", "csv", "tsv"])
def test_a14_a_small_answer_has_a_header(narrow: str, server: str, kind: str) -> None:
    status, headers, body = ask(narrow, PRODUCT, "POST", f"/sparql?format={kind}")
    assert (status, headers["x-sunqar-truncated"]) == (200, "rows=10")
    if kind == "json":
        assert json.loads(body)["truncated"] is True
    if kind == "xml":
        assert body.endswith(b"<!-- truncated -->")


@pytest.mark.parametrize("query", [PRODUCT, "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }"])
def test_a14_a_large_answer_breaks_off(attacked: tuple[str, int], server: str, query: str) -> None:
    with pytest.raises(http.client.IncompleteRead) as caught:
        ask(attacked[0], query, Accept="text/csv, application/n-triples")
    assert len(caught.value.partial) > 1 << 20


def test_a14_also_when_compressed(attacked: tuple[str, int], server: str) -> None:
    with pytest.raises(http.client.IncompleteRead):
        ask(attacked[0], PRODUCT, Accept_Encoding="gzip")


def test_a14_without_chunks_it_waits_for_the_header(attacked: tuple[str, int], server: str) -> None:
    # HTTP/1.0 ends a body by closing the connection: broken off would look whole.
    query = quote("SELECT * { ?a ?b ?c . ?d ?e ?f }")
    with connect(attacked[0]) as connection:
        connection.sendall(f"GET /sparql?query={query} HTTP/1.0\r\n\r\n".encode())
        head = _until(connection, b"\r\n\r\n")
    assert head.startswith((b"HTTP/1.0 200", b"HTTP/1.0 504"))
    assert b"X-Sunqar-Truncated" in head or b" 504 " in head


def test_a15_time_runs_out_after_the_first_byte(attacked: tuple[str, int], server: str) -> None:
    query = f"SELECT * {{ {{ SELECT * {{ ?a ?b ?c }} LIMIT 5000 }} UNION {{ {COUNT} }} }}"
    try:
        status, _, body = ask(attacked[0], query)
    except http.client.IncompleteRead as error:
        with pytest.raises(ValueError, match=r"Expecting|delimiter|Unterminated"):
            json.loads(error.partial)
    else:  # on a machine so busy that not even the beginning was ready in time
        assert (status, json.loads(body)["code"]) == (504, "POOL001")


def test_a15_an_early_error_has_its_status(server: str) -> None:
    status, headers, body = ask(server, "SELECT (<http://example.org/no-such-function>(?c) AS ?x) { ?a ?b ?c }")
    assert (status, headers["content-type"]) == (400, "application/problem+json")
    assert json.loads(body)["code"] == "QUERY002"


def _until(connection: socket.socket, end: bytes) -> bytes:
    received = b""
    while end not in received and (part := connection.recv(65536)):
        received += part
    return received
