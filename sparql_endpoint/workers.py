"""A pool of killable query processes. The engine cannot stop a query, so its process is stopped instead.

Places are bounded, the queue before them is bounded, and there is always a process to spare, so that the query
after a killed one finds a process that has already opened the edition. A query that has become heavy gives its
place to the light ones and takes one of as many heavy places; where all are taken it is ended.
"""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Callable
from tempfile import SpooledTemporaryFile

from extractors.errors import CodedError
from kg.store.query import QueryFailed, QueryJob, out_of_memory
from sparql_endpoint import wire
from sparql_endpoint.limits import Limits
from sparql_endpoint.processes import QueryProcess, Snapshot, Zygote
from sparql_endpoint.results import Answer

_TICK_S = 0.05
_IN_MEMORY = 1 << 20
_OPEN_S = 30.0


class PoolError(CodedError):
    """POOL001 out of time, 002 busy, 003 the process died, 004 the client has gone, 005 the store does not open."""


class WorkerPool:
    """Query processes over one edition at a time. Safe to use from many threads."""

    def __init__(self, limits: Limits, snapshot: Snapshot, *, spare: bool = True) -> None:
        """spare: keep processes ready before they are asked for; without, each starts when it is needed."""
        self._limits = limits
        self._snapshot = snapshot
        self._zygote = Zygote(limits.query_memory_mib)
        self._places = threading.Semaphore(limits.workers)
        self._heavy = threading.Semaphore(limits.workers)
        self._changed = threading.Condition()
        self._idle: list[QueryProcess] = []
        self._waiting = 0
        self._light = 0
        self._closed = False
        self._refiller = threading.Thread(target=self._refill, name="query-processes", daemon=True)
        if spare:
            self._refiller.start()

    def use(self, snapshot: Snapshot) -> None:
        """Answer from another edition from now on; queries that run finish on theirs."""
        if snapshot == self._snapshot:
            return
        with self._changed:
            self._snapshot = snapshot
            old, self._idle = self._idle, []
            self._changed.notify()
        for process in old:
            self._zygote.end(process)

    def run(self, job: QueryJob, cancelled: Callable[[], bool] = lambda: False) -> Answer:
        """Answer one job. QueryFailed where the query is to blame, else PoolError.

        cancelled is asked some twenty times a second whether the client has gone.
        """
        self._enter()
        turn = _Turn(self._places, self._heavy)
        try:
            with self._changed:
                self._light += 1
            return self._run_in(turn, job, cancelled)
        finally:
            with self._changed:
                self._light -= not turn.heavy
                self._changed.notify()
            turn.leave()

    def close(self) -> None:
        """End all processes."""
        with self._changed:
            self._closed = True
            idle, self._idle = self._idle, []
            self._changed.notify()
        if self._refiller.is_alive():
            self._refiller.join(timeout=_OPEN_S)
        for process in idle:
            self._zygote.end(process)
        self._zygote.close()

    def _enter(self) -> None:
        with self._changed:
            if self._waiting >= self._limits.queue + self._limits.workers:
                raise _busy("too many queries are waiting")
            self._waiting += 1
        try:
            if not self._places.acquire(timeout=self._limits.queue_wait_s):
                raise _busy("no query process became free in time")
        finally:
            with self._changed:
                self._waiting -= 1

    def _run_in(self, turn: _Turn, job: QueryJob, cancelled: Callable[[], bool]) -> Answer:
        process = self._take()
        try:
            answer, peak_mib = self._converse(process, turn, job, cancelled)
        except QueryFailed:
            self._give_back(process)
            raise
        except (EOFError, ConnectionError):
            raise _died(self._zygote.end(process), self._limits.query_memory_mib) from None
        except BaseException:
            self._zygote.end(process)
            raise
        # Memory once touched is seldom given back, and the next query has a right to all of its share.
        if peak_mib * 2 > self._limits.query_memory_mib:
            self._zygote.end(process)
        else:
            self._give_back(process)
        return answer

    def _converse(
        self, process: QueryProcess, turn: _Turn, job: QueryJob, cancelled: Callable[[], bool]
    ) -> tuple[Answer, int]:
        limits, start, size = self._limits, time.monotonic(), 0
        deadline = start + limits.query_timeout_s
        process.connection.settimeout(limits.query_timeout_s)
        wire.send_json(process.connection, wire.JOB, wire.encode_job(job, limits.query_timeout_s))
        body = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed by whoever reads the answer)
        try:
            while True:
                now = time.monotonic()
                if now >= deadline:
                    raise _out_of_time(limits.query_timeout_s)
                if cancelled():
                    raise PoolError("POOL004", "The client has gone; the query was ended.")
                if now - start > limits.heavy_after_s and not turn.heavy:
                    self._make_heavy(turn)
                if not process.wait(min(_TICK_S, deadline - now)):
                    continue
                kind, data = wire.receive(process.connection)
                if kind == wire.DATA:
                    size += body.write(data)
                elif kind == wire.DONE:
                    seconds = time.monotonic() - start
                    return Answer(wire.decode_outcome(data), body, size, seconds), json.loads(data)["peak_mib"]
                else:
                    raise QueryFailed(**_failure(json.loads(data)))
        except TimeoutError:
            body.close()
            raise _out_of_time(limits.query_timeout_s) from None
        except BaseException:
            body.close()
            raise

    def _make_heavy(self, turn: _Turn) -> None:
        if not turn.make_heavy():
            raise _busy("too many long queries are running")
        with self._changed:
            self._light -= 1
            self._changed.notify()

    def _take(self) -> QueryProcess:
        with self._changed:
            if self._idle:
                return self._idle.pop()
            snapshot = self._snapshot
        return self._new(snapshot)

    def _give_back(self, process: QueryProcess) -> None:
        with self._changed:
            wanted = len(self._idle) <= self._limits.workers and process.snapshot == self._snapshot
            if wanted and not self._closed:
                self._idle.append(process)
                return
        self._zygote.end(process)

    def _new(self, snapshot: Snapshot) -> QueryProcess:
        process = self._zygote.fork(snapshot)
        if not process.ready(_OPEN_S):
            self._zygote.end(process)
            raise PoolError(
                "POOL005",
                "A query process could not open the store of the edition.",
                where=str(snapshot.store_path),
                advice="Run `sunqar verify`; `sunqar publish --rollback N` goes back to an earlier edition.",
            )
        return process

    def _refill(self) -> None:
        """Keep one process more than the light places need. Runs in a thread of its own."""
        pause = 0.0
        while True:
            with self._changed:
                self._changed.wait_for(self._is_short_or_closed, timeout=None)
                if self._closed:
                    return
                if pause:
                    self._changed.wait(pause)
                snapshot = self._snapshot
            try:
                process = self._new(snapshot)
            except (PoolError, OSError):
                pause = 1.0  # queries meet the same error and report it; here it is enough not to spin
                continue
            pause = 0.0
            self._give_back(process)

    def _is_short_or_closed(self) -> bool:
        return self._closed or len(self._idle) + self._light <= self._limits.workers


