"""Sessions of curators, in memory: they end by logging out, by themselves, and with the server.

A form carries a mark that only its session can have made (OWASP, HMAC-based token), new on every page so that
compressing the page gives nothing away.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

IDLE_S = 8 * 3600.0
LONGEST_S = 24 * 3600.0
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Session:
    """Who is logged in. secret makes the marks of its forms; began and the clock are seconds."""

    name: str
    began: float
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def mark(self) -> str:
        """A mark for one page."""
        nonce = secrets.token_hex(16)
        return f"{nonce}.{self._sealed(nonce)}"

    def made(self, mark: str) -> bool:
        """Whether a mark is of this session."""
        nonce, _, seal = mark.partition(".")
        return hmac.compare_digest(self._sealed(nonce).encode(), seal.encode("utf-8", "surrogateescape"))

    def _sealed(self, nonce: str) -> str:
        return hmac.new(self.secret, nonce.encode("utf-8", "surrogateescape"), sha256).hexdigest()


class Sessions:
    """By the hash of their key, so that memory shows no key. Safe to use from many threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._open: dict[bytes, tuple[Session, float]] = {}

    def begin(self, name: str) -> str:
        """The key of a new session, for the cookie."""
        key, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            self._open = {each: held for each, held in self._open.items() if self._lives(held, now)}
            if len(self._open) >= _MOST:
                self._open.pop(next(iter(self._open)))
            self._open[_hash(key)] = (Session(name, now), now)
        return key

    def get(self, key: str) -> Session | None:
        """The session, if it lives; its idle time begins anew."""
        now = self._clock()
        with self._lock:
            held = self._open.get(_hash(key))
            if held is None or not self._lives(held, now):
                return None
            self._open[_hash(key)] = (held[0], now)
            return held[0]

    def end(self, key: str) -> None:
        """Log out."""
        with self._lock:
            self._open.pop(_hash(key), None)

    @staticmethod
    def _lives(held: tuple[Session, float], now: float) -> bool:
        return now - held[1] < IDLE_S and now - held[0].began < LONGEST_S


def _hash(key: str) -> bytes:
    return sha256(key.encode("utf-8", "surrogateescape")).digest()
