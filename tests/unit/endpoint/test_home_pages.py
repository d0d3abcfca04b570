"""Home, questions and data page: their numbers are those of the graph; figures of quality are those of the docs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from kg.publication.quality import MEASURES, METRICS, TASKS
from kg.workspace import open_workspace
from sparql_endpoint.app import create_app
from sparql_endpoint.limits import Limits
from sparql_endpoint.portal.home.questions import QUESTIONS
from sparql_endpoint.portal.i18n import LANGUAGES
from sparql_endpoint.service import editions_of

REPO = Path(__file__).parents[3]
PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def client(edition_workspace: Path) -> Iterator[FlaskClient]:
    app = create_app(editions_of(open_workspace(edition_workspace)), Limits(query_timeout_s=20))
    yield app.test_client()
    app.extensions["sunqar"].close()


def _select(client: FlaskClient, query: str) -> list[dict[str, str]]:
    answer = client.post("/sparql", data={"query": query}, headers={"Accept": "application/sparql-results+json"})
    found: list[dict[str, Any]] = json.loads(answer.text)["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in found]


@pytest.mark.parametrize(("key", "class_"), [("persons", "Person"), ("places", "Place"), ("bodies", "CorporateBody")])
def test_what_is_shared_is_what_the_graph_says(client: FlaskClient, key: str, class_: str) -> None:
    told = client.get(f"/questions/{key}?format=json").json
    assert told is not None
    rows = _select(
        client,
        f"""SELECT ?e ?a (COUNT(DISTINCT ?r) AS ?n) {{ ?e a kg:Entity , rico:{class_} . ?r kg:mentions ?e ;
        rico:hasOrHadHolder ?a FILTER(CONTAINS(STR(?a), "/id/archive/")) }} GROUP BY ?e ?a""",
    )
    counted: dict[str, dict[str, int]] = {}
    for row in rows:
        counted.setdefault(row["e"], {})[row["a"].rsplit("/", 1)[1]] = int(row["n"])
    shared = {iri: records for iri, records in counted.items() if len(records) > 1}
    assert {row["thing"]: row["records"] for row in told["rows"]} == shared
    assert told["total"] == len(shared) >= 5


def test_days_are_days_of_two_archives(client: FlaskClient) -> None:
    told = client.get("/questions/days?format=json").json
    assert told is not None
    assert told["total"] >= 3
    for row in told["rows"]:
        assert len(row["records"]) > 1
        for record in (iri for iris in row["records"].values() for iri in iris):
            days = _select(client, f"SELECT ?d {{ <{record}> rico:hasCreationDate/rico:beginningDate ?d }}")
            assert {"d": row["day"]} in days


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_question_is_a_page_and_a_table(client: FlaskClient, code: str) -> None:
    home = client.get(f"/?ui={code}", headers=PAGE).text
    for question in QUESTIONS:
        page = client.get(f"/questions/{question.key}?ui={code}", headers=PAGE)
        assert page.status_code == 200
        kept = client.get(f"/questions/{question.key}?format=json").json
        assert kept is not None
        assert (f"/questions/{question.key}?" in home) == bool(kept["total"])
        table = client.get(f"/questions/{question.key}?ui={code}&format=csv").data.decode("utf-8")
        rows = list(csv.reader(io.StringIO(table.removeprefix("\ufeff"))))
        assert table.startswith("\ufeff")
        assert len(rows) == len(kept["rows"]) + 1
        assert all(len(row) == len(rows[0]) for row in rows)
        assert not any(cell[:1] in "=+-@" for row in rows for cell in row if cell)
    assert client.get("/questions/nothing").status_code == 404


def test_pages_answer_once(client: FlaskClient) -> None:
    for path in ("/", "/questions/persons", "/help", "/dataset"):
        tag = client.get(path, headers=PAGE).headers["ETag"]
        assert client.get(path, headers=PAGE | {"If-None-Match": tag}).status_code == 304
        assert client.get(f"{path}?ui=kk", headers=PAGE | {"If-None-Match": tag}).status_code == 200


def test_coverage_counts_each_thing_once(client: FlaskClient, edition_workspace: Path) -> None:
    told = open_workspace(edition_workspace).current_edition().stats["coverage"]
    rows = _select(
        client,
        """SELECT ?k (COUNT(DISTINCT ?e) AS ?n) { ?e a kg:Entity , rico:Person ; rdfs:label ?l
        BIND(REPLACE(LANG(?l), "-.*", "") AS ?k) } GROUP BY ?k""",
    )
    assert told["person"] == {row["k"]: int(row["n"]) for row in rows}


def test_content_language_is_apart(client: FlaskClient) -> None:
    page = client.get("/?ui=en&content=ar", headers=PAGE).text
    assert '<html lang="en" dir="ltr">' in page
    assert '<bdi lang="ar" dir="rtl">بديل قطر</bdi>' in page
    assert "/dataset?ui=en&amp;content=ar" in page


def test_figures_of_quality_stand_in_the_documentation(client: FlaskClient) -> None:
    page = client.get("/dataset?ui=kk", headers=PAGE).text
    for measure in MEASURES:
        assert 0 <= measure.value <= 1
        source = " ".join((REPO / measure.source).read_text("utf-8").split())
        assert measure.words in source, measure
        shown = f"{measure.value:.3f}".rstrip("0")
        plain = {shown.lstrip("0").rstrip("."), f"{measure.value * 100:.1f}", f"{measure.value:.2f}"}
        assert any(figure and figure in measure.words for figure in plain), measure
        assert measure.source in page
    assert all(set(names) == set(LANGUAGES) for names in (*METRICS.values(), *TASKS.values()))


def test_every_answer_has_the_headers_that_protect(client: FlaskClient) -> None:
    rules = [rule for rule in client.application.url_map.iter_rules() if "GET" in (rule.methods or ())]
    assert len(rules) > 20
    for rule in rules:
        path = re.sub("<[^>]*>", "x", rule.rule)
        for method in ("GET", "DELETE"):
            answer = client.open(path, method=method, headers=PAGE)
            policy = answer.headers["Content-Security-Policy"]
            assert "unsafe" not in policy, path
            assert "*" not in policy.replace("frame-ancestors *", ""), path
            assert "default-src 'none'" in policy, path
            assert answer.headers["X-Content-Type-Options"] == "nosniff", path
            assert answer.headers["Referrer-Policy"] == "no-referrer", path
            answer.close()
