"""The static site: every page leads to files that are there, in four languages, and asks no server."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from graph_workspace import OWN_CORPUS, make_workspace, sunqar

from sparql_endpoint.static_site.addresses import file_of, linked

BASE = "http://127.0.0.1:8010"
LINKS = re.compile(r'\b(?:href|src|action)="([^"]*)"')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = make_workspace(tmp_path_factory.mktemp("static"))
    source = OWN_CORPUS / "qatar-gulf" / "qna-d.xml"
    sunqar("ingest", source, "--archive", "qatar-gulf", "--workspace", workspace)
    sunqar("publish", "--workspace", workspace)
    sunqar("export", "--format", "static", "-o", workspace / "site", "--workspace", workspace)
    return workspace / "site"


def test_every_link_leads_to_a_file_or_to_the_node(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 40
    for page in pages:
        for link in LINKS.findall(page.read_text("utf-8")):
            target = unquote(html.unescape(link).partition("#")[0])
            if target and not target.startswith(("http://", "https://")):
                assert (page.parent / target).resolve().is_file(), (page, link)


def test_each_page_is_there_in_each_language(site: Path) -> None:
    names = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    english = {name for name in names if name.split("/")[0] not in ("ar", "ru", "kk")}
    assert {"index.html", "dataset.html", "browse/record.html"} <= english
    for code in ("ar", "ru", "kk"):
        assert {f"{code}/{name}" for name in english} <= names
        assert f'<html lang="{code}"' in (site / code / "index.html").read_text("utf-8")


def test_the_site_asks_no_server(site: Path) -> None:
    home = (site / "index.html").read_text("utf-8")
    assert "<form" not in home
    assert (site / "static" / "css" / "base.css").is_file()
    assert (site / "dataset" / "dump" / "edition-1.nq.gz").read_bytes()[:2] == b"\x1f\x8b"


def test_addresses_become_names_of_files() -> None:
    assert file_of("/?ui=en") == "index.html"
    assert file_of("/page/person/12?ui=ar&from-qna=40") == "ar/page/person/12~from-qna-40.html"
    for climbing in ("/page/archive/../../etc?ui=en", "/page/archive/a%2F..%2Fb?ui=en"):
        assert ".." not in file_of(climbing)


def test_links_are_relative_and_others_go_to_the_node() -> None:
    page = '<a href="/page/person/1?ui=ru#m">x</a><a href="/sparql">q</a><a href="https://viaf.org/1">v</a>'
    text, led = linked(page, "/page/record/2?ui=kk", BASE, lambda address: address.startswith("/page/"), {})
    assert led == ["/page/person/1?ui=ru"]
    assert 'href="../../../ru/page/person/1.html#m"' in text
    assert f'href="{BASE}/sparql"' in text
    assert 'href="https://viaf.org/1"' in text
