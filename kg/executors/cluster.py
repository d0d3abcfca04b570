"""Extraction on the workers of a Dask cluster: results as they come, handed on in the order of the tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.errors import RunAborted
from kg.executors.remote import worker_versions
from kg.executors.versions import check_versions, versions
from kg.extraction import Outcome, Task

if TYPE_CHECKING:
    from distributed import Client

_CONNECT_S = 15
_LARGE = "1 GiB"
"""Size of a task from which Dask warns; the bytes of a file are meant to be sent."""


@dataclass(frozen=True, slots=True)
class ClusterExecutor:
    """address: of the scheduler. TLS and its certificates: as Dask is configured (``distributed.comm.tls``).

    patience_s: a run ends when there was no worker for so long
    """

    address: str
    patience_s: float = 60.0

    def __call__(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """As ``Executor`` has it. RunAborted: EXEC001 no scheduler, 002 other versions, 003 no worker."""
        if not tasks:
            return
        from kg.executors.window import Window

        with _client(self.address) as client:
            wait_for_workers(client, self.address, self.patience_s)
            wanted = dict(versions())
            check_versions(wanted, client.run(worker_versions))
            yield from Window(client, self.address, tasks, wanted, self.patience_s).outcomes()


@contextmanager
def _client(address: str) -> Iterator[Client]:
    try:
        from dask import config
        from distributed import Client
    except ImportError as error:
        raise RunAborted(
            "EXEC006",
            "The package `distributed` is not installed.",
            advice="Install it here and on the workers: pip install 'sunqar[dask]'.",
        ) from error
    with config.set({"distributed.admin.large-graph-warning-threshold": _LARGE}):
        try:
            client = Client(address, timeout=_CONNECT_S, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise no_scheduler(address, error) from error
        try:
            yield client
        finally:
            client.close(timeout=_CONNECT_S)


def no_scheduler(address: str, error: BaseException | None = None) -> RunAborted:
    """The scheduler cannot be reached, or not any more."""
    told = " ".join(str(error).split())[:200] if error else "the connection was lost"
    return RunAborted(
        "EXEC001",
        f"The scheduler cannot be asked: {told}.",
        where=address,
        advice="Check its address and the network, then run the same command again: what was loaded is kept.",
    )


def wait_for_workers(client: Client, address: str, patience_s: float) -> None:
    """RunAborted EXEC003 where none comes in time."""
    try:
        client.wait_for_workers(1, timeout=patience_s)
    except TimeoutError as error:
        raise no_worker(address, patience_s) from error


def no_worker(address: str, patience_s: float) -> RunAborted:
    """The cluster has nobody to work."""
    return RunAborted(
        "EXEC003",
        f"The cluster had no worker for {patience_s:g} seconds.",
        where=address,
        advice="Start workers (dask worker ADDRESS), then run the same command again: what was loaded is kept.",
    )
