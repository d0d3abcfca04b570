"""How many reports one client, and all together, may send in a time."""

from __future__ import annotations

import threading
import time
from collections import deque

from sparql_endpoint.problems import HttpProblem

_WINDOW_S = 600.0
_OF_ONE = 5
_OF_ALL = 100
_MOST_CLIENTS = 10_000


class Pace:
    """Counts in memory what came in the last ten minutes. Safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sent: deque[tuple[float, str]] = deque(maxlen=_MOST_CLIENTS)

    def take(self, client: str) -> None:
        """HttpProblem 429 where the client, or all clients, have sent too many. An empty key is never held up."""
        if not client:
            return
        now = time.monotonic()
        with self._lock:
            while self._sent and now - self._sent[0][0] > _WINDOW_S:
                self._sent.popleft()
            own = [at for at, key in self._sent if key == client]
            if len(own) < _OF_ONE and len(self._sent) < _OF_ALL:
                self._sent.append((now, client))
                return
            first = own[0] if len(own) >= _OF_ONE else self._sent[0][0]
        wait = max(1, round(_WINDOW_S - (now - first)))
        raise HttpProblem(
            429,
            "REPORT008",
            "Too many reports came from here in a short time.",
            advice="What you sent before is kept. Send the rest later.",
            headers=(("Retry-After", str(wait)),),
        )
