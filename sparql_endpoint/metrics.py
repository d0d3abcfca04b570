"""What the server counts, for Prometheus: sums and present states, nothing of any reader, query or page.

Requests are counted by the application's outermost layer, refusals by the code of the problem that is told; queues,
processes, kept answers and the edition are read when ``/metrics`` is asked. Each server process has its own counts, so
Prometheus asks each of them. Answers that are repeated without being read (``repeats``) count as kept answers alone.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication

    from flask import Flask

    from kg.edition import Edition

NAME = "sunqar.metrics"
_GROUPS = frozenset(
    {"sparql", "update", "graph-store", "search", "page", "data", "id", "iiif", "reconcile", "review", "dataset"}
)
"""First parts of addresses that are told apart; all others are one."""
_QUIET = frozenset({"healthz", "readyz", "metrics"})
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_LOOK_S = 5.0
"""The ledger is asked for what is not published yet at most so often."""


class Metrics:
    """Counts of one server. Safe to use from many threads."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._seconds = Histogram(
            "sunqar_request_seconds", "Time until an answer began, by kind of address and status.",
            ("group", "status"), buckets=_BUCKETS, registry=self.registry,
        )  # fmt: skip
        self._problems = Counter(
            "sunqar_problems_total", "Requests that got an error, by its code.", ("code",), registry=self.registry
        )

    def problem(self, code: str) -> None:
        """A request was refused or failed. code is one of ours, so their number is bounded."""
        self._problems.labels(code).inc()

    def watch(self, app: WSGIApplication) -> WSGIApplication:
        """The same application, with its requests counted."""
        return _Watched(app, self._seconds)

    def add(self, state: Callable[[], Iterable[Metric]]) -> None:
        """Have present states told whenever somebody asks."""
        self.registry.register(_Asked(state))


@dataclass(frozen=True)
class _Watched:
    app: WSGIApplication
    seconds: Histogram

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        group = str(environ.get("PATH_INFO", "")).split("/", 2)[1:2]
        name = group[0] if group else ""
        if name in _QUIET:
            return self.app(environ, start_response)
        began, status = time.perf_counter(), "000"

        def started(line: str, *rest: Any) -> Any:
            nonlocal status
            status = line[:3]
            return start_response(line, *rest)

        try:
            return self.app(environ, started)
        finally:
            self.seconds.labels(name if name in _GROUPS else "other", status).observe(time.perf_counter() - began)


@dataclass(frozen=True)
class _Asked:
    state: Callable[[], Iterable[Metric]]

    def collect(self) -> Iterator[Metric]:
        """As prometheus_client calls it."""
        yield from self.state()

    def describe(self) -> Iterator[Metric]:
        """Nothing is known before it is asked."""
        yield from ()


def states_of(app: Flask) -> Callable[[], Iterator[Metric]]:
    """Queues, processes, kept answers and the edition of an application."""

    def states() -> Iterator[Metric]:
        service, cache = app.extensions["sunqar"], app.extensions["sunqar.cache"]
        figures = getattr(service.pool, "figures", None)
        if figures is not None:
            yield from _of_pool(figures())
        kept = cache.figures
        yield _counter("sunqar_kept_answers_found", "Requests that found an answer that was given before.", kept.hits)
        yield _counter("sunqar_kept_answers_missed", "Requests that found none.", kept.misses)
        yield _gauge("sunqar_kept_answers", "Answers that are kept.", kept.answers)
        yield _gauge("sunqar_kept_answers_bytes", "Bytes that they take.", kept.bytes)
        with suppress(Exception):  # no edition: readyz says why, and the other figures are still of use
            yield from _of_edition(service.editions())

    return states


def _of_pool(figures: dict[str, float]) -> Iterator[Metric]:
    waiting = GaugeMetricFamily("sunqar_queries_waiting", "Queries that wait for a place.", labels=["lane"])
    running = GaugeMetricFamily("sunqar_queries_running", "Queries that run.", labels=["lane"])
    for lane in ("short", "long"):
        waiting.add_metric([lane], figures[f"{lane}_waiting"])
        running.add_metric([lane], figures[f"{lane}_running"])
    yield waiting
    yield running
    yield _gauge("sunqar_query_processes_idle", "Query processes that wait for a query.", figures["idle"])
    yield _counter("sunqar_query_processes_killed", "Query processes that were ended with their query.",
                   figures["killed"])  # fmt: skip
    yield _gauge("sunqar_edition_in_memory", "1 where queries read a copy in memory.", figures["in_memory"])
    yield _gauge("sunqar_clients", "Clients whose budget is not full.", figures["clients"])


def _of_edition(edition: Edition) -> Iterator[Metric]:
    made = datetime.fromisoformat(str(edition.manifest["created"]))
    yield _gauge("sunqar_edition", "Number of the edition that is served.", edition.number)
    age = max(0.0, (datetime.now(UTC) - made).total_seconds())  # clocks are set back, too
    yield _gauge("sunqar_edition_age_seconds", "Since it was made.", age)
    yield _gauge("sunqar_edition_triples", "Statements in it.", float(edition.manifest["counts"]["triples"]))


def lag_of(ledger: Path) -> Callable[[], Iterator[Metric]]:
    """What was read from documents and is not published yet."""
    last: list[tuple[float, float]] = []

    def states() -> Iterator[Metric]:
        now = time.monotonic()
        if not last or now - last[0][0] > _LOOK_S:
            with suppress(Exception):
                last[:] = [(now, _unpublished_s(ledger))]
        if last:
            about = "Since documents were first read that the edition does not show; 0 where there are none."
            yield _gauge("sunqar_ingest_lag_seconds", about, last[0][1])

    return states


def _unpublished_s(ledger: Path) -> float:
    """By the numbers of runs, not by their times: clocks are set back and forward."""
    with closing(sqlite3.connect(f"{ledger.absolute().as_uri()}?mode=ro", uri=True, timeout=1)) as db:
        (first,) = db.execute(
            "SELECT min(run.ended) FROM run JOIN file ON file.run = run.id WHERE file.status = 'done' "
            "AND run.command IN ('ingest', 'build', 'upgrade') AND run.id > coalesce((SELECT max(id) FROM run "
            "WHERE command IN ('publish', 'build', 'upgrade') AND result = 'ok'), 0)"
        ).fetchone()  # fmt: skip
    if not first:  # what was read changed nothing that is published
        return 0.0
    return max(0.0, (datetime.now(UTC) - datetime.fromisoformat(first)).total_seconds())


def _gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, about, value=value)


def _counter(name: str, about: str, value: float) -> CounterMetricFamily:
    return CounterMetricFamily(name, about, value=value)
