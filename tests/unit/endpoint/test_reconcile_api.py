"""The reconciliation service as OpenRefine uses it: manifest, batches, suggestions, previews, values; and misuse."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
import reconcile_spec as spec
from endpoint_edition import BASE
from flask.testing import FlaskClient

from kg.workspace import open_workspace
from sparql_endpoint.app import create_app
from sparql_endpoint.limits import Limits
from sparql_endpoint.portal.reconcile.properties import GIVING
from sparql_endpoint.service import editions_of

AT = "/reconcile?ui=en"
NAMES = {"الدوحة": "Doha", "Доха": "Doha", "Doha": "Doha", "Доһа": "Doha", "Астана": "Astana", "أستانا": "Astana"}


@pytest.fixture(scope="module")
def client(edition_workspace: Path) -> Iterator[FlaskClient]:
    app = create_app(
        editions_of(open_workspace(edition_workspace)),
        Limits(query_timeout_s=600, queue_wait_s=600, client_errors=1000),
    )
    yield app.test_client()
    app.extensions["sunqar"].close()


class Refine:
    """A client that knows nothing but the address of the service, as OpenRefine does."""

    def __init__(self, client: FlaskClient, address: str = AT) -> None:
        self.client, self.address = client, address
        self.manifest = self.get(address)

    def get(self, address: str) -> Any:
        parts = urlsplit(address)
        answer = self.client.get(parts.path + (f"?{parts.query}" if parts.query else ""))
        assert answer.status_code == 200, answer.text
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        return answer.json

    def reconcile(self, queries: dict[str, Any], how: str = "post") -> Any:
        found: dict[str, Any] = {}
        keys, size = list(queries), self.manifest["batchSize"]
        for start in range(0, len(keys), size):
            batch = {key: queries[key] for key in keys[start : start + size]}
            form = {"queries": json.dumps(batch)}
            asked = self.client.post(self.address, data=form) if how == "post" else None
            answer = asked or self.client.get("/reconcile", query_string=form)
            assert answer.status_code == 200, answer.text
            spec.results(answer.json, batch)
            found |= answer.json
        return {key: found[key]["result"] for key in queries}

    def suggest(self, what: str, prefix: str) -> list[dict[str, Any]]:
        service = self.manifest["suggest"][what]
        mark = "&" if "?" in service["service_path"] else "?"
        told = self.get(f"{service['service_url']}{service['service_path']}{mark}prefix={quote(prefix)}")
        spec.suggestions(told, entities=what == "entity")
        found: list[dict[str, Any]] = told["result"]
        return found

    def extend(self, ids: list[str], properties: list[str], **settings: object) -> Any:
        asked = {"ids": ids, "properties": [{"id": name, "settings": settings} for name in properties]}
        answer = self.client.post(self.address, data={"extend": json.dumps(asked)})
        assert answer.status_code == 200, answer.text
        spec.extension(answer.json, ids, properties)
        return answer.json["rows"]


@pytest.fixture(scope="module")
def refine(client: FlaskClient) -> Refine:
    return Refine(client)


def test_manifest(refine: Refine) -> None:
    spec.manifest(refine.manifest)
    assert refine.manifest["identifierSpace"] == f"{BASE}/id/"
    assert refine.manifest["view"]["url"] == "http://localhost/id/{{id}}"
    at_home = refine.client.get("/reconcile", headers={"Host": urlsplit(BASE).netloc}).json
    assert at_home["view"]["url"] == BASE + "/id/{{id}}", "behind a proxy that ends TLS"
    assert Refine(refine.client, "/reconcile?ui=ar").manifest["defaultTypes"][0]["name"] == "شخص"


def test_a_column_of_names_is_reconciled_looked_at_and_extended(refine: Refine) -> None:
    queries = {f"q{at}": {"query": name, "type": "Place", "limit": 3} for at, name in enumerate(list(NAMES) * 5)}
    found = refine.reconcile(queries)
    for (key, query), wanted in zip(queries.items(), list(NAMES.values()) * 5, strict=True):
        first = found[key][0]
        assert (first["name"], first["match"], first["type"][0]["id"]) == (wanted, True, "Place"), query
    doha, astana = found["q0"][0]["id"], found["q4"][0]["id"]
    rows = refine.extend([doha, astana, "place/none"], sorted(GIVING))
    assert rows[doha]["coordinates"][0]["str"].startswith("25.")
    assert {"str": "290030"} in rows[doha]["geonames"]
    assert rows[doha]["iri"] == [{"str": f"{BASE}/id/{doha}"}]
    assert rows[doha]["records"][0]["int"] > 1
    assert all(cells == [] or name == "iri" for name, cells in rows["place/none"].items())
    assert len(refine.extend([doha], ["names"], limit=2)[doha]["names"]) == 2
    for entity in (doha, astana):
        preview = urlsplit(refine.manifest["preview"]["url"].replace("{{id}}", quote(entity, safe="")))
        page = refine.client.get(f"{preview.path}?{preview.query}")
        assert page.status_code == 200
        assert page.headers["Content-Security-Policy"].endswith("frame-ancestors *")
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert "<script" not in page.text
        view = urlsplit(refine.manifest["view"]["url"].replace("{{id}}", quote(entity, safe="")))
        assert refine.client.get(view.path.replace("%2F", "/")).status_code == 303


def test_queries_narrow(refine: Refine) -> None:
    found = refine.reconcile(
        {
            "id": {"query": "place/nothing-of-the-kind"},
            "registry": {"query": "https://www.geonames.org/290030/"},
            "without a name": {"properties": [{"pid": "geonames", "v": 290030}]},
            "types": {"query": "Nursultan Nazarbayev", "type": ["Place", "Event"]},
            "far away": {"query": "Doha", "type": "Place", "properties": [{"pid": "coordinates", "v": "51.1, 71.4"}]},
            "archive": {"query": "Doha", "properties": [{"pid": "archive", "v": ["nowhere"]}]},
            "": {"query": "Doha", "type_strict": "should", "type": f"{spec_rico()}Place", "limit": 1},
        },
        how="get",
    )
    doha = found[""][0]["id"]
    assert found["registry"][0]["id"] == found["without a name"][0]["id"] == doha
    assert found["registry"][0]["match"]
    assert all(each["type"][0]["id"] in ("Place", "Event") for each in found["types"])
    assert doha not in [each["id"] for each in found["far away"]]
    assert found["archive"] == []
    again = refine.reconcile({"q": {"query": doha}, "iri": {"query": f"{BASE}/id/{doha}"}})
    assert [(each[0]["id"], each[0]["match"]) for each in again.values()] == [(doha, True)] * 2


def spec_rico() -> str:
    return "https://www.ica.org/standards/RiC/ontology#"


def test_pages_of_other_sites_may_ask(client: FlaskClient) -> None:
    asked = client.options("/reconcile", headers={"Origin": "https://refine.example"})
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in asked.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in asked.headers["Access-Control-Allow-Headers"]


def test_suggestions(refine: Refine) -> None:
    assert refine.suggest("entity", "Doh")[0]["name"] == "Doha"
    assert refine.suggest("entity", "Дох")[0]["name"] == "Doha"
    assert [each["id"] for each in refine.suggest("type", "plac")] == ["Place"]
    assert "birth" in [each["id"] for each in refine.suggest("property", "birth")]
    proposed = refine.manifest["extend"]["propose_properties"]
    told = refine.get(f"{proposed['service_path']}&type=Place")
    spec.proposal(told)
    assert "coordinates" in [each["id"] for each in told["properties"]]
    assert "birth" not in [each["id"] for each in told["properties"]]


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"queries": "no JSON"}, 400),
        ({"queries": "[1]"}, 400),
        ({"queries": '{"q": {"query": ""}}'}, 400),
        ({"queries": '{"q": {"query": "\\ud800"}}'}, 400),
        ({"queries": '{"q": {"query": "a", "type": "Dragon"}}'}, 400),
        ({"queries": '{"q": {"query": "a", "properties": [{"pid": "colour", "v": 1}]}}'}, 400),
        ({"queries": json.dumps({str(at): {"query": "a"} for at in range(26)})}, 413),
        ({"queries": "[" * 100_000}, 400),
        ({"extend": '{"ids": [], "properties": [{"id": "colour"}]}'}, 400),
        ({"extend": json.dumps({"ids": [str(at) for at in range(201)], "properties": []})}, 413),
        ({}, 400),
    ],
)
def test_misuse_is_told(client: FlaskClient, form: dict[str, str], status: int) -> None:
    answer = client.post("/reconcile", data=form)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (status, "*")
    assert re.match(r"RECONCILE01\d", answer.json["code"])


def test_values_of_anything_and_hostile_ids(refine: Refine) -> None:
    values = ["x", 1, 1.5, True, None, {"id": "place/x"}, {"name": 1}, [1], ["a", {"id": "b"}]]
    for each in values:
        properties = [{"pid": "birth", "v": each}, {"pid": "place", "v": each}]
        refine.reconcile({"q": {"query": "Doha", "properties": properties}})
    hostile = ["", "/", "../../etc/passwd", 'place/"><script>', "place/> } DROP", "place/\u202e", "x" * 5000]
    refine.extend(hostile, ["names", "place", "iri"])
    for each in hostile:
        assert refine.client.get(f"/reconcile/preview?id={quote(each)}").status_code == 404
    assert refine.client.get("/reconcile", query_string={"callback": "alert"}).text.startswith("{"), "no JSONP"


def test_matching_spends_the_budget_of_its_client(edition_workspace: Path) -> None:
    limits = Limits(query_timeout_s=600, queue_wait_s=600, client_seconds=0.001)
    app = create_app(editions_of(open_workspace(edition_workspace)), limits)
    try:
        form = {"queries": '{"q": {"query": "Nursultan Nazarbayev"}}'}
        first, second = (app.test_client().post("/reconcile", data=form) for _ in range(2))
        assert first.status_code == 200
        assert (second.status_code, second.json["code"]) == (429, "BUDGET001")
    finally:
        app.extensions["sunqar"].close()
