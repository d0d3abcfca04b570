"""A pool of killable query processes. The engine cannot stop a query, so its process is stopped instead.

There are places for short queries and others for long ones. A query begins as a short one, unless it is known to be
long; one that turns out to be long moves over, and yields the processor. So short queries never wait for long ones.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO

from kg.store.query import QueryJob
from sparql_endpoint.budgets import Budgets
from sparql_endpoint.conversation import Conversation
from sparql_endpoint.heavy import Key, LongQueries
from sparql_endpoint.lanes import Lane, Turned
from sparql_endpoint.limits import Limits
from sparql_endpoint.processes import Snapshot
from sparql_endpoint.reserve import PoolError, Reserve
from sparql_endpoint.results import Answer, Streamed
from sparql_endpoint.turn import Shared, Turn

__all__ = ["PoolError", "WorkerPool"]

_WHOLE = 1 << 20
_KEPT = 3
"""One of so many places for short queries is kept for clients that are known to ask such ones."""
_LINGER_S = 0.02
"""An answer that is finished so soon after its first 64 KiB, and no larger, is sent whole, with its length."""


class WorkerPool:
    """Query processes over one edition at a time. Safe to use from many threads."""

    def __init__(self, limits: Limits, snapshot: Snapshot, *, spare: bool = True) -> None:
        """spare: keep processes ready before they are asked for; without, each starts when it is needed."""
        self._limits = limits
        self._shared = Shared(
            limits,
            short=Lane(limits.short_places, limits.queue, kept=limits.short_places // _KEPT),
            long=Lane(limits.workers, max(1, limits.queue // 4)),
            reserve=Reserve(limits, snapshot, spare=spare),
            budgets=Budgets(limits),
            known=LongQueries(),
        )

    @property
    def budgets(self) -> Budgets:
        """What the clients have left."""
        return self._shared.budgets

    @property
    def in_memory(self) -> bool:
        """Whether the current edition is read from a copy in memory by now."""
        return self._shared.reserve.in_memory

    def figures(self) -> dict[str, float]:
        """Queries that wait and run in each lane, processes, clients: what ``/metrics`` tells."""
        shared = self._shared
        return {
            "short_waiting": shared.short.waiting,
            "short_running": shared.short.running,
            "long_waiting": shared.long.waiting,
            "long_running": shared.long.running,
            "idle": shared.reserve.idle,
            "killed": shared.reserve.killed,
            "in_memory": shared.reserve.in_memory,
            "clients": len(shared.budgets),
        }

    def use(self, snapshot: Snapshot) -> None:
        """Answer from another edition from now on; queries that run finish on theirs."""
        if self._shared.reserve.use(snapshot):
            self._shared.known.clear()

    def run(
        self,
        job: QueryJob,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        client: str = "",
        snapshot: Snapshot | None = None,
    ) -> Answer:
        """Answer one job, whole. QueryFailed where the query is to blame, else PoolError or OverBudget.

        cancelled  is asked some twenty times a second whether the client has gone
        client     key of the client, for fairness and its budget; empty: not metered
        snapshot   the edition to ask, where that need not be the current one
        """
        answer = self.stream(job, cancelled, client=client, snapshot=snapshot)
        return answer.whole() if isinstance(answer, Streamed) else answer

    def stream(
        self,
        job: QueryJob,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        client: str = "",
        snapshot: Snapshot | None = None,
    ) -> Answer | Streamed:
        """The same, without waiting for all of a large answer."""
        turn = self._enter(job, cancelled, client, snapshot)
        talk = Conversation(turn, job, self._limits, cancelled)
        head = talk.pull() or b""
        if talk.report is None:
            head = self._linger(talk, head)
        if talk.report is not None and talk.report.outcome is not None:
            return Answer(talk.report.outcome, BytesIO(head), len(head), time.monotonic() - talk.start)
        return Streamed(head, talk)

    def close(self) -> None:
        """End all processes."""
        self._shared.reserve.close()

    def _enter(self, job: QueryJob, cancelled: Callable[[], bool], client: str, snapshot: Snapshot | None) -> Turn:
        shared = self._shared
        shared.budgets.check(client)
        key = Key(job, client)
        long, favoured = key in shared.known, False
        if not long:
            favoured = self._place(shared.short, cancelled, client)
            if key in shared.known:  # its like have been found out while it waited
                shared.short.leave(favoured=favoured)
                long = True
        if long:
            shared.budgets.check_long(client)
            self._place(shared.long, cancelled, client)
        return Turn(shared, key, client, long=long, favoured=favoured, snapshot=snapshot)

    def _place(self, lane: Lane, cancelled: Callable[[], bool], client: str) -> bool:
        """Whether it was taken as a client that is favoured."""
        if lane.try_enter():
            return False
        favoured = lane is self._shared.short and self._shared.budgets.asks_short(client)
        try:
            lane.enter(client, self._limits.queue_wait_s, cancelled, favoured=favoured)
        except Turned as turned:
            code, message = "POOL002", f"The endpoint is busy: {turned.why}."
            if cancelled():
                code, message = "POOL004", "The client has gone before its turn came."
            raise PoolError(code, message, advice="Come back in a few seconds.") from None
        return favoured

    def _linger(self, talk: Conversation, head: bytes) -> bytes:
        until, parts, size = time.monotonic() + _LINGER_S, [head], len(head)
        while talk.report is None and size < _WHOLE and (left := until - time.monotonic()) > 0:
            chunk = talk.pull(left) or b""
            parts.append(chunk)
            size += len(chunk)
        return b"".join(parts)
