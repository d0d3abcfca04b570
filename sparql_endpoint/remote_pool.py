"""In place of the query processes: a remote store that answers, with the same limits before and behind it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from tempfile import SpooledTemporaryFile

from kg.store.query import QueryJob
from kg.store.remote import RemoteStore
from kg.store.remote_reader import Busy, RemoteReader
from sparql_endpoint.budgets import Budgets
from sparql_endpoint.guard import check_query
from sparql_endpoint.lanes import Lane, Turned
from sparql_endpoint.limits import Limits
from sparql_endpoint.processes import Snapshot
from sparql_endpoint.reserve import PoolError
from sparql_endpoint.results import Answer

_IN_MEMORY = 1 << 20
_ANY = 1 << 40


class RemotePool:
    """As ``WorkerPool``, for one remote store. Safe to use from many threads.

    What the store does with a query whose time is over is up to the store: its own limit should be near ours.
    """

    in_memory = False

    def __init__(self, limits: Limits, snapshot: Snapshot, store: RemoteStore) -> None:
        self.budgets = Budgets(limits)
        self._limits, self._snapshot, self._store = limits, snapshot, store
        self._lane = Lane(limits.short_places, limits.queue)
        # Who asks is checked before; here it is only made sure that no SERVICE and no update gets through.
        self._gate = replace(
            limits, max_query_chars=_ANY, max_nesting=_ANY, max_operators=_ANY, max_patterns=_ANY
        )

    def use(self, snapshot: Snapshot) -> None:
        """Declare the prefixes of another edition from now on."""
        self._snapshot = snapshot

    def figures(self) -> dict[str, float]:
        """As ``WorkerPool.figures``; there are no processes."""
        none = dict.fromkeys(("long_waiting", "long_running", "idle", "killed", "in_memory"), 0.0)
        return none | {
            "short_waiting": self._lane.waiting, "short_running": self._lane.running, "clients": len(self.budgets),
        }  # fmt: skip

    def run(
        self,
        job: QueryJob,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        client: str = "",
        snapshot: Snapshot | None = None,
    ) -> Answer:
        """Answer one job, whole. Errors and arguments as ``WorkerPool.run``; QueryRejected for SERVICE and updates."""
        if not job.describe:
            check_query(job.query, self._gate)
        self.budgets.check(client)
        self._enter(client, cancelled)
        start = time.monotonic()
        try:
            return self._answer(job, snapshot or self._snapshot, start, cancelled)
        finally:
            self._lane.leave()
            self.budgets.spend(client, time.monotonic() - start)

    def stream(
        self,
        job: QueryJob,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        client: str = "",
        snapshot: Snapshot | None = None,
    ) -> Answer:
        """The same: an answer is sent when the store has given all of it, so that none is cut off by a late error."""
        return self.run(job, cancelled, client=client, snapshot=snapshot)

    def close(self) -> None:
        """End the connections."""
        self._store.http.close()

    def _enter(self, client: str, cancelled: Callable[[], bool]) -> None:
        if self._lane.try_enter():
            return
        try:
            self._lane.enter(client, self._limits.queue_wait_s, cancelled)
        except Turned as turned:
            raise _busy(f"The endpoint is busy: {turned.why}.") from None

    def _answer(self, job: QueryJob, snapshot: Snapshot, start: float, cancelled: Callable[[], bool]) -> Answer:
        reader = RemoteReader(self._store, dict(snapshot.prefixes), snapshot.base)
        body = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed by whoever reads the answer)
        seconds = self._limits.query_timeout_s
        try:
            outcome = reader.run(job, lambda chunk: _write(body, chunk), _begun, start + seconds, cancelled)
        except BaseException as error:
            body.close()
            raise _named(error, seconds) from error
        return Answer(outcome, body, body.tell(), time.monotonic() - start)


def _write(body: SpooledTemporaryFile[bytes], chunk: bytes) -> None:
    body.write(chunk)


def _begun(_kind: str, _format_name: str) -> None:
    """Nothing is sent before the end."""


def _busy(message: str) -> PoolError:
    return PoolError("POOL002", message, advice="Come back in a few seconds.")


def _named(error: BaseException, seconds: float) -> BaseException:
    """The error as whoever asked should hear it."""
    if isinstance(error, TimeoutError):
        return PoolError(
            "POOL001",
            f"The query ran past the limit of {seconds:g} seconds and was ended.",
            advice="Bind more of its patterns, avoid patterns that share no variable, or ask for fewer rows.",
        )
    if isinstance(error, Busy):
        return _busy("The store behind this endpoint is busy.")
    if isinstance(error, ConnectionAbortedError):
        return PoolError("POOL004", "The client has gone; the query was ended.")
    if isinstance(error, OSError):
        return PoolError(
            "POOL005", "The store behind this endpoint does not answer.", advice="Come back in a few minutes."
        )
    return error
