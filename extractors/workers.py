"""Runs extraction in worker processes. Results come in the order of the tasks, whatever the number of workers."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection
from typing import TypeVar

from extractors.errors import RunAborted

Task = TypeVar("Task")
Outcome = TypeVar("Outcome")


def run(
    work: Callable[[Task], Outcome],
    tasks: Iterable[Task],
    jobs: int,
    on_death: Callable[[Task], Outcome],
) -> Iterator[Outcome]:
    """Apply work to every task with that many processes (1: in this process).

    At most four tasks a process are under way, so memory stays flat. A task whose process dies (killed by the system,
    crashed in a library) is tried once more alone; where it kills that one too, on_death says what became of it.
    RunAborted WORKER001 where processes die without work.
    """
    if jobs == 1:
        settle_in()
        yield from map(work, tasks)
        return
    waiting: deque[tuple[Task, Future[Outcome]]] = deque()
    source = iter(tasks)
    pool = _pool(jobs)
    try:
        while True:
            while len(waiting) < 4 * jobs and (task := next(source, _END)) is not _END:
                waiting.append((task, pool.submit(work, task)))  # type: ignore[arg-type]
            if not waiting:
                return
            task, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                yield _alone(work, task, on_death)
                pool = _pool(jobs)
                waiting = deque((again, pool.submit(work, again)) for again, _ in waiting)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


_END = object()


def _alone(work: Callable[[Task], Outcome], task: Task, on_death: Callable[[Task], Outcome]) -> Outcome:
    with _pool(1) as pool:
        try:
            return pool.submit(work, task).result()
        except BrokenProcessPool:
            _try()
            return on_death(task)


def _try() -> None:
    """RunAborted WORKER001 where a process without work dies too: then no task is to blame, and none would end."""
    with _pool(1) as pool:
        try:
            pool.submit(os.getpid).result()
        except BrokenProcessPool as error:
            raise RunAborted(
                "WORKER001",
                "Worker processes die as soon as they are started.",
                advice="Look at what they wrote above, or do without them: --jobs 1.",
            ) from error


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Spawned, not forked: the parent holds an open store, whose threads a fork would leave half alive.
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    settle_in()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), name="parent", daemon=True).start()


def _end_with(sentinel: int) -> None:
    """End this process once its parent is gone: killed, it tells nobody, and the queue of tasks would never close."""
    connection.wait([sentinel])
    os._exit(1)


def settle_in() -> None:
    """Prepare a process for heavy work: one thread for matrix products, since the processes share the cores already
    (to be called before numpy is loaded), and rare searches for garbage, since our data hold no cycles."""
    gc.set_threshold(200_000, 20, 100)
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")


def default_jobs() -> int:
    """One process for each core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