class _Turn:
    """The place that one query holds: first a light one, then perhaps a heavy one."""

    def __init__(self, light: threading.Semaphore, heavy: threading.Semaphore) -> None:
        self._light = light
        self._heavy = heavy
        self.heavy = False

    def make_heavy(self) -> bool:
        if not self._heavy.acquire(blocking=False):
            return False
        self.heavy = True
        self._light.release()
        return True

    def leave(self) -> None:
        (self._heavy if self.heavy else self._light).release()


def _failure(body: dict[str, str]) -> dict[str, str]:
    return {name: body[name] for name in ("code", "message", "where", "advice")}


def _busy(why: str) -> PoolError:
    return PoolError("POOL002", f"The endpoint is busy: {why}.", advice="Come back in a few seconds.")


def _out_of_time(seconds: float) -> PoolError:
    return PoolError(
        "POOL001",
        f"The query ran past the limit of {seconds:g} seconds and was ended.",
        advice="Bind more of its patterns, avoid patterns that share no variable, or ask for fewer rows.",
    )


def _died(number: int, memory_mib: int) -> CodedError:
    if number == signal.SIGABRT:
        return out_of_memory(memory_mib)
    return PoolError(
        "POOL003",
        "The query ended the process that answered it.",
        where=signal.Signals(number).name if number else "",
        advice="Write the query with less nesting or fewer parts.",
    )
