"""E5: what is closed is in no file of the edition, and no door of the server leads to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from access_case import BASE, SECRETS, everything
from flask.testing import FlaskClient

from kg.edition import Edition
from kg.iri import Iris
from kg.search import search
from kg.store.oxigraph import OxigraphStore
from kg.verify import verify
from kg.workspace import Workspace
from ontology.terms import RICO
from sparql_endpoint.app import create_app
from sparql_endpoint.limits import Limits
from sparql_endpoint.service import editions_of

IRIS = Iris(BASE, f"{BASE}/def#")
CLOSED = ("F/2", "F/2/1", "F/3")


@pytest.fixture(scope="module")
def workspace(closed_workspace: Workspace) -> Workspace:
    return closed_workspace


@pytest.fixture(scope="module")
def edition(closed_edition: Edition) -> Edition:
    return closed_edition


@pytest.fixture(scope="module")
def client(workspace: Workspace, edition: Edition) -> Iterator[FlaskClient]:
    app = create_app(editions_of(workspace), Limits(query_timeout_s=5, max_rows=1000))
    yield app.test_client()
    app.extensions["sunqar"].close()


def rows(edition: Edition, query: str) -> list[dict[str, str]]:
    return list(OxigraphStore(edition.store_path, read_only=True).select(query))


def test_no_byte_of_the_edition_says_a_closed_word(workspace: Workspace, edition: Edition) -> None:
    held = b"".join(path.read_bytes() for path in (workspace.work_path / "store").rglob("*") if path.is_file())
    found = everything(edition)
    for word in SECRETS:
        assert word.encode() not in found
    assert any(word.encode() in held for word in SECRETS), "the work store keeps everything"
    assert not list(verify(edition))


def test_no_graph_no_count_no_record(edition: Edition) -> None:
    numbers = {row["n"] for row in rows(edition, f"SELECT ?n {{ ?r <{RICO.identifier}> ?n }}")}
    assert {"F", "F/1", "F/1/1", "F/2/2", "F/4"} <= numbers
    assert not numbers & set(CLOSED)
    for unit in CLOSED:
        iri = IRIS.record("qna", unit)
        assert not rows(edition, f"SELECT ?g {{ GRAPH ?g {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }} }} }}")
    assert edition.stats["records"] == 4  # F/1/1, F/2/2, F/4, and the finding aid itself
    assert len(edition.manifest["graphs"]) == len(rows(edition, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"))


def test_an_open_unit_in_a_closed_one_stands_alone(edition: Edition) -> None:
    unit = IRIS.record("qna", "F/2/2")
    assert not rows(edition, f"SELECT ?above {{ <{unit}> <{RICO.isDirectlyIncludedIn}> ?above }}")


def test_the_reading_room_shows_the_description_and_not_the_words(edition: Edition) -> None:
    unit = IRIS.record("qna", "F/4")
    said = {row["o"] for row in rows(edition, f"SELECT ?o {{ <{unit}> ?p ?o }}")}
    assert "Plan of the harbour" in said
    texts = rows(edition, f"SELECT ?w {{ ?t <{IRIS.own('textOf')}> <{unit}> ; <{IRIS.own('text')}> ?w }}")
    assert all("pier" not in row["w"] for row in texts)


def test_search_and_the_server_know_nothing(client: FlaskClient, edition: Edition) -> None:
    for word in SECRETS:
        assert not search(edition.search_path, word)
        answer = client.get("/search", query_string={"q": word, "format": "json"})
        assert answer.json["hits"] == []
    for unit in CLOSED:
        path = IRIS.record("qna", unit).removeprefix(BASE)
        for place in (path, path.replace("/id/", "/page/"), path.replace("/id/", "/data/") + ".ttl"):
            answer = client.get(place, headers={"Accept": "text/turtle"})
            assert answer.status_code == 404
            assert not any(word in answer.text for word in SECRETS)
    missing = client.get(IRIS.record("qna", "never there").removeprefix(BASE), headers={"Accept": "text/turtle"})
    closed = client.get(IRIS.record("qna", "F/3").removeprefix(BASE), headers={"Accept": "text/turtle"})
    assert missing.status_code == closed.status_code  # closed is not told from never there
    assert set(missing.json) == set(closed.json)
