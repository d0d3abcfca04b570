"""Which endpoints SERVICE may ask: hosts and ports whole, no disguise, no private network unless it is listed."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import Any

import pytest

from sparql_endpoint.services.addresses import Allowed, target_of
from sparql_endpoint.services.errors import ServiceError


@pytest.mark.parametrize(
    ("prefix", "iri", "listed"),
    [
        ("http://a.example", "http://a.example/sparql", True),
        ("http://a.example", "http://a.example", True),
        ("http://a.example", "http://a.example?x", True),
        ("http://a.example/", "http://A.EXAMPLE/sparql", True),
        ("http://a.example", "http://a.example.evil.test/", False),
        ("http://a.example/sparql", "http://a.example/other", False),
        ("http://a.example/one/", "http://a.example/one/../two", False),
        ("http://a.example/one/", "http://a.example/one/%2e%2E/two", False),
        ("http://a.example", "https://a.example/", False),
        ("http://a.example", "http://a.example@evil.test/", False),
        ("http://a.example:80", "http://a.example:8010/", False),
        ("http://127.0.0.1:", "http://127.0.0.1:8010/sparql", True),
        ("http://127.0.0.1:", "http://127.0.0.1:80@evil.test/", False),
        ("http://127.0.0.1:", "http://127.0.0.1/", False),
        ("http://a.example/", "http://a.example/\\evil.test", False),
        ("http://a.example/", "http://a.example/\r\nHost: evil", False),
        ("http://a.example/", "http://a.example/#x", False),
        ("http://a.example/", "file:///etc/passwd", False),
        ("http://a.example/", "ftp://a.example/", False),
        ("http://a.example/", "http:a.example/", False),
        ("http://a.example/", "http://[::1/", False),
        ("http://[::1]:", "http://[::1]:8010/", True),
    ],
)
def test_an_address_is_listed_by_its_beginning(prefix: str, iri: str, listed: bool) -> None:
    assert Allowed.of((prefix,)).lists(iri) is listed


PRIVATE = (
    "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
    "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:169.254.169.254", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1", "192.0.0.1",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_no_name_leads_into_a_private_network(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    _resolve(monkeypatch, "93.184.216.34", address)
    with pytest.raises(ServiceError) as caught:
        target_of("http://a.example/sparql", Allowed.of(("http://a.example/",)))
    assert caught.value.code == "SERVICE002"
    assert "http://a.example/sparql" in caught.value.message


def test_what_is_listed_is_permitted_and_the_address_is_pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    _resolve(monkeypatch, "10.0.0.5")
    allowed = Allowed.of(("http://node-b:8010/", "10.0.0.0/8"))
    assert target_of("http://node-b:8010/sparql", allowed).address == "10.0.0.5"
    _resolve(monkeypatch, "2606:4700::6810:1", "93.184.216.34")
    target = target_of("https://a.example/sparql", Allowed.of(("https://a.example/",)))
    assert (target.address, target.host, target.port, target.secure) == ("93.184.216.34", "a.example", 443, True)


def test_an_address_that_the_list_names_is_permitted_and_a_name_is_no_permission() -> None:
    assert Allowed.of(("http://127.0.0.1:",)).permits(ip_address("127.0.0.1"), "127.0.0.1")
    assert not Allowed.of(("http://127.0.0.1:",)).permits(ip_address("127.0.0.2"), "127.0.0.2")
    assert Allowed.of(("http://localhost:",)).permits(ip_address("::1"), "localhost")
    assert not Allowed.of(("http://inside.example/",)).permits(ip_address("127.0.0.1"), "inside.example")


def test_a_list_with_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="elsewhere"):
        Allowed.of(("elsewhere",))


def _resolve(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    def getaddrinfo(_host: str, port: int, **_options: Any) -> list[tuple[Any, ...]]:
        return [(None, None, None, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
