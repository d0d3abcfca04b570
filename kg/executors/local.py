"""Extraction in processes of this machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.workers import default_jobs, run
from kg.extraction import Outcome, Task, extract, worker_died


@dataclass(frozen=True, slots=True)
class LocalExecutor:
    """jobs: worker processes, 0 for one a core; never more than there are tasks."""

    jobs: int = 0

    def __call__(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """As ``Executor`` has it."""
        workers = min(self.jobs or default_jobs(), max(1, len(tasks)))
        return run(extract, tasks, workers, worker_died)
