"""A time limit for work on one document: a soft one that raises, and a hard one for code that never looks up."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from extractors.errors import InputRejected


@contextmanager
def deadline(seconds: float, name: str, *, kill_after: float | None = None) -> Iterator[None]:
    """Within it, InputRejected READ008 is raised once that many seconds have passed.

    name        what is being worked on, for the error
    kill_after  seconds of CPU time after which the kernel ends the whole process, for C code that does not come back
                to Python; only for processes that may die. Signals reach the main thread alone: elsewhere, and where
                the system has none, there is no limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise InputRejected(
            "READ008",
            f"It took longer than {seconds:g} s.",
            where=name,
            advice="Split the document, or raise document_seconds in sunqar.toml.",
        )

    before = signal.signal(signal.SIGALRM, stop)
    if kill_after is not None:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, kill_after)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        if kill_after is not None:
            signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGALRM, before)
