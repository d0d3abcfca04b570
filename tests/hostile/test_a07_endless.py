"""A7 to A13: queries without end, without measure, or too deep. Each costs one process, and nobody else anything."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from endpoint_client import PRODUCT, ask, burning, wait_until

from extractors.errors import CodedError
from kg.store.query import QueryJob
from kg.workspace import open_workspace
from sparql_endpoint.limits import Limits
from sparql_endpoint.service import snapshot
from sparql_endpoint.workers import WorkerPool

pytestmark = pytest.mark.usefixtures("still_answers")

LIMIT_S = 2.0
DOUBLED = "".join(f"BIND(CONCAT(?a{n},?a{n}) AS ?a{n + 1}) " for n in range(26))
SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c"
JOINED = "SELECT (GROUP_CONCAT(?c) AS ?x) { ?a ?b ?c . ?d ?e ?f }"
STRING = f'SELECT (STRLEN(?a26) AS ?n) {{ BIND("aaaaaaaa" AS ?a0) {DOUBLED} }}'


@pytest.mark.parametrize(
    "query",
    [
        pytest.param(PRODUCT, id="A7-product"),
        pytest.param(SORTED, id="A8-sorted"),
        pytest.param("SELECT (COUNT(*) AS ?n) { ?a (!<x:y>)+ ?b . ?c (!<x:y>)+ ?d }", id="A9-closure"),
        pytest.param(JOINED, id="A10-joined"),
    ],
)
def test_it_is_ended_and_the_limit_is_named(attacked: tuple[str, int], server: str, query: str) -> None:
    address, pid = attacked
    start = time.perf_counter()
    status, headers, body = ask(address, query)
    taken = time.perf_counter() - start
    print(f"ended after {taken:.2f} s of {LIMIT_S} s")
    problem = json.loads(body)
    assert (status, headers["content-type"]) == (504, "application/problem+json")
    assert {"POOL001": "2 seconds", "QUERY005": "MiB"}[problem["code"]] in problem["title"]
    assert taken < LIMIT_S + 1.0
    assert wait_until(lambda: not burning(pid), 5.0), "the processor is still busy with it"


@pytest.fixture(scope="module")
def small_pool(edition_workspace: Path) -> Iterator[WorkerPool]:
    """With so little memory that it runs out before the time does."""
    edition = open_workspace(edition_workspace).current_edition()
    pool = WorkerPool(replace(Limits(), query_memory_mib=64, edition_in_memory="never"), snapshot(edition))
    yield pool
    pool.close()


@pytest.mark.parametrize(
    "query",
    [pytest.param(SORTED, id="A8-sorted"), pytest.param(STRING, id="A10-string")],
)
def test_memory_has_an_end(small_pool: WorkerPool, query: str) -> None:
    with pytest.raises(CodedError) as caught:
        small_pool.run(QueryJob(query))
    assert caught.value.code == "QUERY005"
    assert "64 MiB" in caught.value.message
    assert small_pool.run(QueryJob("ASK {}")).read() == b'{"head":{},"boolean":true}'


def test_a11_a12_regular_expressions_stay_linear(server: str) -> None:
    assert ask(server, f'ASK {{ FILTER(REGEX("{"a" * 40}!", "^(a+)+$")) }}')[0] == 200
    assert ask(server, 'ASK { FILTER(REGEX("aaa", "((a{1000}){1000}){1000}")) }')[0] in (200, 400)


DEEP = {
    "braces": "ASK " + "{" * 20_000 + "}" * 20_000,
    "brackets": "ASK { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }",
    "square": "ASK { ?s ?p " + "[<a:a> " * 10_000 + "1" + "]" * 10_000 + " }",
    "triple": "ASK { ?s ?p " + "<<" * 10_000 + " }",
    "and": "ASK { FILTER(true" + " && true" * 10_000 + ") }",
    "not": "ASK { FILTER(" + "!" * 20_000 + "true) }",
    "plus": "SELECT (1" + "+1" * 10_000 + " AS ?x) {}",
    "minus": "SELECT (" + "-" * 20_000 + "1 AS ?x) {}",
    "path": "ASK { ?s a" + "/a" * 10_000 + " ?o }",
    "inverse": "ASK { ?s " + "^" * 20_000 + "a ?o }",
    "optional": "ASK {" + "OPTIONAL {?s ?p ?o}" * 4_000 + "}",
    "union": "ASK {" + "{} UNION " * 5_000 + "{} }",
    "patterns": "ASK {" + "?s <a:b> ?o . " * 2_200 + "}",
    "objects": "ASK { ?s <a:b> " + "?o," * 2_200 + "1 }",
}


@pytest.mark.parametrize("query", DEEP.values(), ids=DEEP.keys())
def test_a13_deep_is_refused(server: str, query: str) -> None:
    status, headers, body = ask(server, query)
    assert status in (400, 413)
    assert headers["content-type"] == "application/problem+json"
    assert json.loads(body)["line"] == 1


@pytest.mark.parametrize("name", ["braces", "plus", "and"])
def test_a13_past_the_gate_one_process_dies(small_pool: WorkerPool, name: str) -> None:
    with pytest.raises(CodedError) as caught:
        small_pool.run(QueryJob(DEEP[name]))
    assert caught.value.code in ("POOL003", "QUERY005")
    assert small_pool.run(QueryJob("ASK {}")).outcome.rows == 1
