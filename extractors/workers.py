"""Runs extraction in worker processes. Results come in the order of the tasks, whatever the number of workers."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

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
            return on_death(task)


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Spawned, not forked: the parent holds an open store, whose threads a fork would leave half alive.
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=settle_in)


def settle_in() -> None:
    """Prepare a process for heavy work: one thread for matrix products, since the processes share the cores already
    (to be called before numpy is loaded), and rare searches for garbage, since our data hold no cycles."""
    gc.set_threshold(200_000, 20, 100)
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")


def default_jobs() -> int:
    """One process for each core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
