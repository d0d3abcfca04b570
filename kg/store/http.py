"""HTTP to one store: connections that are kept, waits that grow, and requests that may be sent twice without harm."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from queue import Empty, SimpleQueue
from urllib.parse import urlsplit

from extractors.errors import RunAborted, UsageError

_AGAIN = frozenset((429, 500, 502, 503, 504))
_LONGEST_WAIT_S = 30.0
_TOLD = 300


class StoreRefused(RunAborted):
    """STORE104: the store answered that it does not do what it was asked. status: of its answer."""

    def __init__(self, status: int, told: str, where: str) -> None:
        super().__init__(
            "STORE104",
            f"The store answered {status}: {told or 'nothing more'}.",
            where=where,
            advice="Check the addresses (store_layout), the rights (store_authorization_file) and the store's log.",
        )
        self.status = status
        self.told = told

    def __reduce__(self) -> tuple[object, ...]:
        return StoreRefused, (self.status, self.told, self.where)


@dataclass(frozen=True)
class Http:
    """authorization: the value of that header, empty for none. tries: of a request that fails for the time being.

    Redirects are not followed: what is written goes to the address that was given. Safe to use from many threads.
    """

    authorization: str = ""
    timeout_s: float = 300.0
    tries: int = 6
    wait: Callable[[float], None] = time.sleep
    _idle: SimpleQueue[tuple[tuple[str, str], HTTPConnection]] = field(default_factory=SimpleQueue)

    def send(self, method: str, url: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> bytes:
        """The body of a good answer, all of it; tried again where the store is busy or gone for a while.

        Only for requests that may be repeated. StoreRefused for what is refused, RunAborted STORE103 where nobody
        answers.
        """
        for attempt in range(self.tries):
            last = attempt == self.tries - 1
            try:
                with self.open(method, url, body, headers) as answer:
                    return answer.read()
            except StoreRefused as error:
                if last or error.status not in _AGAIN:
                    raise
            except (OSError, HTTPException) as error:
                if last:
                    raise not_reached(url, error) from error
            self.wait(min(_LONGEST_WAIT_S, 0.25 * 2**attempt))
        raise AssertionError("the last try returns or raises")

    @contextmanager
    def open(
        self,
        method: str,
        url: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        timeout_s: float | None = None,
    ) -> Iterator[HTTPResponse]:
        """One try, the answer to be read. StoreRefused for a status from 300 on; OSError and HTTPException as they are.

        STORE101: the address is none of http(s).

        timeout_s: for each wait on the network
        """
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError("STORE101", "A store has an http(s) address.", where=url, advice="Correct --store.")
        place = (parts.scheme, parts.netloc)
        connection = self._connection(place, timeout_s or self.timeout_s)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            sent = {"User-Agent": "sunqar", "Accept-Encoding": "identity", **(headers or {})}
            if self.authorization:
                sent["Authorization"] = self.authorization
            connection.request(method, target, body if body or method in ("PUT", "POST") else None, sent)
            answer = connection.getresponse()
            if answer.status >= 300:
                told = " ".join(answer.read(1 << 16).decode("utf-8", "replace").split())[:_TOLD]
                raise StoreRefused(answer.status, told, url.partition("?")[0])
            yield answer
        except BaseException:
            connection.close()
            raise
        if answer.isclosed() and not answer.will_close:
            self._idle.put((place, connection))
        else:
            connection.close()

    def close(self) -> None:
        """End the connections that wait."""
        try:
            while True:
                self._idle.get_nowait()[1].close()
        except Empty:
            return

    def _connection(self, place: tuple[str, str], timeout_s: float) -> HTTPConnection:
        try:
            kept, connection = self._idle.get_nowait()
            if kept == place and connection.sock is not None:
                connection.sock.settimeout(timeout_s)
                return connection
            connection.close()
        except Empty:
            pass  # a new one, then
        if place[0] == "https":
            return HTTPSConnection(place[1], timeout=timeout_s, context=ssl.create_default_context())
        return HTTPConnection(place[1], timeout=timeout_s)


def not_reached(url: str, error: Exception) -> RunAborted:
    """Nobody answers, or in the middle of an answer no more."""
    return RunAborted(
        "STORE103",
        f"The store does not answer: {error or type(error).__name__}.",
        where=url.partition("?")[0],
        advice="Check its address and that it runs, then run the same command again: it goes on where it stopped.",
    )
