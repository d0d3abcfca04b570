"""Relations and events of a text on the pages of those who have a part in them, each with its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from graph_workspace import make_workspace, sunqar

from kg.workspace import open_workspace
from sparql_endpoint.app import create_app
from sparql_endpoint.limits import Limits
from sparql_endpoint.service import editions_of

LETTER = "In Riyadh it rained.\n\nOn 5 May 1962 Prime Minister Winston Churchill visited Riyadh. He stayed.\n"
PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    folder: Path = tmp_path_factory.mktemp("relations")
    workspace = make_workspace(folder / "w")
    (folder / "letter.txt").write_text(LETTER, "utf-8")
    sunqar("build", folder / "letter.txt", "--archive", "qatar-gulf", "--workspace", workspace)
    app = create_app(editions_of(open_workspace(workspace)), Limits(query_timeout_s=5, max_rows=1000))
    yield app.test_client()
    app.extensions["sunqar"].close()


def _page(client: FlaskClient, name: str, kind: str) -> str:
    (hit, *_) = client.get("/search", query_string={"q": name, "type": kind}).json["hits"]
    return str(client.get("/page/" + hit["iri"].partition("/id/")[2], headers=PAGE).text)


def test_a_person_has_its_office_and_its_visit_with_their_words(client: FlaskClient) -> None:
    page = _page(client, "Churchill", "person")
    facts = page.partition('<ul class="sentences">')[2].partition('<h2 id="cite">')[0]
    assert "<mark>Prime Minister Winston Churchill</mark>" in facts
    assert "<mark>5 May 1962 Prime Minister Winston Churchill visited Riyadh</mark>" in facts


def test_a_place_shows_who_came(client: FlaskClient) -> None:
    page = _page(client, "Riyadh", "place")
    assert "visited" in page
    assert "1962" in page
