"""Which other endpoints may be asked, and at which network addresses; checked before anything is sent."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from sparql_endpoint.services.errors import ServiceError

_BAD = re.compile(r"[\x00-\x20\x7f\\<>\"{}|^`]")
_DOTS = re.compile(r"(?:^|/)(?:\.|%2e){1,2}(?:/|$)", re.IGNORECASE)
_EMBEDDING = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
"""IPv6 networks whose addresses lead to the IPv4 address in their last 32 bits."""
_PORTS = {"http": 80, "https": 443}
Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the operator listed: beginnings of addresses (http://host/…), and networks (10.0.0.0/8)."""

    prefixes: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()

    @classmethod
    def of(cls, listed: tuple[str, ...]) -> Allowed:
        """Sort a list into both. ValueError for what is neither."""
        prefixes = tuple(each for each in listed if each.startswith(("http://", "https://")))
        networks = tuple(str(ip_network(each)) for each in listed if each not in prefixes)
        return cls(prefixes, networks)

    def lists(self, iri: str) -> bool:
        """Whether an endpoint's address begins with one that is listed, host and port being whole."""
        try:
            parts = urlsplit(iri)
            plain = _plain(parts)
        except ValueError:
            return False
        if parts.scheme not in _PORTS or not parts.hostname or _BAD.search(iri) or "@" in parts.netloc or "#" in iri:
            return False
        return not _DOTS.search(parts.path) and any(_begins(plain, prefix) for prefix in self.prefixes)

    def permits(self, address: Address, host: str) -> bool:
        """Whether requests may go there: to public addresses, those that the list names, those of listed networks."""
        if _is_public(address):
            return True
        if any(address in ip_network(network) for network in self.networks):
            return True
        named = {urlsplit(prefix).hostname for prefix in self.prefixes}
        # A name is no permission: whoever holds it can let it point to the inside. "localhost" cannot be held.
        return str(address) in named or (host == "localhost" and host in named and address.is_loopback)


@dataclass(frozen=True, slots=True)
class Target:
    """An endpoint and the one network address that it is asked at."""

    iri: str
    host: str
    port: int
    secure: bool
    address: str


def target_of(iri: str, allowed: Allowed) -> Target:
    """Look the host up once, and refuse where any of its addresses is not permitted. ServiceError."""
    parts = urlsplit(iri)
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    try:
        found = sorted(
            {str(entry[4][0]).partition("%")[0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
        )
    except (OSError, UnicodeError) as error:
        raise ServiceError("SERVICE003", f"The endpoint {iri} cannot be reached: its host is not known.") from error
    addresses = [ip_address(each) for each in found]
    if not addresses or not all(allowed.permits(each, host) for each in addresses):
        raise ServiceError(
            "SERVICE002",
            f"The endpoint {iri} lies in a private network and is not asked.",
            advice="Whoever runs this server can list the network with --service-allow, as 10.0.0.0/8.",
        )
    first = sorted(addresses, key=lambda each: (each.version, int(each)))[0]
    return Target(iri, host, port, parts.scheme == "https", str(first))


def _plain(parts: SplitResult) -> str:
    """Scheme and host in small letters, the port as written, the rest as it is."""
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}{parts.path}{query}"


def _begins(plain: str, prefix: str) -> bool:
    parts = urlsplit(prefix)
    listed = _plain(parts)
    if not plain.startswith(listed):
        return False
    # http://a.example must not list http://a.example.evil.test, nor :80 the port 8010.
    whole = parts.path or listed.endswith(":") or plain[len(listed) :][:1] in ("", "/", ":", "?")
    return bool(whole)


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and any(address in network for network in _EMBEDDING):
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved
