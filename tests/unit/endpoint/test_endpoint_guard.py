"""The gate before the engine: what it refuses, what it lets through, and that no text makes it slow."""

from __future__ import annotations

import time

import pytest

from sparql_endpoint.guard import QueryRejected, check_query
from sparql_endpoint.limits import Limits

LIMITS = Limits()


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("ASK { SERVICE <http://x> { ?s ?p ?o } }", "GUARD004"),
        ("ASK { service silent ?u { ?s ?p ?o } }", "GUARD004"),
        ("ASK { \\u0053ERVICE <http://x> { ?s ?p ?o } }", "GUARD004"),
        ("SELECT (1e5SERVICE <http://x> {} AS ?x) {}", "GUARD004"),
        ("ASK { ?s ?p a.SERVICE ?u { } }", "GUARD004"),
        ("ASK { 'text' }SERVICE", "GUARD004"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "GUARD005"),
        ("DROP ALL", "GUARD005"),
        ("LOAD <file:///etc/passwd>", "GUARD005"),
        ("ASK " + "{" * 20_000 + "}" * 20_000, "GUARD002"),
        ("ASK { FILTER(" + "(" * 200 + "1" + ")" * 200 + ") }", "GUARD002"),
        ("ASK { FILTER(" + "!" * 10_000 + "true) }", "GUARD003"),
        ("SELECT (1" + "+1" * 10_000 + " AS ?x) {}", "GUARD003"),
        ("ASK { ?s a" + "/a" * 10_000 + " ?o }", "GUARD003"),
        ("ASK {" + "OPTIONAL {?s ?p ?o}" * 5_000 + "}", "GUARD003"),
        ("x" * 100_001, "GUARD001"),
    ],
)
def test_refused(query: str, code: str) -> None:
    with pytest.raises(QueryRejected) as caught:
        check_query(query, LIMITS)
    assert caught.value.code == code
    assert caught.value.where.startswith("line 1 column ")


@pytest.mark.parametrize(
    "query",
    [
        'ASK { ?service ?insert "SERVICE" }',
        "ASK { ?s <http://x/SERVICE> '''LOAD \\' SERVICE''' } # SERVICE",
        'ASK { ?s ?p "an \\" escaped SERVICE" }',
        "PREFIX service: <http://x/> ASK { ?s service:drop ex:SERVICE ; :LOAD ?x }",
        "SELECT ?x WHERE { VALUES ?x { " + "<http://x/a> " * 2_000 + "} }",
        "ASK { FILTER(?a < 3 && ?b > 4) }",
    ],
)
def test_let_through(query: str) -> None:
    check_query(query, LIMITS)


@pytest.mark.parametrize(
    "piece", ["a.", ":a", '"', "'''", '"""\\"', "<", "<a", "\\u0041", "#", "1e", "@a-", "a-", "{}", "?", "1.", "a:b.c-"]
)
def test_time_is_linear(piece: str) -> None:
    limits = Limits(max_query_chars=10**7, max_operators=10**7)
    start = time.perf_counter()
    check_query(piece * (300_000 // len(piece)), limits)
    assert time.perf_counter() - start < 3.0, "quadratic would take minutes"
