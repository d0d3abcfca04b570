"""One HTTP request to a service that settings name: the address is checked, time and size are bounded.

The name is resolved once, every address it has is checked, and the connection goes to one of those: a name that later
turns to an inner address leads nowhere. Redirects are not followed, proxies are not used.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from time import monotonic
from urllib.parse import urlsplit

from extractors.errors import CodedError

MOST_BYTES = 8 * 2**20
_CHUNK = 1 << 16
_PORTS = {"http": 80, "https": 443}


class ServiceError(CodedError):
    """A service that cannot be used now. RECON001 an address that may not be asked, 002 not reached or out of time,
    003 refused (another status than 200), 004 an answer that is not of the API, 005 too large."""


@dataclass(frozen=True, slots=True)
class Response:
    """Status, the seconds that the service asks to wait, the body."""

    status: int
    retry_after: float | None
    body: bytes


def request(
    url: str,
    body: bytes | None,
    *,
    timeout_s: float,
    allow_private: bool,
    most_bytes: int = MOST_BYTES,
    clock: Callable[[], float] = monotonic,
) -> Response:
    """GET, or POST of a form where body is given. Raises ServiceError RECON001, RECON002, RECON005."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
    if not host or not port:
        raise ServiceError("RECON001", "A service has an http(s) address.", where=url)
    address = checked_address(host, port, url, allow_private=allow_private)
    started = clock()
    connection = _connection(parts.scheme, host, port, address, timeout_s)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Accept": "application/json", "User-Agent": "sunqar", "Connection": "close"}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    # The socket's own time-out begins anew with every byte; this one does not. It ends a head that drips in.
    watch = Timer(timeout_s, _cut, (connection,))
    watch.daemon = True
    watch.start()
    try:
        connection.request("GET" if body is None else "POST", target, body, headers)
        answer = connection.getresponse()
        found = bytearray()
        while chunk := answer.read1(_CHUNK):
            found += chunk
            if len(found) > most_bytes:
                raise ServiceError("RECON005", f"The answer has more than {most_bytes} bytes.", where=url)
            if clock() - started > timeout_s:
                raise TimeoutError("out of time")
        if clock() - started > timeout_s:  # cut while the head was read
            raise TimeoutError("out of time")
        if answer.length:
            raise http.client.IncompleteRead(bytes(found), answer.length)
        return Response(answer.status, _seconds(answer.headers.get("Retry-After")), bytes(found))
    except (OSError, http.client.HTTPException) as error:
        raise ServiceError(
            "RECON002", f"The service cannot be reached: {error or type(error).__name__}.", where=url,
            advice="Check its address and the network; what it answered before is kept and used.",
        ) from error  # fmt: skip
    finally:
        watch.cancel()
        connection.close()


def _cut(connection: http.client.HTTPConnection) -> None:
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def checked_address(host: str, port: int, url: str, *, allow_private: bool) -> str:
    """The address to connect to. ServiceError RECON001 where any address of the name is not a public one."""
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError as error:
        raise ServiceError(
            "RECON002", f"The name of the service is not known: {error}.", where=url, advice="Check the address."
        ) from error
    for address in found:
        if not allow_private and not _public(address):
            raise ServiceError(
                "RECON001",
                f"The service lies in a private network ({address}), which is not asked.",
                where=url,
                advice="Where that is meant, set allow_private = true under [[reconciliation]].",
            )
    return found[0]


def _public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and (inner := ip.ipv4_mapped or ip.sixtofour):
        ip = inner
    return ip.is_global and not ip.is_multicast


def _connection(scheme: str, host: str, port: int, address: str, timeout_s: float) -> http.client.HTTPConnection:
    """A connection that asks for the host by name and goes to the checked address."""
    connection: http.client.HTTPConnection
    if scheme == "https":
        connection = http.client.HTTPSConnection(host, port, timeout=timeout_s, context=ssl.create_default_context())
    else:
        connection = http.client.HTTPConnection(host, port, timeout=timeout_s)

    def connect(_: tuple[str, int], *arguments: object) -> socket.socket:
        return socket.create_connection((address, port), timeout_s)

    connection._create_connection = connect  # type: ignore[attr-defined]
    return connection


def _seconds(told: str | None) -> float | None:
    return float(told) if told and told.strip().isdigit() else None
