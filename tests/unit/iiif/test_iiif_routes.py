"""Manifests, images, annotations and search as the specifications want them, of what an edition holds."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from graph_workspace import sunqar
from iiif_check import IMAGE, PRESENTATION, SEARCH, faults
from PIL import Image

from kg.workspace import open_workspace
from sparql_endpoint.app import create_app
from sparql_endpoint.limits import Limits
from sparql_endpoint.service import editions_of

BASE = "https://graph.example"
HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def client(edition_workspace: Path) -> Iterator[FlaskClient]:
    app = create_app(editions_of(open_workspace(edition_workspace)), Limits(unmetered_clients=("127.0.0.1",)))
    yield app.test_client()
    app.extensions["sunqar"].close()


def _rows(client: FlaskClient, query: str) -> list[dict[str, dict[str, str]]]:
    found: list[dict[str, dict[str, str]]] = json.loads(
        client.get("/sparql", query_string={"query": query, "format": "json"}).data
    )["results"]["bindings"]
    return found


def _record(client: FlaskClient, call_number: str) -> str:
    """The last part of the IRI of the record."""
    query = f'SELECT ?r {{ ?r rico:identifier "{call_number}" ; rico:hasOrHadHolder ?h }}'
    return str(_rows(client, query)[0]["r"]["value"]).rsplit("/", 1)[-1]


def _local(address: str) -> str:
    return address.removeprefix(BASE)


@pytest.fixture(scope="module")
def arabic(client: FlaskClient) -> str:
    """A record of one Arabic page with its picture."""
    return _record(client, "QNA-D/4/2/1")


def test_manifest(client: FlaskClient, arabic: str) -> None:
    answer = client.get(f"/iiif/{arabic}/manifest.json")
    made = answer.get_json(force=True)
    assert answer.headers["Content-Type"] == f'application/ld+json;profile="{PRESENTATION}"'
    assert faults(made, context=PRESENTATION) == []
    assert made["viewingDirection"] == "right-to-left"
    assert made["provider"][0]["label"]["ar"] == ["بديل قطر"]
    assert {lang for pair in made["metadata"][:2] for lang in pair["label"]} == {"en", "ar", "ru", "kk"}
    scanned = [canvas for canvas in made["items"] if canvas["items"][0]["items"]]
    assert [(canvas["width"], canvas["height"]) for canvas in scanned] == [(2480, 3508)]
    for part in (*made["homepage"], *made["seeAlso"], *made["rendering"], *made["thumbnail"]):
        assert client.get(_local(part["id"]), headers=HTML).status_code == 200, part["id"]
    assert client.get(_local(made["id"]), headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_every_annotation_page_of_every_record_is_sound(client: FlaskClient) -> None:
    query = "SELECT DISTINCT ?r { ?t kg:textOf ?r }"
    rows = _rows(client, query)
    records = sorted(row["r"]["value"].rsplit("/", 1)[-1] for row in rows)
    assert len(records) > 40
    for record in records[::9]:
        made = client.get(f"/iiif/{record}/manifest.json").get_json(force=True)
        assert faults(made, context=PRESENTATION) == [], record
        for canvas in made["items"]:
            for part in (*canvas["annotations"], canvas["items"][0]):
                page = client.get(_local(part["id"])).get_json(force=True)
                assert faults(page, context=PRESENTATION) == [], part["id"]
                assert page["id"] == part["id"]


def test_words_and_mentions_lie_where_they_are_written(client: FlaskClient, arabic: str) -> None:
    made = client.get(f"/iiif/{arabic}/manifest.json").get_json(force=True)
    (canvas,) = [one for one in made["items"] if one["items"][0]["items"]]
    text = client.get(_local(canvas["annotations"][1]["id"])).get_json(force=True)
    first = text["items"][0]
    assert first["body"]["value"] == "مذكرة تفاهم بين دار الوثائق القطرية"
    assert first["target"] == f"{canvas['id']}#xywh=1180,340,1000,60"
    found = client.get(f"/iiif/{arabic}/search?q=دار الوثائق&motivation=painting").get_json(force=True)
    assert faults(found, context=SEARCH) == []
    assert found["ignored"] == ["motivation"]
    (place,) = [at for at, one in enumerate(found["items"]) if one["target"] == f"{canvas['id']}#xywh=1410,340,320,60"]
    quote = found["annotations"][0]["items"][place]["target"]["selector"][0]
    assert (quote["exact"], quote["prefix"][-4:]) == ("دار الوثائق", "بين ")
    assert found["partOf"]["total"] == len(found["items"])


@pytest.mark.parametrize(
    ("words", "there"), [("الوثائق", True), ("وثائق", True), ("قطري*", True), ("Лондон", False), ("…", False)]
)
def test_search_knows_particles_and_beginnings(client: FlaskClient, arabic: str, words: str, there: bool) -> None:
    found = client.get(f"/iiif/{arabic}/search", query_string={"q": words}).get_json(force=True)
    assert faults(found, context=SEARCH) == []
    assert bool(found["items"]) is there


def test_image_service_offers_what_there_is(client: FlaskClient, arabic: str) -> None:
    made = client.get(f"/iiif/{arabic}/manifest.json").get_json(force=True)
    (body,) = [page["body"] for canvas in made["items"] for page in canvas["items"][0]["items"]]
    service = _local(body["service"][0]["id"])
    assert client.get(service).headers["Location"] == f"{service}/info.json"
    info = client.get(f"{service}/info.json").get_json(force=True)
    assert (info["@context"], info["profile"], info["protocol"]) == (IMAGE, "level0", "http://iiif.io/api/image")
    assert (info["width"], info["height"]) == (2480, 3508)
    for size in (*info["sizes"], None):
        asked = f"{size['width']},{size['height']}" if size else "max"
        answer = client.get(f"{service}/full/{asked}/0/default.jpg")
        with Image.open(io.BytesIO(answer.data)) as image:
            assert image.format == "JPEG"
            assert image.size == ((size["width"], size["height"]) if size else (2480, 3508))
    part = client.get(f"{service}/full/max/0/default.jpg", headers={"Range": "bytes=0-9"})
    assert (part.status_code, len(part.data)) == (206, 10)
    same = client.get(f"{service}/full/max/0/default.jpg", headers={"If-None-Match": part.headers["ETag"]})
    assert (same.status_code, same.data) == (304, b"")


def test_no_other_size_path_or_record_leads_to_a_file(client: FlaskClient, arabic: str) -> None:
    made = client.get(f"/iiif/{arabic}/manifest.json").get_json(force=True)
    (body,) = [page["body"] for canvas in made["items"] for page in canvas["items"][0]["items"]]
    service = _local(body["service"][0]["id"])
    page = service.rsplit("/", 1)[-1]
    other = _record(client, "QNA-D/1/1/1")
    for address in (
        f"{service}/full/99,99/0/default.jpg", f"{service}/full/full/0/default.jpg",
        f"{service}/0,0,9,9/max/0/default.jpg", f"{service}/full/..%2f..%2fedition.json/0/default.jpg",
        f"/iiif/{other}/{page}/full/max/0/default.jpg", f"/iiif/{arabic}/..%2f..%2fstats/full/max/0/default.jpg",
        f"/iiif/{arabic}/{page}%00/info.json", f"/iiif/{arabic}/0/mentions.json", "/iiif/0/manifest.json",
    ):  # fmt: skip
        assert client.get(address).status_code in (400, 404), address


def test_text_and_alto_are_the_words_of_the_record(client: FlaskClient, arabic: str) -> None:
    words = client.get(f"/iiif/{arabic}/text.txt")
    assert "مذكرة تفاهم بين دار الوثائق القطرية" in words.text
    assert words.headers["Content-Disposition"].startswith("attachment")
    root = ElementTree.fromstring(client.get(f"/iiif/{arabic}/alto.xml").data)
    space = "{http://www.loc.gov/standards/alto/ns-v4#}"
    first = next(root.iter(f"{space}TextLine"))
    assert [one.get("CONTENT") for one in first.iter(f"{space}String")] == [
        "مذكرة",
        "تفاهم",
        "بين",
        "دار",
        "الوثائق",
        "القطرية",
    ]
    assert client.get(f"/iiif/{_record(client, 'QNA-D/1/1/1')}/alto.xml").status_code == 404


def test_withdrawn_scans_are_gone(edition_workspace: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "w"
    shutil.copytree(edition_workspace, workspace, symlinks=True)
    app = create_app(editions_of(open_workspace(workspace)), Limits(unmetered_clients=("127.0.0.1",)))
    try:
        client = app.test_client()
        record = _record(client, "QNA-D/4/2/1")
        made = client.get(f"/iiif/{record}/manifest.json").get_json(force=True)
        image = next(_local(page["body"]["id"]) for one in made["items"] for page in one["items"][0]["items"])
        assert client.get(image).status_code == 200
        sunqar("withdraw", "QNA-D/4/2/1", "--reason", "test", "--by", "T", "--workspace", workspace)
        for address in (
            image,
            f"/iiif/{record}/manifest.json",
            f"/iiif/{record}/search?q=x",
            f"/iiif/{record}/text.txt",
        ):
            assert client.get(address).status_code == 410, address
    finally:
        app.extensions["sunqar"].close()
    pictures = [path for path in workspace.rglob("*.jpg") if path.is_file()]
    assert len({path.stat().st_ino for path in pictures}) == 4, "no copy of the withdrawn scan is left"
