"""Answers that are kept: the same bytes again, never across editions or formats, never errors, within the room."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest

from kg.edition import Edition
from kg.store.query import Outcome, QueryFailed, QueryJob
from kg.workspace import open_workspace
from sparql_endpoint.app import create_app
from sparql_endpoint.cache import AnswerCache, normalised
from sparql_endpoint.limits import Limits
from sparql_endpoint.results import Answer
from sparql_endpoint.service import editions_of


def edition(hash_: str) -> Edition:
    return Edition(Path("/nowhere"), {"hash": hash_})


class Engine:
    """Answers with the query itself, and counts how often it is asked."""

    def __init__(self, *, truncated: bool = False) -> None:
        self.asked = 0
        self._truncated = truncated

    def __call__(self, job: QueryJob) -> Answer:
        self.asked += 1
        body = f"{job.query} {job.solutions}".encode()
        return Answer(Outcome("solutions", "json", 1, self._truncated), BytesIO(body), len(body), 0.1)


def test_asked_once_a_query_format_dataset_and_edition() -> None:
    cache, engine = AnswerCache(1 << 20), Engine()
    jobs = [
        (QueryJob("SELECT * { ?s ?p ?o }"), edition("1")),
        (QueryJob("SELECT * { ?s ?p ?o }"), edition("2")),
        (QueryJob("SELECT * { ?s ?p ?o }", "csv"), edition("1")),
        (QueryJob("SELECT * { ?s ?p ?o }", default_graphs=("http://e/g",)), edition("1")),
        (QueryJob("SELECT * { ?s ?p ?o }", named_graphs=("http://e/g",)), edition("1")),
        (QueryJob("SELECT * { ?s ?p 'o' }"), edition("1")),
    ]
    first = [cache.answer(*each, engine).read() for each in jobs]  # type: ignore[union-attr]
    assert engine.asked == len(jobs)
    second = [cache.answer(*each, engine).read() for each in jobs]  # type: ignore[union-attr]
    assert (engine.asked, second) == (len(jobs), first)
    spaced = QueryJob("SELECT  *{?s ?p ?o} # every one")
    assert cache.answer(spaced, edition("1"), engine).read() == first[0]  # type: ignore[union-attr]
    assert (cache.figures.hits, cache.figures.misses) == (len(jobs) + 1, len(jobs))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SELECT * { ?s ?p 'a  b' }", "SELECT * { ?s ?p 'a b' }"),
        ("SELECT * { ?s ?p 'a#b' }", "SELECT * { ?s ?p 'a#c' }"),
        ("SELECT * { ?s ?p <http://e/#a> }", "SELECT * { ?s ?p <http://e/#b> }"),
        ("SELECT * { ?s ?p \\u0022a # b\\u0022 }", "SELECT * { ?s ?p \\u0022a # c\\u0022 }"),
        ("SELECT * { ?s ?p ?o1 }", "SELECT * { ?s ?p ?o 1 }"),
    ],
)
def test_other_queries_are_told_apart(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


def test_errors_and_cut_off_answers_are_not_kept() -> None:
    cache, cut = AnswerCache(1 << 20), Engine(truncated=True)

    def fails(job: QueryJob) -> Answer:
        raise QueryFailed("QUERY001", "No.")

    for _ in range(2):
        cache.answer(QueryJob("SELECT"), edition("1"), cut)
        with pytest.raises(QueryFailed):
            cache.answer(QueryJob("x"), edition("1"), fails)
    assert (cut.asked, cache.figures.answers, cache.figures.bytes) == (2, 0, 0)


def test_the_room_is_never_passed_and_the_oldest_goes_first() -> None:
    cache, engine = AnswerCache(64 << 10), Engine()

    def work(start: int) -> None:
        for number in range(start, start + 100):
            cache.answer(QueryJob(f"SELECT {number} {'x' * 1000}"), edition("1"), engine)
            assert cache.figures.bytes <= 64 << 10

    threads = [Thread(target=work, args=(start,)) for start in (0, 50, 400)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = cache.figures.answers
    assert 0 < kept < 100
    work(1000)
    before = engine.asked
    work(1100 - kept)
    assert engine.asked == before + 100 - kept
    cache.answer(QueryJob("y" * (8 << 10)), edition("1"), engine)
    assert cache.figures.answers == kept


def test_no_room_keeps_nothing() -> None:
    cache, engine = AnswerCache(0), Engine()
    for _ in range(2):
        cache.answer(QueryJob("SELECT"), edition("1"), engine)
    assert engine.asked == 2


def test_over_http_the_same_answer_counts_from_numbers_and_304(edition_workspace: Path) -> None:
    app = create_app(editions_of(open_workspace(edition_workspace)), Limits(query_timeout_s=5))
    try:
        client = app.test_client()
        cache: AnswerCache = app.extensions["sunqar.cache"]
        query = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}
        first = client.get("/sparql", query_string=query)
        hits = cache.figures.hits
        second = client.get("/sparql", query_string=query)
        assert cache.figures.hits == hits + 1
        assert (second.data, second.headers["ETag"]) == (first.data, first.headers["ETag"])
        scanned = client.get("/sparql", query_string={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(true) }"})
        assert scanned.json == first.json
        held = client.get("/sparql", query_string=query, headers={"If-None-Match": first.headers["ETag"]})
        assert (held.status_code, held.data) == (304, b"")
        places = []
        for word in ("DISTINCT", "REDUCED "):  # the second is never put in other words
            wrong = client.get("/sparql", query_string={"query": f"SELECT {word} ?s {{ ?s ?p ?o . ?x }} ORDER BY ?s"})
            assert wrong.status_code == 400
            places.append((wrong.json["line"], wrong.json["column"]))
        assert places[0] == places[1]
        assert cache.figures.answers == 2
    finally:
        app.extensions["sunqar"].close()
