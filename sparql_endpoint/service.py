"""What the web application works with: the current edition, and a pool of processes that answer about it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from kg.edition import Edition
from kg.prefixes import standard_prefixes
from kg.store.query import QueryJob
from kg.store.terms import is_iri
from kg.workspace import Workspace
from sparql_endpoint.clients import Clients
from sparql_endpoint.limits import Limits
from sparql_endpoint.processes import Snapshot
from sparql_endpoint.remote_editions import RemoteEditions
from sparql_endpoint.remote_pool import RemotePool
from sparql_endpoint.results import Answer, Row, Streamed, table
from sparql_endpoint.workers import WorkerPool


def editions_of(workspace: Workspace) -> Callable[[], Edition]:
    """Gives the current edition of a workspace; reads its manifest only when another one became current."""
    link = workspace.editions_path / "current"
    opened: dict[str, Edition] = {}

    def current() -> Edition:
        try:
            target = os.readlink(link)
        except OSError:
            target = ""  # that there is none is told with the edition
        if target not in opened:
            edition = workspace.current_edition()
            opened.clear()
            opened[target] = edition
        return opened[target]

    return current


class Opened:
    """The snapshot of the last edition, so that it need not be made anew for each request."""

    def __init__(self) -> None:
        self._last: tuple[Edition, Snapshot] | None = None

    def of(self, edition: Edition) -> Snapshot:
        """RunAborted for an edition of another format."""
        last = self._last
        if last is None or last[0] is not edition:
            last = self._last = edition, snapshot(edition)
        return last[1]


@dataclass(frozen=True)
class Service:
    """Asked once a request for ``at()``, so that one page never mixes two editions."""

    editions: Callable[[], Edition]
    limits: Limits
    pool: WorkerPool | RemotePool
    clients: Clients
    _opened: Opened = field(default_factory=Opened)

    @classmethod
    def start(cls, editions: Callable[[], Edition], limits: Limits) -> Service:
        """Start the query processes on the current edition; none for ``RemoteEditions``, whose store answers.

        RunAborted where there is no edition.
        """
        clients, opened = Clients(limits.trusted_proxies, limits.unmetered_clients), Opened()
        first = opened.of(editions())
        if isinstance(editions, RemoteEditions):
            return cls(editions, limits, RemotePool(limits, first, editions.store), clients, opened)
        return cls(editions, limits, WorkerPool(limits, first), clients, opened)

    def at(self, cancelled: Callable[[], bool] = lambda: False, client: str = "") -> View:
        """The current edition, for the time of one request; client as ``WorkerPool.run`` has it."""
        edition = self.editions()
        opened = self._opened.of(edition)
        self.pool.use(opened)
        return View(edition, self.limits, self.pool, cancelled, client, opened)

    def close(self) -> None:
        """End the query processes."""
        self.pool.close()


@dataclass(frozen=True)
class View:
    """One edition, and questions to it."""

    edition: Edition
    limits: Limits
    pool: WorkerPool | RemotePool
    cancelled: Callable[[], bool]
    client: str
    snapshot: Snapshot

    def run(self, job: QueryJob) -> Answer:
        """Answer a job within the limits on rows and bytes."""
        return self.pool.run(self._bounded(job), self.cancelled, client=self.client, snapshot=self.snapshot)

    def stream(self, job: QueryJob) -> Answer | Streamed:
        """The same, without waiting for all of a large answer."""
        return self.pool.stream(self._bounded(job), self.cancelled, client=self.client, snapshot=self.snapshot)

    def select(self, query: str) -> tuple[Row, ...]:
        """Rows of a query of ours; standard prefixes need no declaration."""
        return table(self.run(QueryJob(query))).rows

    def ask(self, query: str) -> bool:
        """Truth value of a query of ours."""
        return bool(table(self.run(QueryJob(query))).boolean)

    def _bounded(self, job: QueryJob) -> QueryJob:
        limits = self.limits
        if job.max_rows <= limits.max_rows and job.max_bytes <= limits.max_bytes:
            return job
        return replace(
            job,
            max_rows=min(job.max_rows, limits.max_rows),
            max_bytes=min(job.max_bytes, limits.max_bytes),
        )


def snapshot(edition: Edition) -> Snapshot:
    """What the query processes open for an edition. RunAborted for one of another format."""
    edition.check_format()
    prefixes = tuple(sorted(standard_prefixes(edition.vocabulary).items()))
    return Snapshot(edition.store_path, prefixes, f"{edition.base}/sparql")


def written(iri: str) -> str:
    """An IRI as SPARQL writes it; ValueError for a string that is none, so that no text can slip into a query."""
    if not is_iri(iri):
        raise ValueError(f"not an IRI: {iri!r}")
    return f"<{iri}>"


def archive_iris(view: View) -> str:
    """What the IRI of an archive begins with; a finding aid may name other holders, which are bodies like any other."""
    return f"{view.edition.base}/id/archive/"


def written_all(iris: Iterable[str]) -> str:
    """Several of them, for VALUES."""
    return " ".join(written(iri) for iri in iris)
