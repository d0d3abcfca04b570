"""waitress with what it lacks.

A limit on how long a request may take to arrive: 408, then the connection ends. waitress reads all requests in one
thread, so a slow one holds up nobody; but each holds a connection.

Head and body of an answer in one piece, where waitress sends two and the client wakes up twice. Connections that stay
open after answers without a body (204, 304). And requests that came before are answered by whoever reads them.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer
from waitress.task import WSGITask
from waitress.utilities import Error, build_http_date

from sparql_endpoint.express import SENT
from sparql_endpoint.problems import MEDIA_TYPE, HttpProblem, document
from sparql_endpoint.replies import written_head

Again = Callable[[str, bytes], tuple[bytes, bytes] | None]
"""Address of a client, bytes of a request: head (all but the date) and body of the answer where it is known."""


class _RequestTimeout(Error):  # type: ignore[misc] # waitress has no types
    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        """A problem document, as for all errors."""
        return "408 Request Timeout", [("Content-Type", MEDIA_TYPE)], json.dumps(document(self.body)).encode()


def improve(server: Any, seconds: float, again: Again | None = None) -> None:
    """Have a server that ``waitress.create_server`` made do so.

    seconds: that a request may take to arrive; again: answers at once what it knows
    """
    channel_class = type("Channel", (_Channel,), {"arrival_s": seconds, "again": staticmethod(again or _unknown)})
    for each in [server, *getattr(server, "map", {}).values()]:
        if isinstance(each, BaseWSGIServer):
            each.channel_class = channel_class


def _unknown(_address: str, _request: bytes) -> None:
    return None


class _Task(WSGITask):  # type: ignore[misc] # waitress has no types
    """One request and its answer."""

    wrote_header = False
    chunked_response = False

    def get_environment(self) -> dict[str, Any]:
        """With the bytes of the request, where an answer to the same bytes could be sent again as it is."""
        environ: dict[str, Any] = super().get_environment()
        if self.channel.alone and self.version == "1.1" and not self.request.connection_close:
            environ[SENT] = self.channel.alone
        return environ

    def build_response_header(self) -> bytes:
        """The head; of answers in the usual form without looking at each header again."""
        headers = self.response_headers
        names = {name.lower() for name, _ in headers}
        usual = "date" not in names and ("content-length" in names or not self.has_body)
        if self.version != "1.1" or self.request.connection_close or self.close_on_finish or not usual:
            built: bytes = super().build_response_header()
            return built
        return written_head(self.status, headers) + _date(self.start_time)

    def write(self, data: bytes) -> None:
        """Send a piece of the body; the head goes with the first."""
        is_head = self.request.command == "HEAD"
        if self.wrote_header or not self.complete:
            if not is_head:
                super().write(data)
            return
        head = self.build_response_header()
        self.wrote_header = True
        self.chunked_response = self.chunked_response and not is_head
        if not data or not self.has_body or is_head:
            self.channel.write_soon(head)
        elif self.chunked_response:
            self.channel.write_soon(b"%s%X\r\n%s\r\n" % (head, len(data), data))
        elif self.content_length is None or len(data) <= self.content_length:
            self.content_bytes_written += len(data)
            self.channel.write_soon(head + data)
        else:
            self.channel.write_soon(head)
            super().write(data)

    def set_close_on_finish(self) -> None:
        """Where the client cannot know otherwise where the answer ends, or wants it so."""
        ends_with_head = not self.has_body or self.request.command == "HEAD"
        if self.version == "1.0" or self.request.connection_close or not ends_with_head:
            super().set_close_on_finish()


class _Waking:
    """The server as one of its channels sees it: a finished answer wakes it only where something is left to do."""

    def __init__(self, server: Any, channel: _Channel) -> None:
        self._server = server
        self._channel = channel

    def __getattr__(self, name: str) -> Any:
        return getattr(self._server, name)

    def pull_trigger(self) -> None:
        """Have the thread that reads look at all channels again."""
        channel = self._channel
        if channel.crowded or channel.total_outbufs_len or channel.will_close or channel.close_when_flushed:
            channel.crowded = False
            self._server.pull_trigger()


class _Channel(HTTPChannel):  # type: ignore[misc] # waitress has no types
    """Looks at the clock whenever the server asks whether it wants to read, at least once a second."""

    task_class = _Task
    request: Any = None
    arrival_s = 0.0
    again: Again
    alone = b""
    """The bytes of the request that is being answered, where they came at once and nothing with them."""
    crowded = False
    """Whether so many requests have come that no more were read for a while."""
    _timed: Any = None
    _since = 0.0

    def __init__(self, server: Any, sock: Any, addr: Any, adj: Any, map: Any = None) -> None:
        """As waitress calls it."""
        super().__init__(_Waking(server, self), sock, addr, adj, map)

    def received(self, data: bytes) -> bool:
        """Answer at once what is known; else read it as ever."""
        first = not (self.request or self.requests or self.will_close or self.close_when_flushed)
        if first and (found := self.again(self.addr[0], data)) is not None:
            head, body = found
            self.write_soon(b"%s%s%s" % (head, _date(time.time()), body))
            return True
        self.alone = data if first and data.endswith(b"\r\n\r\n") and data.count(b"\r\n\r\n") == 1 else b""
        taken = bool(super().received(data))
        self.crowded = self.crowded or len(self.requests) > self.adj.channel_request_lookahead
        return taken

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


def _date(seconds: float) -> bytes:
    """The rest of a head."""
    return b"%s\r\n\r\n" % build_http_date(seconds).encode()
