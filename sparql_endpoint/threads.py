"""Threads of the web server, the last that fell idle first: what it needs still lies in the processor's caches.

waitress wakes the one that was idle longest, so that every request meets cold ones of all hundred.
"""

from __future__ import annotations

import threading
from typing import Any

from waitress.task import ThreadedTaskDispatcher


class _Seat:
    """One idle thread. Its lock is open once a task, or the wish to look around, has been put on the seat."""

    __slots__ = ("lock", "task")

    def __init__(self) -> None:
        self.task: Any = None
        self.lock = threading.Lock()
        self.lock.acquire()


class LastIdleFirst(ThreadedTaskDispatcher):  # type: ignore[misc] # waitress has no types
    """Hands each task to the thread that has been idle for the shortest time."""

    def __init__(self) -> None:
        super().__init__()
        self._idle: list[_Seat] = []

    def handler_thread(self, thread_no: int) -> None:
        """Runs in each thread."""
        seat = _Seat()
        while True:
            with self.lock:
                if self.stop_count > 0:
                    self.stop_count -= 1
                    self.active_count -= 1
                    self.threads.discard(thread_no)
                    self.thread_exit_cv.notify()
                    return
                task = self.queue.popleft() if self.queue else None
                if task is None:
                    self.active_count -= 1
                    self._idle.append(seat)
            if task is None:
                seat.lock.acquire()
                task, seat.task = seat.task, None
            if task is not None:
                self._serve(task)

    def _serve(self, task: Any) -> None:
        try:
            task.service()
        except BaseException:
            self.logger.exception("Exception when servicing %r", task)

    def add_task(self, task: Any) -> None:
        """Wake a thread for it, or let it wait until one has time."""
        with self.lock:
            if not self._idle:
                self.queue.append(task)
                self.queue_logger.warning("Task queue depth is %d", len(self.queue))
                return
            seat = self._idle.pop()
            self.active_count += 1
        seat.task = task
        seat.lock.release()

    def set_thread_count(self, count: int) -> None:
        """Start so many, or have those above the number leave."""
        super().set_thread_count(count)
        with self.lock:
            woken = [self._idle.pop() for _ in range(min(self.stop_count, len(self._idle)))]
            self.active_count += len(woken)
        for seat in woken:
            seat.lock.release()
