"""A time limit for work on one document: a soft one that raises, and a hard one for code that never looks up."""

from __future__ import annotations

import signal
import threading
import time
from contextlib import AbstractContextManager, nullcontext
from types import FrameType, TracebackType
from typing import Any

from extractors.errors import InputRejected

_AGAIN_S = 0.5
"""The alarm rings again until it is heard: an exception raised within a destructor or a careless ``except`` is lost."""


def deadline(seconds: float, name: str, *, kill_after: float | None = None) -> AbstractContextManager[None]:
    """Within it, InputRejected READ008 is raised once that many seconds have passed.

    name        what is being worked on, for the error
    kill_after  seconds of CPU time after which the kernel ends the whole process, for C code that does not come back
                to Python; only for processes that may die
    One within another: the sooner one counts, and the outer goes on afterwards. Signals reach the main thread alone:
    elsewhere, and where the system has none, there is no limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return nullcontext()
    return _Deadline(seconds, name, kill_after)


class _Deadline(AbstractContextManager[None]):
    """Timers of the process, taken over on entry and given back, less the time used, on exit."""

    def __init__(self, seconds: float, name: str, kill_after: float | None) -> None:
        self._seconds, self._name, self._kill_after = seconds, name, kill_after
        self._soft: _Timer | None = None
        self._hard: _Timer | None = None

    def __enter__(self) -> None:
        if self._kill_after is not None:
            self._hard = _Timer(signal.ITIMER_PROF, signal.SIGPROF, signal.SIG_DFL, self._kill_after, time.process_time)
        self._soft = _Timer(signal.ITIMER_REAL, signal.SIGALRM, self._ring, self._seconds, time.monotonic)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for timer in (self._soft, self._hard):
            if timer is not None:
                timer.give_back()

    def _ring(self, number: int, frame: FrameType | None) -> None:
        if frame is not None and frame.f_code in _OWN_CODE:
            return  # about to begin or to end: nothing may be left half done here
        raise InputRejected(
            "READ008",
            f"It took longer than {self._seconds:g} s.",
            where=self._name,
            advice="Split the document, or raise document_seconds in sunqar.toml.",
        )


class _Timer:
    """One of the process's timers, ours for a while; where it was to ring sooner anyway, it is left as it is."""

    def __init__(self, which: int, number: signal.Signals, handler: Any, seconds: float, clock: Any) -> None:
        self._which, self._number, self._clock = which, number, clock
        self._began = clock()
        self._left, self._interval = signal.getitimer(which)
        self._taken = not 0 < self._left <= seconds
        if self._taken:
            self._handler = signal.signal(number, handler)
            signal.setitimer(which, max(seconds, 1e-6), _AGAIN_S)

    def give_back(self) -> None:
        if not self._taken:
            return
        signal.setitimer(self._which, 0)
        signal.signal(self._number, signal.SIG_DFL if self._handler is None else self._handler)
        if self._left:
            used = self._clock() - self._began
            signal.setitimer(self._which, max(self._left - used, 1e-3), self._interval)


_OWN_CODE = tuple(
    function.__code__ for function in (_Deadline.__enter__, _Deadline.__exit__, _Timer.__init__, _Timer.give_back)
)
