"""Plain HTTP with limits: a time-out, a cap on size, and a second try where a server asks for one."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.client import HTTPException, IncompleteRead
from typing import Any, TypeVar
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from kg.client.errors import GraphUnreachable, NotFound

MOST_BYTES = 256 << 20
_CHUNK = 1 << 16
_FIRST_WAIT_S = 0.25
_LONGEST_WAIT_S = 30.0
_LATER = (429, 502, 503)
Given = TypeVar("Given")


class CutOff(Exception):
    """The body ended before its end, at a limit of the server."""


class TooLate(GraphUnreachable):
    """CLIENT006: there was no answer in the time that a question may take."""


class Refused(Exception):
    """A status of 400 or more, with the body of its answer."""

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def problem(self) -> dict[str, Any]:
        """RFC 9457, as our endpoint and others tell errors; empty for another body."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class Patience:
    """timeout_s: seconds of one question, all tries together; retries: tries after the first.

    now, sleep: the clock, and what waits
    """

    timeout_s: float
    retries: int
    now: Callable[[], float] = field(default=time.monotonic, repr=False)
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    def attempt(self, address: str, once: Callable[[float], Given]) -> Given:
        """What ``once`` gives, which is told the seconds that are left.

        Tried again after 429, 502 and 503, and where no connection came about: as long after as the server says in
        Retry-After, else after a quarter of a second, then twice as long each time. Refused for other statuses, and in
        the end; GraphUnreachable where there was no connection, TooLate where there was no answer in time.
        """
        until = self.now() + self.timeout_s
        for tried in range(self.retries + 1):
            wait = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2**tried)
            try:
                return once(max(0.05, until - self.now()))
            except Refused as error:
                last: Exception = error
                if error.status not in _LATER:
                    raise
                wait = retry_after(error.headers, wait)
            except TimeoutError as error:
                last = error
                break
            except (URLError, ConnectionError, HTTPException) as error:
                last = error
                if isinstance(getattr(error, "reason", None), TimeoutError):
                    break
            if tried == self.retries or self.now() + wait >= until:
                break
            self.sleep(wait)
        if isinstance(last, Refused):
            raise last
        late = isinstance(last, TimeoutError) or isinstance(getattr(last, "reason", None), TimeoutError)
        if late:
            message = f"There was no answer within {self.timeout_s:g} seconds."
            raise TooLate("CLIENT006", message, where=address, advice="Give more time with timeout_s=.") from last
        raise GraphUnreachable(
            "CLIENT001",
            f"The endpoint cannot be reached: {getattr(last, 'reason', last)}.",
            where=address,
            advice="Check the address and the network.",
        ) from last


def retry_after(headers: Mapping[str, str], otherwise: float) -> float:
    """Seconds to wait as the header says, in seconds or as a date, at most 30; ``otherwise`` where it says nothing."""
    value = headers.get("Retry-After") or headers.get("retry-after") or ""
    if value.isdigit():
        return min(_LONGEST_WAIT_S, float(value))
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return otherwise
    return min(_LONGEST_WAIT_S, max(0.0, moment.timestamp() - time.time()))


def read_all(response: Any, until: float, now: Callable[[], float] = time.monotonic) -> bytes:
    """The whole body, at most 256 MiB. CutOff where it breaks off; TimeoutError after ``until``."""
    parts, size = [], 0
    try:
        while chunk := response.read(_CHUNK):
            parts.append(chunk)
            size += len(chunk)
            if size > MOST_BYTES:
                raise CutOff
            if now() > until:
                raise TimeoutError
    except IncompleteRead as error:
        raise CutOff from error
    if getattr(response, "length", None):  # fewer bytes than promised: reading in pieces raises nothing
        raise CutOff
    return b"".join(parts)


def get(address: str, patience: Patience, headers: Mapping[str, str]) -> bytes:
    """The body of a GET. NotFound for 404 and 410, Refused for other errors, GraphUnreachable."""

    def once(left: float) -> bytes:
        request = Request(address, headers=dict(headers))  # noqa: S310 (http and https only: checked at opening)
        try:
            with urlopen(request, timeout=left) as response:  # noqa: S310
                return read_all(response, patience.now() + left, patience.now)
        except HTTPError as error:
            raise Refused(error.code, dict(error.headers.items()), error.read(_CHUNK)) from error

    try:
        return patience.attempt(address, once)
    except CutOff as error:
        raise GraphUnreachable("CLIENT001", "The answer was broken off.", where=address) from error
    except Refused as error:
        if error.status in (404, 410):
            raise NotFound("CLIENT003", error.problem.get("title", "There is no such thing."), where=address) from error
        raise
