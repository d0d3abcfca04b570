"""SPARQL 1.1 Protocol and content negotiation, with no server."""

from __future__ import annotations

import pytest

from sparql_endpoint.negotiate import GRAPHS, SOLUTIONS, preferred
from sparql_endpoint.problems import HttpProblem
from sparql_endpoint.protocol import FORM, QUERY, UPDATE, HttpRequest, parse_request


def test_three_ways_to_ask() -> None:
    get = parse_request(HttpRequest("GET", b"query=ASK%20%7B%7D&default-graph-uri=a:b&named-graph-uri=a:c"))
    form = parse_request(HttpRequest("POST", b"", FORM, b"query=ASK+%7B%7D&default-graph-uri=a:b&named-graph-uri=a:c"))
    direct = parse_request(
        HttpRequest("POST", b"default-graph-uri=a:b&named-graph-uri=a:c", QUERY + "; charset=utf-8", b"ASK {}")
    )
    assert get == form == direct
    assert get.query == "ASK {}"


def test_percent_signs_are_decoded_once() -> None:
    assert parse_request(HttpRequest("GET", b"query=%22100%2525%22")).query == '"100%25"'
    assert parse_request(HttpRequest("POST", b"", FORM, b"query=%22100%2525%22")).query == '"100%25"'


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (HttpRequest("GET", b"query=ASK%7B%7D&query=ASK%7B%7D"), 400),
        (HttpRequest("POST", b"query=ASK%7B%7D", QUERY, b"ASK {}"), 400),
        (HttpRequest("POST", b"", FORM, b""), 400),
        (HttpRequest("POST", b"", "text/plain", b"ASK {}"), 415),
        (HttpRequest("POST", b"", "", b"ASK {}"), 415),
        (HttpRequest("PUT", b"query=ASK%7B%7D"), 405),
        (HttpRequest("DELETE", b""), 405),
        (HttpRequest("POST", b"", UPDATE, b"DROP ALL"), 403),
        (HttpRequest("POST", b"", FORM, b"update=DROP+ALL"), 403),
        (HttpRequest("GET", b"query=ASK%7B%7D&update=DROP+ALL"), 403),
        (HttpRequest("POST", b"", QUERY, b"ASK { \xff }"), 400),
        (HttpRequest("GET", b"query=%ff"), 400),
        (HttpRequest("GET", b"query=ASK%00"), 400),
        (HttpRequest("GET", b"&".join([b"default-graph-uri=a:b"] * 600)), 400),
    ],
)
def test_refused(request_: HttpRequest, status: int) -> None:
    with pytest.raises(HttpProblem) as caught:
        parse_request(request_)
    assert caught.value.status == status


def test_no_query_is_no_error_for_get() -> None:
    assert parse_request(HttpRequest("GET", b"")).query is None


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("application/xml;q=0.9, text/csv;q=0.8", "xml"),
        ("text/*", "xml"),
        ("text/csv;q=0, */*;q=0.1", "json"),
        ("application/sparql-results+json;q=0.2, text/tab-separated-values;q=0.3", "tsv"),
        ("application/pdf", None),
        ("text/csv;q=nonsense", None),
        ("x," * 100_000, None),
    ],
)
def test_best_format_for_tables(accept: str, wanted: str | None) -> None:
    assert preferred(accept, SOLUTIONS)[0] == wanted


def test_best_format_for_graphs() -> None:
    assert preferred("application/json", GRAPHS)[0] == "jsonld"
    assert preferred("text/html, application/n-quads;q=0.1", GRAPHS)[0] == "nq"
