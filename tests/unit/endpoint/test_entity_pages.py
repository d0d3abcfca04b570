"""Pages of entities, paths, comparisons, citations, reports: what they say is what the graph says, whoever asks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from endpoint_edition import BASE, EVIL_NAME
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kg.dossier.build import build_dossiers
from kg.dossier.read import dossiers
from kg.iri import Iris
from kg.reports.book import FILE_NAME, ReportBook
from kg.search import Wanted, search
from kg.store.oxigraph import OxigraphStore
from kg.workspace import open_workspace
from sparql_endpoint.app import create_app
from sparql_endpoint.limits import Limits
from sparql_endpoint.portal.i18n import LANGUAGES
from sparql_endpoint.portal.report.views import NAME
from sparql_endpoint.service import editions_of

PAGE = {"Accept": "text/html"}
GONE = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def client(edition_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    app = create_app(editions_of(open_workspace(edition_workspace)), Limits(query_timeout_s=20))
    app.extensions[NAME] = ReportBook(tmp_path_factory.mktemp("reports") / FILE_NAME)
    yield app.test_client()
    app.extensions["sunqar"].close()


@pytest.fixture(scope="module")
def named(edition_workspace: Path) -> dict[str, str]:
    """What some names lead to: ``person/…`` and the like."""
    path = open_workspace(edition_workspace).current_edition().search_path
    found = {}
    for name, kind in (("Tokayev", "person"), ("Doha", "place"), ("Tamim", "person"), ("onmouseover", "person")):
        found[name] = search(path, name, Wanted(kind=kind), limit=1)[0].iri.removeprefix(f"{BASE}/id/")
    return found


def test_dossiers_are_the_same_bytes_and_count_as_the_graph_counts(edition_workspace: Path, tmp_path: Path) -> None:
    edition = open_workspace(edition_workspace).current_edition()
    store = OxigraphStore(edition.store_path, read_only=True)
    iris = Iris(edition.base, edition.vocabulary)
    build_dossiers(tmp_path / "again.sqlite", store, iris)
    assert (tmp_path / "again.sqlite").read_bytes() == edition.dossiers_path.read_bytes()
    mentions = f"""PREFIX kg: <{edition.vocabulary}> PREFIX oa: <http://www.w3.org/ns/oa#>
      PREFIX rico: <https://www.ica.org/standards/RiC/ontology#>
      SELECT ?e ?a (COUNT(DISTINCT ?m) AS ?n) (COUNT(DISTINCT ?r) AS ?k) {{
        ?l kg:memberOf ?e . ?m oa:hasBody ?l ; oa:motivatedBy oa:identifying ; oa:hasTarget/oa:hasSource/kg:textOf ?r .
        ?r rico:hasOrHadHolder ?a FILTER(STRSTARTS(STR(?a), "{iris.archive("")}")) }} GROUP BY ?e ?a"""
    counted = {(row["e"], row["a"]): (int(row["n"]), int(row["k"])) for row in store.select(mentions) if "e" in row}
    with dossiers(edition.dossiers_path) as table:
        assert len(counted) > 50
        for (entity, archive), numbers in counted.items():
            number = table.number(entity)
            assert number is not None
            assert table.mention_counts(number)[archive] == numbers, entity
            shown = table.mentions(number, archive, 0, 1000)
            assert len(shown) == numbers[0]
            assert [quote.record.identifier for quote in shown] == sorted(quote.record.identifier for quote in shown)


def test_page_says_which_names_are_missing(client: FlaskClient, named: dict[str, str]) -> None:
    page = _get(client, f"/page/{named['Tokayev']}?ui=en")
    names = page.partition('<dl class="names">')[2].partition("</dl>")[0]
    assert all(own_name in names for own_name in LANGUAGES.values())
    shown = {lang: set(re.findall(rf'<bdi lang="{lang}" dir', names)) for lang in LANGUAGES}
    assert names.count("no name in the sources yet") == sum(not found for found in shown.values())


def test_dates_are_shown_as_written_and_in_both_calendars(client: FlaskClient) -> None:
    days = re.findall(r"<time datetime=.*?</li>", _get(client, "/compare?from=1800&to=2030&ui=en"), re.DOTALL)
    assert len(days) >= 10
    assert all(" AH</bdi> = <bdi>" in day and " CE</bdi>" in day and "about " in day for day in days)


@pytest.mark.parametrize("ui", LANGUAGES)
def test_each_statement_is_a_sentence_with_its_words(client: FlaskClient, named: dict[str, str], ui: str) -> None:
    page = _get(client, f"/page/{named['Tokayev']}?ui={ui}&all=1")
    sentences = re.findall(r"<li>(.*?)</li>", page.partition('<ul class="sentences">')[2], re.DOTALL)
    marked = [each for each in sentences if 'class="source"' in each]
    assert len(marked) >= 2
    assert all("%(" not in GONE.sub("", each) for each in marked)
    assert any("<mark>" in each for each in marked)


def test_hostile_name_is_inert_everywhere(client: FlaskClient, named: dict[str, str]) -> None:
    evil = named["onmouseover"]
    for path in (f"/page/{evil}", f"/compare?thing={evil}", f"/path?from={evil}&q={quote(EVIL_NAME)}",
                 f"/report?about={evil}&statement={quote(EVIL_NAME)}"):  # fmt: skip
        page = _get(client, path)
        assert "<b>" not in page
        assert not re.search(r"<[^>]+\sonmouseover", page)
        # What a reader typed stands in its field as it was.
        assert "\u202e" not in re.sub(r' value="[^"]*"', "", page)
    bibtex = client.get(f"/cite/{evil}.bib").text
    assert bibtex.count("\n}") == 1
    assert r"\{\{7*7\}\}" in bibtex


def test_paths_lead_by_sentences(client: FlaskClient, named: dict[str, str]) -> None:
    asked = _get(client, f"/path?from={named['Tokayev']}&q=Tamim&ui=en")
    link = re.search(r'<ul class="candidates">.*?href="([^"]+)"', asked, re.DOTALL)
    assert link
    page = _get(client, link[1].replace("&amp;", "&"))
    ways = page.partition('<ol class="ways">')[2]
    assert ways.count('<ol class="steps">') >= 1
    assert "<mark>" in ways
    assert "توكاييف" in _get(
        client, f"/path?from={named['Tokayev']}&to={named['Tamim']}&ui=ar"
    )  # its name, not its label
    turned = _get(client, f"/path?from={named['Tamim']}&to={named['Tokayev']}")
    assert turned.count('<ol class="steps">') == page.count('<ol class="steps">')
    assert client.get("/path?from=person/none&to=person/none", headers=PAGE).status_code == 404
    assert _get(client, "/path").count("<form") >= 0


def test_comparison_and_periods(client: FlaskClient, named: dict[str, str]) -> None:
    page = _get(client, f"/compare?thing={named['Doha']}&ui=en")
    assert page.count('<th scope="col">') == 2
    assert _get(client, "/compare?from=1800&to=2030").count('<section class="archive"') == 2
    assert "No archive has records" in _get(client, "/compare?from=3000&to=3001&ui=en")


@pytest.mark.parametrize("ending", ["bib", "ris", "json"])
def test_citation_names_edition_and_address(client: FlaskClient, named: dict[str, str], ending: str) -> None:
    answer = client.get(f"/cite/{named['Tokayev']}.{ending}")
    assert answer.status_code == 200
    assert f"{BASE}/id/{named['Tokayev']}" in answer.text
    assert "attachment" in answer.headers["Content-Disposition"]
    if ending == "json":
        assert json.loads(answer.text)[0]["version"] == "1"
    assert client.get(f"/cite/{named['Tokayev']}.doc").status_code == 404


def test_a_report_gets_a_number(client: FlaskClient, named: dict[str, str]) -> None:
    form = {"about": named["Tokayev"], "reason": "date", "words": "The day is wrong. <script>"}
    assert _send(client, {**form, "words": ""}).status_code == 400
    refused = _send(client, {**form, "reason": ""})
    assert "&lt;script&gt;" in refused.text  # what was written is not lost
    for foreign in ({"Origin": "https://elsewhere.example"}, {"Origin": "null", "Sec-Fetch-Site": "cross-site"}):
        assert client.post("/report", data=form, headers=foreign).status_code == 403
    sent = _send(client, form)
    assert sent.status_code == 303
    told = client.get(sent.headers["Location"], headers=PAGE)
    assert told.status_code == 200
    assert "script&gt;" not in told.text
    assert told.headers["Cache-Control"] == "no-store"
    assert client.get("/report/AAAA-AAAA", headers=PAGE).status_code == 404
    codes = [_send(client, {**form, "words": f"Again and again {n}"}).status_code for n in range(8)]
    assert set(codes) == {303, 429}


def test_a_server_without_a_book_says_so(edition_workspace: Path, named: dict[str, str]) -> None:
    app = create_app(editions_of(open_workspace(edition_workspace)), Limits())
    try:
        client = app.test_client()
        assert "takes no reports" in _get(client, f"/report?about={named['Doha']}&ui=en")
        assert _send(client, {"about": named["Doha"], "reason": "date", "words": "Wrong day"}).status_code == 503
    finally:
        app.extensions["sunqar"].close()


def _get(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers=PAGE)
    assert answer.status_code == 200, answer.text[:2000]
    return str(answer.text)


def _send(client: FlaskClient, form: dict[str, str]) -> TestResponse:
    return client.post("/report", data=form, headers=PAGE)
