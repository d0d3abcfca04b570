"""What the web application works with: the current edition, and a pool of processes that answer about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kg.edition import Edition
from kg.prefixes import standard_prefixes
from kg.store.query import QueryJob
from kg.workspace import Workspace
from sparql_endpoint.limits import Limits
from sparql_endpoint.processes import Snapshot
from sparql_endpoint.results import Answer, Row, table
from sparql_endpoint.workers import WorkerPool

_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def editions_of(workspace: Workspace) -> Callable[[], Edition]:
    """Gives the current edition of a workspace; reads its manifest only when another one became current."""
    link = workspace.editions_path / "current"
    opened: dict[str, Edition] = {}

    def current() -> Edition:
        target = str(link.resolve())
        if target not in opened:
            edition = workspace.current_edition()
            opened.clear()
            opened[target] = edition
        return opened[target]

    return current


@dataclass(frozen=True)
class Service:
    """Asked once a request for ``at()``, so that one page never mixes two editions."""

    editions: Callable[[], Edition]
    limits: Limits
    pool: WorkerPool

    @classmethod
    def start(cls, editions: Callable[[], Edition], limits: Limits) -> Service:
        """Start the query processes on the current edition. RunAborted where there is none."""
        return cls(editions, limits, WorkerPool(limits, snapshot(editions())))

    def at(self, cancelled: Callable[[], bool] = lambda: False) -> View:
        """The current edition, for the time of one request."""
        edition = self.editions()
        self.pool.use(snapshot(edition))
        return View(edition, self.limits, self.pool, cancelled)

    def close(self) -> None:
        """End the query processes."""
        self.pool.close()


@dataclass(frozen=True)
class View:
    """One edition, and questions to it."""

    edition: Edition
    limits: Limits
    pool: WorkerPool
    cancelled: Callable[[], bool]

    def run(self, job: QueryJob) -> Answer:
        """Answer a job within the limits on rows and bytes."""
        bounded = replace(
            job,
            max_rows=min(job.max_rows, self.limits.max_rows),
            max_bytes=min(job.max_bytes, self.limits.max_bytes),
        )
        return self.pool.run(bounded, self.cancelled)

    def select(self, query: str) -> tuple[Row, ...]:
        """Rows of a query of ours; standard prefixes need no declaration."""
        return table(self.run(QueryJob(query))).rows

    def ask(self, query: str) -> bool:
        """Truth value of a query of ours."""
        return bool(table(self.run(QueryJob(query))).boolean)


def snapshot(edition: Edition) -> Snapshot:
    """What the query processes open for an edition. RunAborted for one of another format."""
    edition.check_format()
    prefixes = tuple(sorted(standard_prefixes(edition.vocabulary).items()))
    return Snapshot(edition.store_path, prefixes, f"{edition.base}/sparql")


def written(iri: str) -> str:
    """An IRI as SPARQL writes it; ValueError for a string that is none, so that no text can slip into a query."""
    if not iri or _NOT_IN_IRI.search(iri):
        raise ValueError(f"not an IRI: {iri!r}")
    return f"<{iri}>"


def written_all(iris: Iterable[str]) -> str:
    """Several of them, for VALUES."""
    return " ".join(written(iri) for iri in iris)
