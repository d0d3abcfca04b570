"""The tasks of one run on a cluster that are under way: not too many, none lost, none tried for ever."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from extractors.errors import CodedError, InputRejected
from kg.executors.cluster import no_scheduler, no_worker
from kg.executors.parcel import parcel
from kg.executors.remote import NotHere, extract_parcel
from kg.extraction import Outcome, Task, failed, worker_died

if TYPE_CHECKING:
    from distributed import Client, Future

_EACH = 3
"""Tasks that are under way for each thread of the cluster: the next one is there when one is done."""
_AHEAD = 64
"""Tasks for each thread that may be done before the first one that is not."""
_BYTES = 256 << 20
"""Of files that are being sent, and of graphs that wait for their turn; one of each is always let through."""
_LOOK_S = 1.0


class Window:
    """wanted: the versions that each worker must have."""

    def __init__(
        self, client: Client, address: str, tasks: Sequence[Task], wanted: Mapping[str, str], patience_s: float
    ) -> None:
        self._client, self._address, self._tasks = client, address, tasks
        self._wanted, self._patience_s = dict(wanted), patience_s
        self._with_bytes = False
        self._under_way: dict[int, tuple[Future, int]] = {}
        self._done: SimpleQueue[tuple[int, Future]] = SimpleQueue()
        self._waiting: dict[int, Outcome] = {}
        self._killed: set[int] = set()
        self._next = self._head = 0
        self._threads, self._looked, self._seen = 1, 0.0, time.monotonic()

    def outcomes(self) -> Iterator[Outcome]:
        """In the order of the tasks."""
        try:
            while self._head < len(self._tasks):
                self._look()
                while self._has_room():
                    self._submit(self._next)
                    self._next += 1
                while (outcome := self._waiting.pop(self._head, None)) is not None:
                    self._head += 1
                    yield outcome
                if self._head < len(self._tasks):
                    self._take()
        finally:
            for future, _ in self._under_way.values():
                future.cancel()

    def _has_room(self) -> bool:
        if self._next >= len(self._tasks) or self._next - self._head >= _AHEAD * self._threads:
            return False
        sent = sum(size for _, size in self._under_way.values())
        held = sum(len(one.nquads) for one in self._waiting.values())
        return not self._under_way or (len(self._under_way) < _EACH * self._threads and max(sent, held) < _BYTES)

    def _submit(self, number: int) -> None:
        try:
            sent = parcel(self._tasks[number], with_bytes=self._with_bytes)
        except InputRejected as error:
            self._waiting[number] = failed(self._tasks[number], error.at(self._tasks[number].shown))
            return
        except OSError as error:
            told = InputRejected(
                "READ002", f"The file cannot be read: {error.strerror}.", where=self._tasks[number].shown
            )
            self._waiting[number] = failed(self._tasks[number], told)
            return
        future = self._client.submit(extract_parcel, sent, self._wanted, pure=False, retries=0)
        self._under_way[number] = future, sent.size
        future.add_done_callback(lambda done: self._done.put((number, done)))

    def _take(self) -> None:
        """What has come by now; waits a little where nothing has."""
        if not self._under_way:
            return
        try:
            number, future = self._done.get(timeout=_LOOK_S)
        except Empty:
            return
        if self._under_way.get(number, (None,))[0] is not future:
            return
        answer = self._answer(future)
        del self._under_way[number]
        if isinstance(answer, Outcome):
            self._waiting[number] = answer
        elif isinstance(answer, NotHere):
            self._with_bytes = True
            self._submit(number)
        elif number in self._killed:
            self._waiting[number] = worker_died(self._tasks[number])
        else:  # all workers that had it have died; perhaps for another reason
            self._killed.add(number)
            self._submit(number)

    def _answer(self, future: Future) -> Any:
        """An outcome, NotHere, or None where Dask has given the task up. RunAborted as extraction raises it."""
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError

        while True:
            if future.status in ("cancelled", "lost"):
                raise no_scheduler(self._address)
            try:
                return future.result(timeout=_LOOK_S)
            except TimeoutError:
                self._look()
            except KilledWorker:
                return None
            except CodedError:
                raise
            except (FutureCancelledError, OSError) as error:
                raise no_scheduler(self._address, error) from error

    def _look(self) -> None:
        """How large the cluster is now. RunAborted where it is gone, or was empty for too long."""
        now = time.monotonic()
        if now - self._looked < _LOOK_S:
            return
        if self._client.status != "running":
            raise no_scheduler(self._address)
        try:
            threads = sum(self._client.nthreads().values())
        except (OSError, TimeoutError) as error:
            raise no_scheduler(self._address, error) from error
        self._looked, self._threads = now, max(1, threads)
        if threads:
            self._seen = now
        elif now - self._seen > self._patience_s:
            raise no_worker(self._address, self._patience_s)
