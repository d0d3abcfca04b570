"""One question to another endpoint: at one pinned address, no redirect, no proxy, no credentials, all within limits."""

from __future__ import annotations

import http.client
import json
import re
import socket
import ssl
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from time import monotonic
from typing import Any
from urllib.error import HTTPError, URLError

from sparql_endpoint.results import Table, Term
from sparql_endpoint.services.addresses import Target
from sparql_endpoint.services.errors import ServiceError

_JSON = "application/sparql-results+json"
_CHUNK = 1 << 16
_VARIABLE = re.compile(r"\w+")
_ADVICE = "Ask for less, or bind more of its variables before the clause."


@dataclass(frozen=True, slots=True)
class RemoteLimits:
    """Of all requests that one query makes: seconds together; rows and bytes of each answer."""

    seconds: float = 10.0
    rows: int = 10_000
    bytes: int = 16 << 20


def ask(target: Target, query: str, limits: RemoteLimits, deadline: float) -> Table:
    """The rows of a SELECT. deadline: as ``time.monotonic`` counts. ServiceError for whatever the other side does."""
    iri = target.iri
    opened: list[socket.socket] = []
    # A time-out of the socket is one of each read only; who sends a byte a second is cut off by the clock.
    clock = Timer(_left(iri, deadline), _cut_off, (opened,))
    clock.daemon = True
    clock.start()
    try:
        with _opener(target, deadline, opened).open(_request(iri, query), timeout=_left(iri, deadline)) as response:
            media_type = response.headers.get_content_type()
            if media_type not in (_JSON, "application/json"):
                raise _unusable(iri, f"in {media_type}, not {_JSON}")
            if "X-Sunqar-Truncated" in response.headers:
                raise _too_large(iri, "was cut off by the endpoint")
            body = _read(response, iri, limits.bytes, deadline)
    except HTTPError as error:
        raise _unusable(iri, f"with status {error.code}") from error
    except (URLError, OSError, ValueError, http.client.HTTPException) as error:
        if monotonic() >= deadline:
            raise _late(iri) from error
        raise ServiceError("SERVICE003", f"The endpoint {iri} cannot be reached.") from error
    finally:
        clock.cancel()
    return _table(iri, body, limits.rows)


def _cut_off(opened: list[socket.socket]) -> None:
    for connection in opened:
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)


def _request(iri: str, query: str) -> urllib.request.Request:
    from SPARQLWrapper import POST, SPARQLWrapper

    wrapper = SPARQLWrapper(iri, agent="sunqar")
    wrapper.setMethod(POST)
    wrapper.setQuery(query)
    wrapper.setOnlyConneg(True)
    wrapper.addCustomHttpHeader("Accept", f"{_JSON}, application/json;q=0.9")
    # The only way to the request that it would send: its own sending follows redirects and looks the host up again.
    request: urllib.request.Request = wrapper._createRequest()
    return request


class _Pinned(http.client.HTTPConnection):
    """Connects to the address that was checked, whatever the name means by now."""

    def __init__(self, target: Target, deadline: float, opened: list[socket.socket], host: str) -> None:
        super().__init__(host)
        self._target = target
        self._deadline = deadline
        self._opened = opened

    def connect(self) -> None:
        self.sock = socket.create_connection(
            (self._target.address, self._target.port), _left(self._target.iri, self._deadline)
        )
        self._opened.append(self.sock)
        if self._target.secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self._target.host)


class _Handler(urllib.request.HTTPHandler, urllib.request.HTTPSHandler):
    def __init__(self, target: Target, deadline: float, opened: list[socket.socket]) -> None:
        super().__init__()
        self._target = target
        self._deadline = deadline
        self._opened = opened

    def http_open(self, request: urllib.request.Request) -> Any:
        return self.do_open(self._connection, request)

    def https_open(self, request: urllib.request.Request) -> Any:
        return self.do_open(self._connection, request)

    def _connection(self, host: str, **_options: Any) -> _Pinned:
        return _Pinned(self._target, self._deadline, self._opened, host)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments: Any) -> None:
        return None


def _opener(target: Target, deadline: float, opened: list[socket.socket]) -> urllib.request.OpenerDirector:
    handler = _Handler(target, deadline, opened)
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirects(), handler)


def _read(response: http.client.HTTPResponse, iri: str, most: int, deadline: float) -> bytes:
    body = bytearray()
    while chunk := response.read1(_CHUNK):
        body += chunk
        if len(body) > most:
            raise _too_large(iri, f"is larger than {most} bytes")
        if monotonic() > deadline:
            raise _late(iri)
    if monotonic() > deadline:  # the clock has cut it off
        raise _late(iri)
    if response.length:
        raise _unusable(iri, "and broke off")
    return bytes(body)


def _table(iri: str, body: bytes, most: int) -> Table:
    try:
        loaded = json.loads(body)
        variables = tuple(str(name) for name in loaded["head"]["vars"])
        bindings = loaded["results"]["bindings"]
        if not all(_VARIABLE.fullmatch(name) for name in variables):
            raise _unusable(iri, "with a variable that is none")
        if len(bindings) > most:
            raise _too_large(iri, f"has more than {most} rows")
        rows = tuple({str(name): _term(iri, cell) for name, cell in row.items()} for row in bindings)
        truncated = bool(loaded.get("truncated"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _unusable(iri, "with something that is no table of results") from error
    if truncated:
        raise _too_large(iri, "was cut off by the endpoint")
    return Table(variables, rows, None, truncated=False)


def _term(iri: str, cell: dict[str, Any]) -> Term:
    kind, value = str(cell["type"]), cell["value"]
    if kind not in ("uri", "literal", "typed-literal", "bnode") or not isinstance(value, str):
        raise _unusable(iri, f"with a term of the kind {kind!r}")
    kind = "literal" if kind == "typed-literal" else kind
    return Term(kind, value, str(cell.get("xml:lang", "")), str(cell.get("datatype", "")))


def _left(iri: str, deadline: float) -> float:
    left = deadline - monotonic()
    if left <= 0:
        raise _late(iri)
    return left


def _late(iri: str) -> ServiceError:
    return ServiceError("SERVICE006", f"The endpoint {iri} did not answer in time.", advice=_ADVICE)


def _too_large(iri: str, how: str) -> ServiceError:
    return ServiceError("SERVICE005", f"The answer of {iri} {how}.", advice=_ADVICE)


def _unusable(iri: str, how: str) -> ServiceError:
    return ServiceError("SERVICE004", f"The endpoint {iri} answered {how}.")
