"""What each client may use: processing time and errors, in token buckets that fill again as time passes.

As the Wikidata Query Service does it: also the tiniest query counts, and so does one that fails. A client is known by
a hash under a key that lives as long as the server, and forgotten when its buckets are full again.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from extractors.errors import CodedError
from sparql_endpoint.limits import Limits

_SWEEP_S = 30.0
_MINUTE = 60.0


class OverBudget(CodedError):
    """BUDGET001 processing time, BUDGET002 errors. retry_after_s: when to come back."""

    def __init__(self, code: str, message: str, retry_after_s: int, advice: str) -> None:
        super().__init__(code, message, advice=advice)
        self.retry_after_s = retry_after_s


@dataclass(slots=True)
class _Account:
    """What is left in both buckets, as of a moment; usual_s: what the last few queries took, the last most."""

    seconds: float
    errors: float
    at: float
    usual_s: float | None = None


class Budgets:
    """Accounts of all clients. Safe to use from many threads. A client with the empty key is not metered."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds_each = limits.client_seconds / _MINUTE
        self._errors_each = limits.client_errors / _MINUTE
        self._most_seconds = limits.client_seconds * limits.client_burst
        self._most_errors = limits.client_errors * limits.client_burst
        self._short_s = limits.heavy_busy_s
        self._clock = clock
        self._lock = threading.Lock()
        self._accounts: dict[str, _Account] = {}
        self._swept = clock()

    def check(self, client: str) -> None:
        """OverBudget for a client that made too many errors, or used twice the time that it may use at once.

        Between once and twice it may still ask short queries: ``check_long`` refuses the others.
        """
        account = self._account(client)
        if account is None:
            return
        if account.errors < 1:
            raise OverBudget(
                "BUDGET002",
                f"Too many requests of this client failed; it has {self._errors_each * _MINUTE:g} errors a minute.",
                _after(1 - account.errors, self._errors_each),
                "Correct the query before sending it again.",
            )
        if account.seconds <= -self._most_seconds:
            raise self._out_of_time(-self._most_seconds - account.seconds)

    def check_long(self, client: str) -> None:
        """OverBudget for a client that has no time left for a long query."""
        account = self._account(client)
        if account is not None and account.seconds <= 0:
            raise self._out_of_time(-account.seconds)

    def spend(self, client: str, seconds: float = 0.0, errors: int = 0) -> None:
        """Note what a request has used."""
        if not client:
            return
        with self._lock:
            account = self._fill(client)
            account.seconds -= seconds
            account.errors -= errors
            if not errors:
                before = seconds if account.usual_s is None else account.usual_s
                account.usual_s = (before + seconds) / 2

    def asks_short(self, client: str) -> bool:
        """Whether the last queries of the client were short; True for one that is not metered."""
        account = self._account(client)
        if account is None:
            return not client
        return account.usual_s is not None and account.usual_s < self._short_s

    def __len__(self) -> int:
        """How many clients are known."""
        return len(self._accounts)

    def _account(self, client: str) -> _Account | None:
        if not client:
            return None
        with self._lock:
            return self._fill(client) if client in self._accounts else None

    def _fill(self, client: str) -> _Account:
        now = self._clock()
        if now - self._swept > _SWEEP_S:
            self._sweep(now)
        account = self._accounts.get(client)
        if account is None:
            account = self._accounts[client] = _Account(self._most_seconds, self._most_errors, now)
        passed = now - account.at
        account.seconds = min(self._most_seconds, account.seconds + passed * self._seconds_each)
        account.errors = min(self._most_errors, account.errors + passed * self._errors_each)
        account.at = now
        return account

    def _sweep(self, now: float) -> None:
        """Forget those whose buckets are full."""
        self._swept = now
        for client, account in list(self._accounts.items()):
            passed = now - account.at
            full = account.seconds + passed * self._seconds_each >= self._most_seconds
            if full and account.errors + passed * self._errors_each >= self._most_errors:
                del self._accounts[client]

    def _out_of_time(self, missing: float) -> OverBudget:
        return OverBudget(
            "BUDGET001",
            f"This client has used up its processing time of {self._seconds_each * _MINUTE:g} seconds a minute.",
            _after(missing, self._seconds_each),
            "Wait, ask for less at a time, or take the dump of the edition.",
        )


def _after(missing: float, rate: float) -> int:
    return max(1, math.ceil(missing / rate))
