"""How often a client may try to log in: a right token is refused as well once too many were wrong."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

MOST = 5
"""Wrong tokens of one client within the window."""
WINDOW_S = 60.0
_CLIENTS = 10_000


class Guesses:
    """Safe to use from many threads. Clients are keys that say nothing about them (``Clients.key``)."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._wrong: dict[str, list[float]] = {}

    def wait_s(self, client: str) -> int:
        """Whole seconds until the client may try again; 0 for now."""
        with self._lock:
            recent = self._recent(client)
            return max(1, round(recent[-MOST] + WINDOW_S - self._clock())) if len(recent) >= MOST else 0

    def wrong(self, client: str) -> None:
        """One more."""
        with self._lock:
            recent = self._recent(client)
            if client not in self._wrong and len(self._wrong) >= _CLIENTS:
                self._wrong.pop(next(iter(self._wrong)))
            self._wrong[client] = [*recent, self._clock()]

    def _recent(self, client: str) -> list[float]:
        now = self._clock()
        return [at for at in self._wrong.get(client, ()) if now - at < WINDOW_S]
