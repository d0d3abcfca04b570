"""What one query holds while it runs: a place in a lane, a process, and the account of its client."""

from __future__ import annotations

from dataclasses import dataclass

from sparql_endpoint.budgets import Budgets
from sparql_endpoint.heavy import Key, LongQueries
from sparql_endpoint.lanes import Lane
from sparql_endpoint.limits import Limits
from sparql_endpoint.memory import to_be_replaced
from sparql_endpoint.processes import QueryProcess, Snapshot
from sparql_endpoint.reserve import PoolError, Reserve


@dataclass(frozen=True)
class Shared:
    """What all turns share."""

    limits: Limits
    short: Lane
    long: Lane
    reserve: Reserve
    budgets: Budgets
    known: LongQueries


class Turn:
    """Begins with a place that has been entered; ends with one of finish, break_off and bury."""

    def __init__(
        self, shared: Shared, key: Key, client: str, *, long: bool, favoured: bool, snapshot: Snapshot | None
    ) -> None:
        """Take a process; the place is left again where there is none. favoured: as the place was taken."""
        self.long = long
        self._favoured = favoured
        self._shared = shared
        self._key = key
        self._client = client
        try:
            self.process: QueryProcess = shared.reserve.take(snapshot)
        except BaseException:
            self._leave_place()
            raise
        if long:
            shared.reserve.gone_long()
            self.process.give_way()

    def consider(self, cpu_s: float, reckoned_s: float) -> None:
        """Is it long by now? Then it gives its place to the short ones and takes one of the long ones.

        Where all of those are taken it may stay as long as nobody waits. PoolError or OverBudget end it.
        """
        limits, crowded = self._shared.limits, self._shared.short.waiting > 0
        if max(cpu_s, reckoned_s) < (limits.heavy_busy_s if crowded else limits.heavy_after_s):
            return
        self._shared.budgets.check_long(self._client)
        self.remember()
        if self._shared.long.try_enter():
            self._leave_place()
            self.long = True
            self._shared.reserve.gone_long()
            self.process.give_way()
        elif crowded:
            raise PoolError(
                "POOL002",
                "The endpoint is busy: too many long queries are running.",
                advice="Come back in a few seconds.",
            )

    def remember(self) -> None:
        """The query is a long one; the next time it starts among those."""
        self._shared.known.note(self._key, long=True)

    def finish(self, cpu_s: float, private_mib: int) -> None:
        """The process has ended the job and told what it took."""
        if cpu_s < self._shared.limits.heavy_after_s:
            self._shared.known.note(self._key, long=False)
        self.process.spent_s += cpu_s
        # Memory once touched is seldom given back, and the next query has a right to all of its share.
        if to_be_replaced(private_mib, self._shared.limits.query_memory_mib):
            self._shared.reserve.drop(self.process, long=self.long)
        else:
            self._shared.reserve.give_back(self.process, long=self.long)
        self._leave(cpu_s)

    def break_off(self, cpu_s: float) -> None:
        """The process still runs and is to be ended."""
        self._shared.reserve.count_kill()
        self._shared.reserve.drop(self.process, long=self.long)
        self._leave(cpu_s)

    def bury(self, cpu_s: float) -> int:
        """The process has died: the number of the signal."""
        self._shared.reserve.count_kill()
        number = self.process.end()
        if not self.long:
            self._shared.reserve.gone_long()
        self._leave(cpu_s)
        return number

    def _leave(self, cpu_s: float) -> None:
        self._shared.budgets.spend(self._client, cpu_s)
        self._leave_place()

    def _leave_place(self) -> None:
        if self.long:
            self._shared.long.leave()
        else:
            self._shared.short.leave(favoured=self._favoured)
