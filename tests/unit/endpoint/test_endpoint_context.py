"""JSON-LD over HTTP: data in the terms of the context that stands at a fixed address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from endpoint_edition import BASE
from flask.testing import FlaskClient

from kg.workspace import open_workspace
from ontology.context import REFERENCE
from sparql_endpoint.app import create_app
from sparql_endpoint.limits import Limits
from sparql_endpoint.service import editions_of


@pytest.fixture(scope="module")
def client(edition_workspace: Path) -> Iterator[FlaskClient]:
    app = create_app(editions_of(open_workspace(edition_workspace)), Limits(query_timeout_s=5, max_rows=1000))
    yield app.test_client()
    app.extensions["sunqar"].close()


def test_data_is_in_the_terms_of_a_context_that_can_be_fetched(client: FlaskClient) -> None:
    hits = client.get("/search", query_string={"q": "Tokayev", "type": "person"}).json["hits"]
    address = str(hits[0]["iri"]).removeprefix(BASE).replace("/id/", "/data/")
    answer = client.get(f"{address}.jsonld")
    context = answer.json["@context"]
    assert f"<{context[REFERENCE]}>" in ", ".join(answer.headers.getlist("Link"))
    published = client.get(context[REFERENCE].removeprefix(BASE))
    assert published.mimetype == "application/ld+json"
    assert "immutable" in published.headers["Cache-Control"]
    assert published.headers["Access-Control-Allow-Origin"] == "*"
    for key, meaning in context.items():
        assert key == REFERENCE or published.json["@context"][key] == meaning
    triples = {str(quad.triple) for quad in ox.parse(answer.data, ox.RdfFormat.JSON_LD)}
    assert triples == {str(quad.triple) for quad in ox.parse(client.get(f"{address}.nt").data, ox.RdfFormat.N_TRIPLES)}


def test_there_are_no_other_versions(client: FlaskClient) -> None:
    for version in ("0", "2", "..%2f1", "1.0"):
        assert client.get(f"/def/context/{version}.jsonld").status_code == 404


def test_the_vocabulary_is_in_the_same_terms(client: FlaskClient) -> None:
    as_json, as_turtle = client.get("/def?format=jsonld"), client.get("/def?format=ttl")
    assert REFERENCE in as_json.json["@context"]
    said = {str(quad.triple) for quad in ox.parse(as_json.data, ox.RdfFormat.JSON_LD)}
    assert said == {str(quad.triple) for quad in ox.parse(as_turtle.data, ox.RdfFormat.TURTLE)}
