"""What ingest asks of whatever runs its extraction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from extractors.errors import UsageError
from kg.extraction import Outcome, Task
from kg.settings import Settings

LOCAL, DASK = "local", "dask"


class Executor(Protocol):
    """Runs ``kg.extraction.extract`` over tasks."""

    def __call__(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """One outcome for each task, in the order of the tasks, whatever is done where and in which order.

        A task that ends the process that works on it, twice, is an outcome with READ004; RunAborted ends the run.
        """


def executor_of(settings: Settings, jobs: int) -> Executor:
    """The one that the settings name. jobs: processes of the local one, 0 for one a core.

    UsageError for a Dask cluster without the address of its scheduler.
    """
    if settings.executor == LOCAL:
        from kg.executors.local import LocalExecutor

        return LocalExecutor(jobs or settings.jobs)
    if not settings.scheduler:
        raise UsageError(
            "EXEC004",
            "Extraction on a Dask cluster needs the address of its scheduler.",
            advice="Give --scheduler tcp://HOST:8786, or set `scheduler` in sunqar.toml.",
        )
    from kg.executors.cluster import ClusterExecutor

    return ClusterExecutor(settings.scheduler, settings.cluster_patience_s)
