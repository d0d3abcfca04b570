"""B1, B2, B5, B7, B8, B9 and B11: caches, negotiation, spreadsheets, origins, paths, header values, leaks."""

from __future__ import annotations

import csv
import io
import json
import time
from urllib.parse import quote

import pytest
from endpoint_client import ask, connect, footprint, wait_until
from endpoint_edition import BASE

ARCHIVE = "/data/archive/qatar-gulf"


def test_b01_each_representation_has_its_own_tag(server: str) -> None:
    tags = {}
    for accept in ("text/html", "text/turtle", "application/ld+json"):
        _, headers, _ = ask(server, "", "GET", "/sparql?query=" + quote("DESCRIBE <a:a>"), Accept=accept)
        assert "Accept" in [each.strip() for each in headers["vary"].split(",")]
        tags[accept] = headers.get("etag")
    assert tags["text/turtle"]
    assert tags["text/turtle"] != tags["application/ld+json"]
    plain = ask(server, "", "GET", "/sparql?query=" + quote("SELECT * { ?s ?p ?o } LIMIT 50"))
    packed = ask(server, "", "GET", "/sparql?query=" + quote("SELECT * { ?s ?p ?o } LIMIT 50"), Accept_Encoding="gzip")
    assert plain[1]["etag"] != packed[1]["etag"]
    for path in ("/id/archive/qatar-gulf", "/page/archive/qatar-gulf"):
        _, headers, _ = ask(server, "", "GET", path, Accept="text/html")
        assert "Accept" in headers["vary"]


@pytest.mark.parametrize(
    ("accept", "status", "kind"),
    [
        ("x/y", 406, "application/problem+json"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.9", 200, "application/sparql-results+xml"),
        ("text/csv;q=0, */*;q=0.1", 200, "application/sparql-results+json"),
        ("text/csv;q=banana, application/sparql-results+json", 200, "application/sparql-results+json"),
        ("x/y, " * 2_000 + "text/csv", 406, "application/problem+json"),
        ("," * 10_000, 406, "application/problem+json"),
    ],
)
def test_b02_accept(server: str, accept: str, status: int, kind: str) -> None:
    start = time.perf_counter()
    found, headers, _ = ask(server, "SELECT * { ?s ?p ?o } LIMIT 1", Accept=accept)
    assert (found, headers["content-type"]) == (status, kind)
    assert time.perf_counter() - start < 2.0


def test_b05_csv_is_as_the_standard_has_it(server: str) -> None:
    values = ["=HYPERLINK(1)", "+1", "-1", "@x", "\tx"]
    terms = " ".join(json.dumps(each) for each in values)
    _, _, body = ask(server, f"SELECT ?x {{ VALUES ?x {{ {terms} }} }}", Accept="text/csv")
    assert [row[0] for row in csv.reader(io.StringIO(body.decode(), newline=""))][1:] == values


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_b07_no_origin_is_trusted(server: str, method: str) -> None:
    path = "/sparql" if method == "POST" else "/sparql?query=ASK%7B%7D"
    _, headers, _ = ask(server, "ASK {}", method, path, Origin="http://evil.example")
    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers
    assert "evil" not in str(headers)


@pytest.mark.parametrize(
    "path",
    [
        "/entity/../../etc/passwd",
        "/data/../../../etc/passwd",
        "/static/../app.py",
        "/static/..%2f..%2fapp.py",
        "/data/%00.ttl",
        "/id/person/%2e%2e%2f%2e%2e%2fetc",
        "/page/\\..\\..\\etc",
    ],
)
def test_b08_paths_stay_inside(server: str, path: str) -> None:
    status, _, body = ask(server, "", "GET", path)
    assert status in (400, 404)
    assert b"root:" not in body
    assert b"Traceback" not in body


@pytest.mark.parametrize("path", ["//evil.example/id/archive/qatar-gulf", "/id/archive/qatar-gulf"])
def test_b08_redirects_lead_home(server: str, path: str) -> None:
    with connect(server) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: evil.example\r\nAccept: text/turtle\r\n\r\n".encode())
        head = connection.recv(65536).decode("latin-1")
    location = [line.partition(": ")[2] for line in head.split("\r\n") if line.lower().startswith("location:")]
    assert all(each.startswith((BASE, "/data/", "/page/")) and not each.startswith("//") for each in location), location
    assert "evil.example" not in "".join(location)


@pytest.mark.parametrize("mark", ["%0d%0aX-Evil:%201", "%0aX-Evil:%201", "%E5%98%8A%E5%98%8DX-Evil:%201"])
def test_b09_no_header_can_be_slipped_in(server: str, mark: str) -> None:
    for path in ("/id/archive/qatar-gulf", "/data/archive/qatar-gulf.ttl?x=", "/search?q=", "/x"):
        assert "x-evil" not in ask(server, "", "GET", path + mark)[1]


def test_b11_nothing_grows(attacked: tuple[str, int]) -> None:
    address, pid = attacked
    requests = [
        lambda n: ask(address, "ASK {}"),
        lambda n: ask(address, f"not a query {n}"),
        lambda n: ask(address, f"SELECT * {{ ?s ?p ?o }} LIMIT {n % 30 * 10}"),
        lambda n: ask(address, "", "GET", "/search?q=Doha"),
        lambda n: ask(address, "", "GET", f"/page/nothing/{n}", Accept="text/html"),
        lambda n: ask(address, "", "GET", "/page/archive/qatar-gulf", Accept="text/html"),
    ]
    for n in range(240):
        requests[n % len(requests)](n)
    before = footprint(pid)
    for n in range(240):
        requests[n % len(requests)](n)
    assert wait_until(lambda: footprint(pid)["processes"] <= before["processes"], 5.0)
    after = footprint(pid)
    print(before, after)
    assert after["descriptors"] <= before["descriptors"] + 2
    assert after["threads"] <= before["threads"] + 2
    assert after["mib"] <= before["mib"] + 16
