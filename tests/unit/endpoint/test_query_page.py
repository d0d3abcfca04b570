"""The query page without a script: examples by name, results as views, errors in place, short links, notebooks."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from kg.workspace import open_workspace
from sparql_endpoint.app import create_app
from sparql_endpoint.limits import Limits
from sparql_endpoint.portal.query.links import LONGEST, ShortLinks, key_of
from sparql_endpoint.portal.query.page import LINKS
from sparql_endpoint.service import editions_of

PAGE = {"Accept": "text/html"}
ASK = 'ASK { ?s rdfs:label "Doha"@en }'


@pytest.fixture(scope="module")
def client(edition_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    limits = Limits(query_timeout_s=600, queue_wait_s=600, client_errors=1000, client_seconds=100_000)
    app = create_app(editions_of(open_workspace(edition_workspace)), limits)
    app.extensions[LINKS] = ShortLinks(tmp_path_factory.mktemp("links") / "queries.sqlite")
    yield app.test_client()
    app.extensions["sunqar"].close()


def _page(client: FlaskClient, status: int = 200, **asked: str) -> str:
    answer = client.get("/sparql", query_string={"format": "html", **asked}, headers=PAGE)
    assert answer.status_code == status, answer.text
    assert len(gzip.compress(answer.data)) < 40_000
    return answer.text


def test_examples_are_listed_once_and_run_by_name(client: FlaskClient) -> None:
    empty = _page(client, ui="kk")
    names = re.findall(r"example=([\w-]+)&amp;format=html|format=html&amp;example=([\w-]+)", empty)
    assert len(set(names)) == len(names) >= 50
    assert "Екі архивте де аталған тұлғалар" in empty
    found = _page(client, example="persons-in-both-archives")
    assert "SELECT ?name ?archive" in unescape(found)
    assert re.search(r"\d+ rows", found)
    assert 'aria-current="true"' in found
    assert "Ask the graph" in _page(client, example="no-such-example")


def test_views_of_a_result(client: FlaskClient) -> None:
    query = (
        "SELECT ?place (COUNT(?r) AS ?n) { ?place a kg:Entity , rico:Place . ?r kg:mentions ?place } GROUP BY ?place"
    )
    table, as_map, chart = (_page(client, query=query, view=view) for view in ("table", "map", "chart"))
    assert "<table>" in table
    assert re.search(r'<li data-lat="25\.\d+" data-lon="51\.\d+">', as_map)
    assert "Borders are those of today" in as_map
    assert re.search(r'<rect width="320\.0"', chart)
    pairs = (
        "SELECT ?a ?b { ?r kg:mentions ?a , ?b . ?a a kg:Entity , rico:Person . ?b a kg:Entity , rico:Place } LIMIT 40"
    )
    network = _page(client, query=pairs, view="network")
    assert re.search(r'<li data-from="[^"]+/person/[^"]+" data-to="[^"]+/place/', network)
    for page in (table, as_map, chart, network):
        assert "edition <bdi" in page
        assert re.search(r"\d+\.\d\d s", page)
        assert " style=" not in page
    assert 'class="views"' not in _page(client, query=ASK)
    assert 'class="answer">Yes' in _page(client, query=ASK)
    assert "only the first rows are shown" in _page(client, query="SELECT * { ?s ?p ?o } LIMIT 800")
    assert "&lt;" in _page(client, query="CONSTRUCT WHERE { ?s rdfs:label ?o } LIMIT 3")


def test_errors_stand_beside_the_query(client: FlaskClient) -> None:
    wrong = _page(client, 400, query="SELECT *\n{ ?s ?p }")
    assert 'data-line="2"' in wrong
    assert re.search(r"\{ \?s \?p \}\n +\^", wrong)
    assert "SELECT *\n{ ?s ?p }</textarea>" in wrong, "and can be corrected there"
    evil = _page(client, 400, query='</textarea><script>alert(1)</script> "')
    assert "<script>alert" not in evil


def test_a_query_that_takes_too_long_is_told_how_to_take_less(edition_workspace: Path) -> None:
    app = create_app(editions_of(open_workspace(edition_workspace)), Limits(query_timeout_s=1, queue_wait_s=600))
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    try:
        late = _page(app.test_client(), 504, query=slow, ui="en")
    finally:
        app.extensions["sunqar"].close()
    assert "The query took too long" in late
    assert "Begin with what is rare" in late
    assert slow in unescape(late)


def test_short_links(client: FlaskClient, tmp_path: Path) -> None:
    made = client.post("/q", data={"query": ASK}, headers=PAGE)
    assert made.status_code == 303
    shown = client.get(made.headers["Location"], headers=PAGE).text
    (link,) = re.findall(r'id="link" readonly dir="ltr" value="([^"]+)"', shown)
    assert link == f"http://localhost/q/{key_of(ASK)}"
    again = client.post("/q", data={"query": ASK.replace("\n", "\r\n")}, headers={"Accept": "application/json"})
    assert again.json == {"url": link}
    leads = client.get(urlsplit(link).path)
    target = urlsplit(leads.headers["Location"])
    assert (leads.status_code, target.netloc, target.path) == (302, "", "/sparql")
    assert parse_qs(target.query)["query"] == [ASK]
    forged = _page(client, query="ASK {}", short=key_of(ASK))
    assert 'id="link"' not in forged, "a link is shown for its own query alone"
    assert client.get("/q/aaaaaaaaaaaaaaaa").status_code == 404
    assert client.get("/q/..%2F..%2Fsparql").status_code == 404
    for bad in ("", "   ", "\0", "x" * 200_000):
        assert client.post("/q", data={"query": bad}).status_code in (400, 413)
    assert client.post("/q", data={"query": f"ASK {{}} # {'й' * LONGEST}"}).status_code == 403
    assert "Short link" not in _page(client, query=f"ASK {{}} # {'й' * (LONGEST // 2 + 1)}")


def test_the_store_of_short_links_is_bounded_and_may_be_missing(tmp_path: Path) -> None:
    links = ShortLinks(tmp_path / "queries.sqlite", most_bytes=100)
    keys = [links.keep(f"ASK {{}} # {at:020d}") for at in (1, 2, 2, 3, 4, 5)]
    assert keys[0]
    assert keys[1] == keys[2]
    assert keys[-1] is None
    assert links.keep(f"ASK {{}} # {1:020d}") == keys[0], "what is kept needs no room"
    assert links.query(keys[0] or "") == f"ASK {{}} # {1:020d}"
    assert links.query("' OR 1=1 --") is None
    assert ShortLinks(tmp_path / "absent" / "queries.sqlite").keep("ASK {}") is None
    assert ShortLinks(tmp_path / "absent" / "queries.sqlite").query("x") is None
    if os.geteuid():
        (tmp_path / "queries.sqlite").chmod(0o400)
        tmp_path.chmod(0o500)
        assert links.keep("ASK { ?a ?b ?c }") is None
        tmp_path.chmod(0o700)


def test_short_links_are_metered_and_may_be_off(edition_workspace: Path, tmp_path: Path) -> None:
    limits = Limits(query_timeout_s=600, queue_wait_s=600, client_seconds=2.0, client_burst=1.0)
    app = create_app(editions_of(open_workspace(edition_workspace)), limits)
    try:
        client = app.test_client()
        assert client.post("/q", data={"query": ASK}).status_code == 403
        assert "Short link" not in _page(client, query=ASK)
        app.extensions[LINKS] = ShortLinks(tmp_path / "queries.sqlite")
        statuses = [client.post("/q", data={"query": f"ASK {{}} # {at}"}).status_code for at in range(8)]
        assert statuses[0] == 200
        assert statuses[-1] == 429
    finally:
        app.extensions["sunqar"].close()


def test_completions_and_notebook(client: FlaskClient) -> None:
    told = client.get("/sparql/terms?ui=ru").json
    assert told["prefixes"]["rico"].endswith("RiC/ontology#")
    label = {each["short"]: each["label"] for each in told["properties"]}
    assert label["rico:hasOrHadHolder"] != "has or had holder"
    assert {"rico:Person", "kg:Entity"} <= {each["short"] for each in told["classes"]}
    answer = client.get("/sparql/notebook", query_string={"query": ASK, "kind": "truth"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="query.ipynb"'
    cells = json.loads(answer.text)["cells"]
    assert 'print(answer["boolean"])' in cells[2]["source"]
    assert client.get("/sparql/notebook").status_code == 400
