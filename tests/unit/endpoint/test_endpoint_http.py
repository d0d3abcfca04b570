"""The application through its test client: negotiation, headers, pages, and what hostile content becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from endpoint_edition import BASE, EVIL_TITLE
from flask.testing import FlaskClient

from kg.workspace import open_workspace
from sparql_endpoint.app import create_app
from sparql_endpoint.limits import Limits
from sparql_endpoint.service import editions_of

PAGE = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture(scope="module")
def client(edition_workspace: Path) -> Iterator[FlaskClient]:
    app = create_app(editions_of(open_workspace(edition_workspace)), Limits(query_timeout_s=5, max_rows=1000))
    yield app.test_client()
    app.extensions["sunqar"].close()


def _find(client: FlaskClient, query: str, kind: str) -> str:
    hits = client.get("/search", query_string={"q": query, "type": kind}).json["hits"]
    return str(hits[0]["iri"]).removeprefix(BASE)


def _evil_person(client: FlaskClient) -> str:
    return _find(client, "onmouseover", "person").replace("/id/", "/page/")


PLACES = [
    "/",
    "/search?q=Doha",
    "/dataset",
    "/sparql?format=html",
    "/page/archive/qatar-gulf",
    "/nowhere",
    "/id/person/none",
]


@pytest.mark.parametrize("address", PLACES)
@pytest.mark.parametrize("lang", ["en", "ar", "ru", "kk"])
def test_every_page_is_at_home_and_guarded(client: FlaskClient, address: str, lang: str) -> None:
    page = client.get(address, headers=PAGE | {"Accept-Language": lang})
    text = page.text
    assert page.status_code == (404 if "no" in address else 200)
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "Accept-Language" in page.headers["Vary"]
    assert not re.findall(r'(?:src|action)="https?:', text)
    assert not re.search(r'<script(?![^>]* src="/static/)', text), "only scripts of our own, from files"


def test_identifiers_lead_to_page_or_data(client: FlaskClient) -> None:
    iri = _find(client, "Tokayev", "person")
    for accept, wanted in (
        (PAGE["Accept"], iri.replace("/id/", "/page/")),
        ("text/turtle", iri.replace("/id/", "/data/") + ".ttl"),
        ("application/ld+json", iri.replace("/id/", "/data/") + ".jsonld"),
        ("application/rdf+xml;q=0.9, text/html;q=0.1", iri.replace("/id/", "/data/") + ".rdf"),
    ):
        answer = client.get(iri, headers={"Accept": accept, "Host": "evil.example"})
        assert (answer.status_code, answer.headers["Location"]) == (303, wanted)
        assert "Accept" in answer.headers["Vary"]
    assert client.get(iri, headers={"Accept": "application/pdf"}).status_code == 406


@pytest.mark.parametrize("format_name", ["ttl", "jsonld", "nt", "rdf", "nq", "trig"])
def test_data_in_every_format(client: FlaskClient, format_name: str) -> None:
    address = _find(client, "Tokayev", "person").replace("/id/", "/data/") + "." + format_name
    first, second = client.get(address), client.get(address)
    assert first.status_code == 200
    assert first.data == second.data
    assert BASE.encode() in first.data
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(address.replace(format_name, "exe")).status_code == 404


def test_person_page_shows_both_archives_with_their_words(client: FlaskClient) -> None:
    address = _find(client, "Tokayev", "person").replace("/id/", "/page/")
    text = client.get(address, headers=PAGE).text
    assert text.count('<section class="archive"') == 2
    assert text.count("<blockquote") >= 10
    assert "marked by the editors" in text
    record = re.search(r'href="(/page/record/[0-9a-f]+\?mention=[0-9a-f]+)#(m-[0-9a-f]+)"', text)
    assert record
    assert f'id="{record[2]}"' in client.get(record[1], headers=PAGE).text, "the anchor is in the record's text"


def test_many_mentions_come_in_pages(client: FlaskClient) -> None:
    address = _evil_person(client)
    first = client.get(address, headers=PAGE).text
    assert "45 mentions" in first
    last = client.get(address + "?from-qatar-gulf=40", headers=PAGE).text
    assert "41–45" in last
    assert last.count("<blockquote") < first.count("<blockquote")


def test_hostile_content_is_only_shown(client: FlaskClient) -> None:
    for address in (
        _evil_person(client),
        _find(client, "EVIL/1", "record").replace("/id/", "/page/"),
        "/search?q=script",
    ):
        text = client.get(address, headers=PAGE).text
        assert EVIL_TITLE not in text
        assert "<b>" not in text
        assert not re.search(r"<[^>]+\sonmouseover", text)
        assert 'href="javascript:' not in text
        assert "\u202e" not in text
    assert "⟨U+202E⟩" in client.get(_evil_person(client), headers=PAGE).text


@pytest.mark.parametrize("address", ["/page/../../etc/passwd", "/id/person/%00", "/data/person/a%0d%0ab.ttl"])
def test_strange_paths(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code in (404, 400)


def test_problems_have_two_faces(client: FlaskClient) -> None:
    machine = client.get("/sparql?query=ASK+%7B")
    assert (machine.status_code, machine.content_type) == (400, "application/problem+json")
    assert {"line", "column", "code", "title"} <= set(machine.json)
    person = client.get("/sparql?query=ASK+%7B", headers=PAGE)
    assert (person.status_code, person.mimetype) == (400, "text/html")
    assert "Line 1, column 6" in person.text


@pytest.mark.parametrize(
    ("query", "accept", "status", "mimetype"),
    [
        ("ASK {}", "text/csv", 200, "text/csv"),
        ("ASK {}", "text/turtle", 406, "application/problem+json"),
        ("CONSTRUCT WHERE { ?s a rico:Person }", "text/turtle", 200, "text/turtle"),
        ("CONSTRUCT WHERE { ?s a rico:Person }", "text/csv", 406, "application/problem+json"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "*/*", 200, "application/sparql-results+json"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "application/pdf", 406, "application/problem+json"),
    ],
)
def test_format_of_answers(client: FlaskClient, query: str, accept: str, status: int, mimetype: str) -> None:
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (status, mimetype)


def test_cut_off_answer_says_so(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": "SELECT * { ?s ?p ?o }"})
    assert answer.headers["X-Sunqar-Truncated"] == "rows=1000"
    assert answer.json["truncated"] is True
    assert len(answer.json["results"]["bindings"]) == 1000


def test_descriptions_are_turtle_and_count_right(client: FlaskClient) -> None:
    from rdflib import Graph

    service = Graph().parse(data=client.get("/sparql", headers={"Accept": "text/turtle"}).text)
    void = Graph().parse(data=client.get("/.well-known/void").text)
    assert len(service) > 5
    triples = f"SELECT ?n {{ <{BASE}/dataset> <http://rdfs.org/ns/void#triples> ?n }}"
    counted = next(iter(void.query(triples)))[0].toPython()
    stored = client.get("/sparql", query_string={"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"})
    assert int(stored.json["results"]["bindings"][0]["n"]["value"]) == counted


def test_health(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}
    ready = client.get("/readyz").json
    assert (ready["status"], ready["edition"], type(ready["in_memory"])) == ("ready", 1, bool)
    before = ready["answer_cache"]
    for _ in range(3):
        client.get("/sparql?query=ASK+%7B+%7D+%23+counted")
    after = client.get("/readyz").json["answer_cache"]
    assert (after["misses"], after["hits"]) == (before["misses"] + 1, before["hits"] + 2)
    assert after["answers"] == before["answers"] + 1
    assert after["bytes"] > before["bytes"]


def test_examples_run_as_they_stand(client: FlaskClient) -> None:
    editor = client.get("/sparql?format=html&lang=kk", headers=PAGE).text
    links = re.findall(r'<li><a href="(/sparql[^"]+)"', editor)
    assert len(links) >= 5
    for link in links:
        shown = client.get(link.replace("&amp;", "&"), headers=PAGE)
        assert shown.status_code == 200, shown.text
        assert "<table" in shown.text
