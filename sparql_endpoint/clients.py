"""Who asks: a key for each client that says nothing about it."""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

from extractors.errors import UsageError

_Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_HOME = 64
"""Bits of an IPv6 address that stand for one customer; the rest can be chosen freely."""


class Clients:
    """Makes keys out of addresses. The key of the hash dies with the server, so none leads back to an address."""

    def __init__(self, trusted_proxies: Iterable[str] = (), unmetered: Iterable[str] = ()) -> None:
        """Both are addresses or networks. UsageError names one that is neither."""
        self._trusted = tuple(_network(each) for each in trusted_proxies)
        self._unmetered = tuple(_network(each) for each in unmetered)
        self._key = secrets.token_bytes(16)

    def key(self, environ: Mapping[str, Any]) -> str:
        """Key of the client of a WSGI request; empty for one that is not to be metered.

        X-Forwarded-For counts only where it comes from a trusted proxy: then the last address in it that is no
        trusted proxy is the client. What stands before it anyone may have written.
        """
        text = str(environ.get("REMOTE_ADDR", ""))
        if self._trusted or self._unmetered or ":" in text:
            address = self._client(text, str(environ.get("HTTP_X_FORWARDED_FOR", "")))
            if address is not None and _within(address, self._unmetered):
                return ""
            if isinstance(address, ipaddress.IPv6Address):
                text = str(ipaddress.ip_network((address, _HOME), strict=False))
            elif address is not None:
                text = str(address)
        return blake2b(text.encode(), key=self._key, digest_size=12).hexdigest()

    def _client(self, remote: str, forwarded: str) -> _Address | None:
        address = _parsed(remote)
        for text in reversed(forwarded.split(",")):
            if address is None or not _within(address, self._trusted):
                break
            before = _parsed(text.strip())
            if before is None:
                break
            address = before
        return address


def _parsed(text: str) -> _Address | None:
    try:
        address = ipaddress.ip_address(text.split("%")[0].strip("[]"))
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _within(address: _Address, networks: tuple[_Network, ...]) -> bool:
    return any(address in network for network in networks)


def _network(text: str) -> _Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError as error:
        raise UsageError(
            "SERVE002",
            f"{text!r} is no address and no network.",
            advice="Write 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32 in trusted_proxies and unmetered_clients.",
        ) from error
