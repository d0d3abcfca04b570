"""A holder that only a finding aid names is a body, and no archive of the workspace: nowhere is it counted as one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from endpoint_edition import BASE
from flask.testing import FlaskClient

from kg.workspace import open_workspace
from ontology.terms import RICO
from sparql_endpoint.app import create_app
from sparql_endpoint.limits import Limits
from sparql_endpoint.service import editions_of

ARCHIVES = {"qatar-gulf", "kazakhstan-ca"}
PREFIX = f"PREFIX rico: <{RICO.Record.removesuffix('Record')}> "


@pytest.fixture(scope="module")
def client(edition_workspace: Path) -> Iterator[FlaskClient]:
    app = create_app(editions_of(open_workspace(edition_workspace)), Limits(query_timeout_s=5, max_rows=1000))
    yield app.test_client()
    app.extensions["sunqar"].close()


def test_only_archives_are_counted_as_archives(client: FlaskClient) -> None:
    query = PREFIX + "SELECT DISTINCT ?h ?r { ?r rico:hasOrHadHolder ?h }"
    rows = client.get("/sparql", query_string={"query": query}).json["results"]["bindings"]
    named = {row["h"]["value"]: row["r"]["value"] for row in rows}
    others = {iri for iri in named if not iri.startswith(f"{BASE}/id/archive/")}
    assert others, "the corpus has a finding aid that names its holder"
    edition = client.application.extensions["sunqar"].editions()
    assert set(edition.stats["archives"]) == ARCHIVES
    for query in ("Qatar", "corpus", "Алматы"):
        hits = client.get("/search", query_string={"q": query}).json["hits"]
        assert hits, query
        assert all(set(hit["archives"]) <= ARCHIVES for hit in hits), query
    home = client.get("/", headers={"Accept": "text/html"}).text
    assert not any(iri.rpartition("/")[2] in home for iri in others)
    for iri in others:
        page = named[iri].removeprefix(BASE).replace("/id/", "/page/")
        record = client.get(page, headers={"Accept": "text/html"}).text
        path = record[record.index('<ol class="path">') : record.index("</ol>")]
        assert iri.removeprefix(BASE).replace("/id/", "/page/") not in path, "it stands in an archive of ours"
