"""The pool of query processes: editions that change under running queries, the copy in memory, streamed answers."""

from __future__ import annotations

import json
import resource
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from endpoint_client import wait_until

from kg.store.query import QueryJob
from sparql_endpoint import memory
from sparql_endpoint.limits import Limits
from sparql_endpoint.processes import Snapshot
from sparql_endpoint.results import Answer, BrokenOff, Streamed
from sparql_endpoint.workers import PoolError, WorkerPool

LIMITS = Limits(query_timeout_s=20.0, edition_in_memory="never")
ALL = QueryJob("SELECT * { ?s ?p ?o }")
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, Snapshot]:
    """Two stores: in the first all objects are "1", in the second "2"."""
    made = []
    for number in (1, 2):
        path = tmp_path_factory.mktemp("pool") / "store"
        store = ox.Store(str(path))
        lines = [f'<http://e/s{n}> <http://e/p> "{number}" <http://e/g> .' for n in range(500)]
        lines += [f'<http://e/s{n}> <http://e/p> "{number}" .' for n in range(500)]
        store.load("\n".join(lines).encode(), ox.RdfFormat.N_QUADS)
        store.flush()
        made.append(Snapshot(path))
    return made[0], made[1]


@pytest.fixture
def pool(snapshots: tuple[Snapshot, Snapshot]) -> Iterator[WorkerPool]:
    made = WorkerPool(LIMITS, snapshots[0])
    yield made
    made.close()


def _value(answer: Answer) -> str:
    values = {row["o"]["value"] for row in json.loads(answer.read())["results"]["bindings"]}
    assert len(values) == 1, "two editions in one answer"
    return str(values.pop())


def test_no_query_fails_while_editions_change(pool: WorkerPool, snapshots: tuple[Snapshot, Snapshot]) -> None:
    answers: list[str] = []
    stop = threading.Event()

    def ask(number: int) -> None:
        while not stop.is_set():
            # As a request does: it settles on an edition, and gets that one whatever the others do meanwhile.
            pool.use(snapshots[number])
            answers.append(f"{number + 1}{_value(pool.run(ALL, snapshot=snapshots[number]))}")

    threads = [threading.Thread(target=ask, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    assert wait_until(lambda: len(answers) > 20, 60.0)
    stop.set()
    for thread in threads:
        thread.join()
    assert set(answers) == {"11", "22"}


def test_a_query_that_runs_ends_on_its_edition(pool: WorkerPool, snapshots: tuple[Snapshot, Snapshot]) -> None:
    first = pool.stream(replace(ALL, query="SELECT ?o { ?s ?p ?o . ?t ?q ?o . ?u ?r ?o }", max_rows=100_000))
    assert isinstance(first, Streamed)
    pool.use(snapshots[1])
    assert _value(pool.run(ALL)) == "2"
    with pytest.raises(BrokenOff):
        assert b'"2"' not in b"".join(first.chunks())


def test_the_copy_in_memory_answers_the_same(snapshots: tuple[Snapshot, Snapshot]) -> None:
    pool = WorkerPool(replace(LIMITS, edition_in_memory="always"), snapshots[0])
    counted = "SELECT ?g (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } GROUP BY ?g ORDER BY ?g"
    query = QueryJob(counted)
    try:
        before = pool.run(query).read()  # from disk, for the copy takes a moment
        assert wait_until(lambda: pool.in_memory, 30.0)
        assert pool.run(query).read() == before
        with pytest.raises(PoolError):
            pool.run(QueryJob(ENDLESS), cancelled=lambda: True)
        pool.use(snapshots[1])
        assert not pool.in_memory or wait_until(lambda: not pool.in_memory, 30.0)
        assert _value(pool.run(ALL)) == "2"
        assert wait_until(lambda: pool.in_memory, 30.0)
        assert _value(pool.run(ALL)) == "2"
        assert _value(pool.run(ALL, snapshot=snapshots[0])) == "1"
    finally:
        pool.close()


def test_the_copy_has_to_fit(snapshots: tuple[Snapshot, Snapshot], monkeypatch: pytest.MonkeyPatch) -> None:
    store = snapshots[0].store_path
    size = sum(each.stat().st_size for each in store.iterdir())
    monkeypatch.setattr(memory, "_available", lambda: size * 22)
    assert memory.fits(store, 3, 7, 1536)
    monkeypatch.setattr(memory, "_available", lambda: size * 7)
    assert not memory.fits(store, 3, 0, 1536), "who reads all of it makes most of it a copy of its own"
    assert memory.fits(store, 0, 0, 1536)
    monkeypatch.setattr(memory, "_available", lambda: 2 * size)
    assert not memory.fits(store, 0, 0, 1536), "half of what is free is left alone"
    assert not memory.fits(store / "nothing", 1, 1, 1536)


def test_large_answers_are_streamed_and_small_ones_whole(pool: WorkerPool) -> None:
    assert isinstance(pool.stream(ALL), Answer)
    large = QueryJob("SELECT * { ?s ?p ?o . ?t ?q ?o } LIMIT 50000", "csv")
    answer = pool.stream(large)
    assert isinstance(answer, Streamed)
    assert sum(chunk.count(b"\n") for chunk in answer.chunks()) == 50_001
    assert pool.run(large).outcome.rows == 50_000


def test_memory_stays_flat_while_an_answer_is_streamed(snapshots: tuple[Snapshot, Snapshot]) -> None:
    # The answer is larger than the memory that its process may take.
    pool = WorkerPool(replace(LIMITS, query_memory_mib=32), snapshots[0])
    try:
        job = QueryJob("SELECT * { ?s ?p ?o . ?t ?q ?o }", max_rows=10**6, max_bytes=10**9)
        before, size, largest = _peak_mib(), 0, 0
        for chunk in pool.stream(job).chunks():
            size += len(chunk)
            largest = max(largest, len(chunk))
        assert size > 40 << 20
        assert largest <= 2 << 20
        assert _peak_mib() - before < 16
    finally:
        pool.close()


def _peak_mib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def test_an_answer_that_is_left_gives_its_place_back(pool: WorkerPool) -> None:
    for _ in range(LIMITS.short_places + LIMITS.workers + 2):
        answer = pool.stream(QueryJob("SELECT * { ?s ?p ?o . ?t ?q ?o . ?u ?r ?o }", max_rows=10**9, max_bytes=10**12))
        assert isinstance(answer, Streamed)
        answer.close()
    assert pool.run(QueryJob("ASK {}")).outcome.rows == 1


def test_a_dead_zygote_is_replaced(pool: WorkerPool, snapshots: tuple[Snapshot, Snapshot], tmp_path: Path) -> None:
    assert _value(pool.run(ALL)) == "1"
    zygote = pool._shared.reserve._zygote
    assert zygote._process is not None
    zygote._process.kill()
    zygote._process.wait()
    copied = tmp_path / "store"
    shutil.copytree(snapshots[1].store_path, copied)
    pool.use(Snapshot(copied))
    assert _value(pool.run(ALL)) == "2"
    assert _value(pool.run(ALL)) == "2"
