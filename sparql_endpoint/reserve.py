"""Query processes that wait for a query, and the thread that keeps enough of them.

A process that was killed is replaced before it is missed: there is always one more than there are places. The
thread also reaps what was killed, and changes over from the store on disk to its copy in memory when that is ready.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from contextlib import suppress

from extractors.errors import CodedError
from sparql_endpoint import memory
from sparql_endpoint.holder import Holder
from sparql_endpoint.limits import Limits
from sparql_endpoint.processes import QueryProcess, Snapshot, Zygote

_OPEN_S = 30.0
_LOOK_S = 0.2
_SETTLE_S = 2.0
"""An edition that is followed by another within this time is not worth a copy in memory."""


class PoolError(CodedError):
    """POOL001 out of time, 002 busy, 003 the process died, 004 the client has gone, 005 the store does not open."""


class Reserve:
    """Processes of one edition at a time. Safe to use from many threads."""

    def __init__(self, limits: Limits, snapshot: Snapshot, *, spare: bool) -> None:
        """spare: keep processes ready before they are asked for; without, each starts when it is needed."""
        self._limits = limits
        self._wanted = limits.short_places + 1 if spare else 0
        self._zygote = Zygote(limits.query_memory_mib)
        self._holder: Holder | None = None
        self._snapshot = snapshot
        self._changed = threading.Condition()
        self._idle: list[QueryProcess] = []
        self._ended: deque[QueryProcess] = deque()
        self._short_ones = 0
        self.killed = 0
        """Processes that were ended with their query, or ended by themselves."""
        self._copy_at = time.monotonic() if spare else float("inf")
        self._closed = False
        self._keeper = threading.Thread(target=self._keep, name="query-processes", daemon=True)
        if spare:
            self._keeper.start()

    @property
    def idle(self) -> int:
        """Processes that wait for a query."""
        return len(self._idle)

    def count_kill(self) -> None:
        """A query ended its process."""
        with self._changed:
            self.killed += 1

    @property
    def in_memory(self) -> bool:
        """Whether new processes read the copy in memory."""
        return self._holder is not None and self._holder.ready

    def use(self, snapshot: Snapshot) -> bool:
        """Answer from another edition from now on; False where it is the same."""
        if snapshot is self._snapshot or snapshot == self._snapshot:
            return False
        with self._changed:
            self._snapshot = snapshot
            self._copy_at = time.monotonic() + _SETTLE_S if self._wanted else float("inf")
            self._end_idle()
        return True

    def take(self, snapshot: Snapshot | None) -> QueryProcess:
        """A process for one query of a short kind, on the edition named or the current one."""
        with self._changed:
            wanted = snapshot or self._snapshot
            self._short_ones += 1
            if self._idle and (wanted is self._snapshot or wanted == self._snapshot):
                return self._idle.pop()
        try:
            return self._new(wanted)
        except BaseException:
            self.gone_long()
            raise

    def gone_long(self) -> None:
        """A process that was taken is to be replaced, for it will be busy a while."""
        with self._changed:
            self._short_ones -= 1
            self._changed.notify()

    def give_back(self, process: QueryProcess, *, long: bool) -> None:
        """After a query; long: it has been told of with gone_long."""
        with self._changed:
            self._short_ones -= not long
            fresh = process.snapshot == self._snapshot and process.parent is self._parent(process.snapshot)
            if fresh and not (process.niced or self._closed) and len(self._idle) < max(1, self._wanted):
                self._idle.append(process)
                return
        self.end(process)

    def drop(self, process: QueryProcess, *, long: bool) -> None:
        """The same for a process that is of no more use."""
        with self._changed:
            self._short_ones -= not long
        self.end(process)

    def end(self, process: QueryProcess) -> None:
        """Kill it now and reap it soon."""
        process.kill()
        with self._changed:
            self._ended.append(process)
            self._changed.notify()

    def close(self) -> None:
        """End all processes."""
        with self._changed:
            self._closed = True
            self._end_idle()
        if self._keeper.is_alive():
            self._keeper.join(timeout=_OPEN_S)
        self._reap()
        if self._holder is not None:
            self._holder.close()
        self._zygote.close()

    def _end_idle(self) -> None:
        """With the lock held."""
        self._ended.extend(self._idle)
        self._idle.clear()
        self._changed.notify()

    def _parent(self, snapshot: Snapshot) -> Holder | Zygote:
        holder = self._holder
        return holder if holder is not None and holder.ready and holder.snapshot == snapshot else self._zygote

    def _new(self, snapshot: Snapshot) -> QueryProcess:
        try:
            process = self._parent(snapshot).fork(snapshot)
        except OSError:
            process = self._zygote.fork(snapshot)  # what held the edition in memory has died
        if not process.ready(_OPEN_S):
            process.end()
            raise PoolError(
                "POOL005",
                "A query process could not open the store of the edition.",
                where=str(snapshot.store_path),
                advice="Run `sunqar verify`; `sunqar publish --rollback N` goes back to an earlier edition.",
            )
        return process

    def _keep(self) -> None:
        """Runs in a thread of its own until closed."""
        pause = 0.0
        while True:
            with self._changed:
                wait = pause or (_LOOK_S if self._copies() else None)
                self._changed.wait_for(self._is_urgent if pause else self._is_due, wait)
                if self._closed:
                    return
                snapshot, wanted = self._snapshot, self._short() or self._old()
            self._reap()
            self._look_after_copy(snapshot)
            pause = 0.0
            if wanted:
                try:
                    process = self._new(snapshot)
                except (PoolError, OSError):
                    pause = 1.0  # queries meet the same error and report it; here it is enough not to spin
                    continue
                self._end_old()
                self.give_back(process, long=True)

    def _is_urgent(self) -> bool:
        return self._closed or bool(self._ended)

    def _is_due(self) -> bool:
        return self._is_urgent() or self._short() or self._old()

    def _old(self) -> bool:
        """Whether processes that read the disk are idle though the copy is ready. They are replaced one by one."""
        return any(each.parent is not self._parent(each.snapshot) for each in self._idle)

    def _end_old(self) -> None:
        """End one of them, now that there is another."""
        with self._changed:
            for each in self._idle:
                if each.parent is not self._parent(each.snapshot):
                    self._idle.remove(each)
                    self._ended.append(each)
                    return

    def _short(self) -> bool:
        return len(self._idle) + self._short_ones < self._wanted

    def _reap(self) -> None:
        while self._ended:
            process = self._ended.popleft()
            if process.kill():
                process.wait(_OPEN_S)  # its memory is free when the connection ends, and reaping it is quick then
            process.end()

    def _fits(self, snapshot: Snapshot) -> bool:
        limits = self._limits
        return memory.fits(snapshot.store_path, limits.workers + 1, self._wanted, limits.query_memory_mib)

    def _copies(self) -> bool:
        """Whether a copy in memory is to be begun, or being made."""
        if self._limits.edition_in_memory == "never":
            return False
        return self._copy_at < float("inf") or (self._holder is not None and not self._holder.ready)

    def _look_after_copy(self, snapshot: Snapshot) -> None:
        """Begin, await, take up or give up the copy in memory."""
        holder = self._holder
        if holder is not None and (holder.failed or holder.snapshot != snapshot):
            self._holder = None
            holder.leave()
        elif holder is not None and not holder.ready:
            holder.look(0.0)
        if self._copies() and time.monotonic() >= self._copy_at:
            self._copy_at = float("inf")
            if self._limits.edition_in_memory == "always" or self._fits(snapshot):
                with suppress(OSError):  # the zygote has died: the next fork starts it again, and disk will do
                    self._holder = Holder(self._zygote, snapshot, self._limits.query_memory_mib)
