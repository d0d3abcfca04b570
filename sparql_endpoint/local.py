"""Questions to an edition of this machine, without a server: for the Python client and whoever has the folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from kg.edition import Edition
from kg.settings import Settings
from kg.store.query import QueryJob
from sparql_endpoint.guard import check_query
from sparql_endpoint.limits import Limits
from sparql_endpoint.rewriting import ask_in_other_words
from sparql_endpoint.service import snapshot
from sparql_endpoint.services.policy import Policy
from sparql_endpoint.services.services import Services
from sparql_endpoint.workers import WorkerPool


@dataclass(frozen=True, slots=True)
class LocalAnswer:
    """kind of answer, its bytes (SPARQL JSON, or N-Triples of a graph), and whether it was cut off at a limit."""

    kind: Literal["solutions", "boolean", "graph"]
    body: bytes
    truncated: bool


class LocalEngine:
    """What ``/sparql`` answers, in killable processes of its own. Safe to use from many threads; close it."""

    def __init__(self, edition: Edition, settings: Settings | None, timeout_s: float) -> None:
        """settings: of the workspace, for limits and for what SERVICE may ask; None for the defaults, which ask none.

        timeout_s: wall clock of one query. RunAborted for an edition of another format.
        """
        limits = Limits.from_settings(settings) if settings else Limits()
        self._limits = replace(limits, query_timeout_s=timeout_s)
        self._edition = edition
        opened = snapshot(edition)
        self._prefixes = dict(opened.prefixes)
        self._services = Services(Policy.from_settings(settings) if settings else Policy())
        self._pool = WorkerPool(self._limits, opened, spare=False)

    def ask(self, query: str) -> LocalAnswer:
        """Answer one query. QueryRejected, ServiceError, QueryFailed or PoolError, as over HTTP."""
        check_query(query, self._limits, service=True)
        job = QueryJob(query, "json", "nt", max_rows=self._limits.max_rows, max_bytes=self._limits.max_bytes)
        plan = self._services.plan(query, self._edition)
        if plan is not None:
            job = self._services.without_service(plan, job, self._edition, self._pool.run)
        answer = ask_in_other_words(job, self._edition, self._prefixes, self._pool.run)
        kind: Literal["solutions", "boolean", "graph"] = "graph"
        if answer.outcome.kind != "graph":
            kind = "boolean" if answer.outcome.kind == "boolean" else "solutions"
        return LocalAnswer(kind, answer.read(), answer.outcome.truncated)

    def close(self) -> None:
        """End the processes."""
        self._pool.close()
