"""waitress with a limit on how long a request may take to arrive, which it lacks: 408, then the connection ends.

waitress reads all requests in one thread, so a slow one holds up nobody; but each holds a connection.
"""

from __future__ import annotations

import json
import time
from typing import Any

from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer
from waitress.utilities import Error

from sparql_endpoint.problems import MEDIA_TYPE, HttpProblem, document


class _RequestTimeout(Error):  # type: ignore[misc] # waitress has no types
    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        """A problem document, as for all errors."""
        return "408 Request Timeout", [("Content-Type", MEDIA_TYPE)], json.dumps(document(self.body)).encode()


def limit_arrival(server: Any, seconds: float) -> None:
    """Have a server that ``waitress.create_server`` made end requests that are not whole after so many seconds."""
    channel_class = type("Channel", (_TimedChannel,), {"arrival_s": seconds})
    for each in [server, *getattr(server, "map", {}).values()]:
        if isinstance(each, BaseWSGIServer):
            each.channel_class = channel_class


class _TimedChannel(HTTPChannel):  # type: ignore[misc] # waitress has no types
    """Looks at the clock whenever the server asks whether it wants to read, at least once a second."""

    request: Any = None
    arrival_s = 0.0
    _timed: Any = None
    _since = 0.0

    def readable(self) -> bool:
        if self.request is not self._timed:
            self._timed, self._since = self.request, time.monotonic()
        elif self.request is not None and time.monotonic() - self._since > self.arrival_s:
            self._refuse()
        return bool(super().readable())

    def _refuse(self) -> None:
        with self.requests_lock:
            late, self.request = self.request, None
            if late is None or self.requests:
                self.will_close = True  # an earlier request is being answered: nothing can be said in between
                return
            late.error = _RequestTimeout(
                HttpProblem(408, "HTTP408", f"The request was not whole after {self.arrival_s:g} seconds.")
            )
            late.completed = True
            self.requests.append(late)
        self.server.add_task(self)
