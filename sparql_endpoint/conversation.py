"""One query in one process, from the question to the last byte, with everything that may go wrong in between."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable

from extractors.errors import CodedError
from kg.store.query import QueryFailed, QueryJob, out_of_memory
from sparql_endpoint import wire
from sparql_endpoint.limits import Limits
from sparql_endpoint.reserve import PoolError
from sparql_endpoint.turn import Turn

_TICK_S = 0.05
_RECKONING = 10
"""A query counts as long after so much processor time, or after this many times as much on the clock.

Of the clock, what it waited for a processor does not count: on a busy machine, that would make every query a long one.
"""


class Conversation:
    """Call ``pull`` until it gives None, or ``close``. After an error process and place are given back, too."""

    def __init__(self, turn: Turn, job: QueryJob, limits: Limits, cancelled: Callable[[], bool]) -> None:
        """Ask the question. The turn brings the process."""
        self.kind = ("", "")
        self.report: wire.Report | None = None
        self.start = time.monotonic()
        self._limits = limits
        self._turn = turn
        self._cancelled = cancelled
        self._deadline = self.start + limits.query_timeout_s
        self._process = turn.process
        self._ended = False
        self._looked: tuple[float, float] | None = None
        try:
            wire.send(self._process.connection, wire.JOB, wire.encode_job(job, limits.query_timeout_s))
        except BaseException as error:
            raise self._failed(error) from None

    def pull(self, seconds: float | None = None) -> bytes | None:
        """The next bytes; None at the end, then ``report`` is set. Empty where none came within so many seconds."""
        if self._ended:
            return None
        try:
            while self._wait(seconds):
                kind, body = self._process.frames.receive()
                if kind == wire.DATA:
                    return body
                if kind == wire.BEGIN:
                    self.kind = tuple(json.loads(body))
                    continue
                return self._end(kind, body)
            return b""
        except BaseException as error:
            raise self._failed(error) from None

    def close(self) -> None:
        """End the query if it still runs."""
        if not self._ended:
            self._ended = True
            self._turn.break_off(self._cpu_s())

    def _end(self, kind: bytes, body: bytes) -> bytes:
        self._ended = True
        if kind == wire.DONE:
            self.report, rest = wire.decode_done(body)
            self._turn.finish(self.report.cpu_s, self.report.private_mib)
            return rest
        told = json.loads(body)
        self._turn.finish(*told["report"])
        raise QueryFailed(**{name: told[name] for name in ("code", "message", "where", "advice")})

    def _wait(self, seconds: float | None) -> bool:
        """Whether a frame is there; an error where the query is not to go on."""
        until = None if seconds is None else time.monotonic() + seconds
        while True:
            now = time.monotonic()
            if now >= self._deadline:
                raise TimeoutError
            if self._cancelled():
                raise PoolError("POOL004", "The client has gone; the query was ended.")
            if now - self.start > _TICK_S and not self._turn.long:
                self._consider(now)
            if self._process.wait(min(_TICK_S, self._deadline - now, _TICK_S if until is None else until - now)):
                return True
            if until is not None and time.monotonic() >= until:
                return False

    def _consider(self, now: float) -> None:
        spent = self._process.spends()
        at, waiting_s = self._looked = self._looked or (now, spent.waiting_s)
        elsewhere_s = now - at - (spent.waiting_s - waiting_s)
        self._turn.consider(spent.cpu_s - self._process.spent_s, elsewhere_s / _RECKONING)

    def _failed(self, error: BaseException) -> BaseException:
        """The error to raise; the process is ended where that has not been done."""
        if self._ended:
            return error
        if isinstance(error, TimeoutError):
            self._turn.remember()
            self.close()
            return _out_of_time(self._limits.query_timeout_s)
        if isinstance(error, (EOFError, ConnectionError)):
            self._ended = True
            return _died(self._turn.bury(time.monotonic() - self.start), self._limits.query_memory_mib)
        self.close()
        return error

    def _cpu_s(self) -> float:
        return self._process.spends().cpu_s - self._process.spent_s


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
