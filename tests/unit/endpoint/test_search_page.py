"""``/search`` over the small edition: counts against SPARQL, links that keep their word, files, hostile words."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from endpoint_edition import BASE
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from kg.search import Hit
from kg.workspace import open_workspace
from sparql_endpoint.app import create_app
from sparql_endpoint.limits import Limits
from sparql_endpoint.portal.search.asked import VIEWS
from sparql_endpoint.portal.search.downloads import as_csv, safe
from sparql_endpoint.results import Term
from sparql_endpoint.service import editions_of

PAGE = {"Accept": "text/html"}
KG = f"{BASE}/def#"


@pytest.fixture(scope="module")
def client(edition_workspace: Path) -> Iterator[FlaskClient]:
    limits = Limits(unmetered_clients=("127.0.0.1",))
    app = create_app(editions_of(open_workspace(edition_workspace)), limits)
    yield app.test_client()
    app.extensions["sunqar"].close()


def found(client: FlaskClient, **parameters: Any) -> dict[str, Any]:
    answer = client.get("/search", query_string=parameters | {"format": "json"})
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json
    return made


def offered(client: FlaskClient, facet: str, **parameters: Any) -> dict[str, int]:
    return {one["value"]: one["count"] for one in found(client, **parameters)["facets"][facet]}


def counted(client: FlaskClient, pattern: str) -> dict[str, int]:
    """Value to how many different things ?s have it."""
    query = f"SELECT ?v (COUNT(DISTINCT ?s) AS ?n) {{ {pattern} }} GROUP BY ?v"
    rows = client.post("/sparql", data={"query": query}).get_json(force=True)["results"]["bindings"]
    return {row["v"]["value"]: int(row["n"]["value"]) for row in rows if "v" in row}


THING = "{ ?s a kg:Entity } UNION { ?s rico:hasOrHadHolder ?h }"


def test_facets_count_what_sparql_counts(client: FlaskClient) -> None:
    records = found(client, type="record")["total"]
    assert records == counted(client, "?s rico:hasOrHadHolder ?h BIND('r' AS ?v)")["r"]
    entities = counted(client, "?s a kg:Entity BIND('e' AS ?v)")["e"]
    assert found(client)["total"] == records + entities
    archives = counted(client, f"?s rico:hasOrHadHolder ?v FILTER(STRSTARTS(STR(?v), '{BASE}/id/archive/'))")
    assert offered(client, "archive", type="record") == {iri.rsplit("/", 1)[1]: n for iri, n in archives.items()}
    forms = counted(client, "?s rico:hasDocumentaryFormType|rico:hasRecordSetType|rico:hasEventType ?v . " + THING)
    assert offered(client, "form") == forms
    places = counted(client, "?s kg:mentions ?v . ?v a kg:Entity , rico:Place . ?s rico:hasOrHadHolder ?h")
    listed = offered(client, "place", type="record")
    assert {place: n for place, n in places.items() if listed[place] < n} == {}
    spoken = "rico:hasOrHadLanguage|rico:hasOrHadAllMembersWithLanguage|rico:hasOrHadSomeMembersWithLanguage"
    tags = (
        f"{{ ?s {spoken} ?l BIND(STRAFTER(STR(?l), 'lang-') AS ?t) }} UNION {{ ?x kg:textOf ?s ; dcterms:language ?t }}"
    )
    first = "BIND(STRBEFORE(CONCAT(?t, '-'), '-') AS ?v)"
    languages = counted(client, f"?s rico:hasOrHadHolder ?h . {tags} {first}")
    assert offered(client, "language", type="record") == languages
    persons = counted(
        client, "?s a kg:Entity , rico:Person . ?r kg:mentions ?s ; rico:hasOrHadHolder ?v . "
        f"FILTER(STRSTARTS(STR(?v), '{BASE}/id/archive/'))",
    )  # fmt: skip
    listed = offered(client, "archive", type="person")
    assert {code: n for code, n in listed.items() if code != "*"} == {
        iri.rsplit("/", 1)[1]: n for iri, n in persons.items()
    }
    both = "SELECT ?s { ?s a kg:Entity , rico:Person . ?r kg:mentions ?s ; rico:hasOrHadHolder ?a } GROUP BY ?s"
    several = client.post(
        "/sparql", data={"query": f"SELECT (COUNT(*) AS ?n) {{ {{ {both} HAVING(COUNT(DISTINCT ?a) > 1) }} }}"}
    )
    assert listed["*"] == int(several.get_json(force=True)["results"]["bindings"][0]["n"]["value"]) > 0
    decades = counted(
        client, "?s rico:hasOrHadHolder ?h ; rico:hasCreationDate/rico:beginningDate ?b "
        "BIND(FLOOR(YEAR(?b) / 10) * 10 AS ?v)",
    )  # fmt: skip
    dates = offered(client, "date", type="record")
    assert decades
    assert all(dates[str(int(float(decade)))] >= n for decade, n in decades.items())
    best = "SELECT ?s (MAX(?c) AS ?best) { ?m oa:hasBody/kg:memberOf ?s ; itsrdf:taConfidence ?c } GROUP BY ?s"
    unsure = counted(client, f"{{ {best} }} FILTER(?best < 0.9) BIND('u' AS ?v)").get("u", 0)
    sure = offered(client, "confidence", type=["person", "place", "body", "event", "term"])
    assert sure["90"] == entities - unsure


def test_the_network_counts_what_the_summary_counts(client: FlaskClient) -> None:
    page = client.get("/search?type=person&view=network", headers=PAGE).text
    rows = re.findall(r'<tr data-kind="\w+" data-n="(\d+)"><th scope="row"><a href="/page/([^"?]+)', page)
    centre = f"{BASE}/id/{rows[0][1]}"
    pattern = f"?p kg:pairOf <{centre}> , ?v ; kg:recordCount ?n"
    query = f"SELECT ?v ?n {{ GRAPH <{BASE}/graph/summary/co-mentions> {{ {pattern} }} }}"
    answer = client.post("/sparql", data={"query": query}).get_json(force=True)["results"]["bindings"]
    pairs = {row["v"]["value"]: int(row["n"]["value"]) for row in answer if row["v"]["value"] != centre}
    assert len(rows) == min(50, len(pairs) + 1)
    assert {f"{BASE}/id/{name}": int(n) for n, name in rows[1:]}.items() <= pairs.items()


@pytest.mark.parametrize("start", ["/search", "/search?q=Doha", "/search?archive=qatar-gulf&type=record&from=1990"])
def test_every_facet_link_finds_as_many_as_it_says(client: FlaskClient, start: str) -> None:
    page = client.get(start, headers=PAGE).text
    side = page[page.index('<aside class="facets"') :]
    links = re.findall(
        r'<li><a href="([^"]+)"[^>]*?>(?!<span aria-hidden).*?class="count"><bdi[^>]*>([\d,]+)</bdi>', side
    )
    assert len(links) > 10
    chosen = set(re.findall(r"[?&](\w+)=", start)) - {"q"}
    for address, count in links[:: max(1, len(links) // 12)]:
        address = unescape(address)
        total = client.get(address + "&format=json").json["total"]
        assert total > 0
        # A further value of a facet of which one is chosen adds to the result; all others narrow to what they say.
        added = any(len(re.findall(rf"[?&]{name}=", address)) > 1 for name in chosen)
        assert total >= int(count.replace(",", "")) if added else total == int(count.replace(",", ""))


@pytest.mark.parametrize(
    "names",
    [
        ("الدوحة", "Доха", "Doha", "Доһа"),
        ("Алма-Ата", "Алматы", "Almaty", "ألماتي", "Верный"),
        ("Astana", "Астана", "أستانا"),
    ],
)
def test_one_place_comes_first_however_it_is_written(client: FlaskClient, names: tuple[str, ...]) -> None:
    first = {found(client, q=name)["hits"][0]["iri"] for name in names}
    assert len(first) == 1
    assert "/id/place/" in first.pop()


def test_lang_narrows_and_ui_chooses_the_language_of_the_page(client: FlaskClient) -> None:
    whole, narrowed = found(client, q="Doha"), found(client, q="Doha", lang="kk")
    assert 0 < narrowed["total"] < whole["total"]
    assert narrowed["total"] == offered(client, "language", q="Doha")["kk"]
    assert found(client, q="Doha", lang="kk-Cyrl")["total"] == narrowed["total"]
    page = client.get("/search?q=Doha&lang=kk&ui=ar", headers=PAGE).text
    assert '<html lang="ar" dir="rtl">' in page
    assert 'name="lang" value="kk"' in page
    assert '<html lang="en"' in client.get("/search?q=Doha&lang=kk", headers=PAGE).text


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("query", ["", "Doha", "zzzzqq"])
def test_views_are_light_and_need_no_script(client: FlaskClient, view: str, query: str) -> None:
    answer = client.get("/search", query_string={"q": query, "view": view}, headers=PAGE)
    assert answer.status_code == 200
    assert len(answer.data) < 100_000
    assert answer.headers["ETag"]
    again = client.get(
        "/search", query_string={"q": query, "view": view}, headers=PAGE | {"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304
    assert " style=" not in answer.text
    assert not re.search(r"\son\w+=", re.sub(r">[^<]*<", "><", answer.text))


def test_pages_lead_through_the_whole_result(client: FlaskClient) -> None:
    total, seen = found(client)["total"], []
    for number in range(1, -(-total // 100) + 1):
        seen += [hit["iri"] for hit in found(client, page=number, limit=100)["hits"]]
    assert len(seen) == len(set(seen)) == total


def test_files_hold_the_result(client: FlaskClient) -> None:
    total = found(client, q="Doha")["total"]
    table = client.get("/search?q=Doha&format=csv")
    assert table.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(table.data.decode("utf-8-sig"))))
    assert len(rows) == total
    assert "attachment" in table.headers["Content-Disposition"]
    for format_name, syntax in (("ttl", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD)):
        answer = client.get("/search", query_string={"q": "Doha", "format": format_name})
        subjects = {str(quad.subject.value) for quad in ox.parse(answer.data, format=syntax)}
        assert subjects == {row["iri"] for row in rows}
    for accept, kind in (("text/csv", "text/csv"), ("text/turtle", "text/turtle"), ("*/*", "application/json")):
        assert client.get("/search?q=Doha", headers={"Accept": accept}).mimetype == kind


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/search?from=x", 400, "SEARCH002"), ("/search?to=١٩٣٠", 400, "SEARCH002"),
        ("/search?confidence=2", 400, "SEARCH002"), ("/search?confidence=nan", 400, "SEARCH002"),
        ("/search?page=-1", 400, "SEARCH002"), ("/search?format=exe", 406, "HTTP406"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_told(client: FlaskClient, address: str, status: int, code: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_hostile_parameters_are_only_words(client: FlaskClient) -> None:
    evil = '"><script>alert(1)</script>\u202e{{7*7}}'
    for name in ("q", "archive", "type", "place", "form", "lang", "reviewed", "ego", "sort", "view"):
        for view in VIEWS:
            answer = client.get("/search", query_string={"view": view, name: evil}, headers=PAGE)
            assert answer.status_code == 200
            assert "<script>alert" not in answer.text
            assert "49" not in answer.text[: answer.text.index("</title>")]
            assert "\u202e" not in re.sub(r'value="[^"]*"|href="[^"]*"', "", answer.text)


@given(st.text(max_size=30))
def test_no_cell_of_a_spreadsheet_is_a_formula(text: str) -> None:
    assert not safe(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe(text).removeprefix("'") == text.removeprefix("'")
    hit = Hit("https://x/1", "place", "x", "en", text, "", ("a",), 1, 1.0)
    line = as_csv([hit], {hit.iri: Term("literal", text, "en")})
    row = next(csv.DictReader(io.StringIO(line.removeprefix("\ufeff"), newline="")))
    assert row["name"] == row["matched"] == safe(text)
