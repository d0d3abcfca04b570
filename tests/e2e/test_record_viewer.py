"""The page of a record in a browser: the scan with the mention in view, with and without scripts, by keyboard alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from browser import OpenPage, check_both_ways, needs_chromium
from endpoint_edition import serve
from scans_case import build

import sparql_endpoint.portal

pytestmark = needs_chromium
VIEWER = Path(sparql_endpoint.portal.__file__).parent / "static" / "vendor" / "openseadragon"
"""What is done by scripts needs the front-end parts of the build; without them the page stays as it is."""


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    workspace = build(tmp_path_factory.mktemp("scans") / "workspace")
    process, address = serve(workspace)
    yield address
    process.terminate()
    process.wait(timeout=10)


def _mentions(server: str, call_number: str) -> dict[str, tuple[str, str]]:
    """Words -> path of the record with that mention wanted, and the anchor."""
    query = f"""SELECT ?r ?m ?w {{ ?t kg:textOf ?r . ?r rico:identifier "{call_number}" . ?x oa:hasSource ?t ;
      oa:hasSelector ?q . ?q oa:exact ?w . ?m oa:hasTarget ?x }}"""
    with urlopen(f"{server}/sparql?format=json&query={quote(query)}") as answer:
        rows = json.load(answer)["results"]["bindings"]
    last = [{key: term["value"].rsplit("/", 1)[-1] for key, term in row.items()} for row in rows]
    return {row["w"]: (f"/page/record/{row['r']}?mention={row['m']}", f"m-{row['m']}") for row in last}


def test_the_boxed_mention_is_in_view(scanned: str, open_page: OpenPage) -> None:
    path, anchor = _mentions(scanned, "D-7")["Almaty"]
    still = open_page(scanned, f"{path}#{anchor}", javascript=False)
    box = still.page.locator(f"svg.boxed .wanted[data-for={anchor}] rect")
    assert box.count() == 1
    assert still.page.locator(f"#{anchor}").count() == 1
    assert re.search(r"page 2\b", still.page.locator("h2#sheet").inner_text())
    assert still.page.locator("svg.boxed image").bounding_box()["height"] > 200
    still.shot("record-still")
    if not VIEWER.is_dir():
        return
    live = open_page(scanned, f"{path}&ui=ar#{anchor}")
    live.page.locator(".deep canvas").first.wait_for()
    place = live.page.locator(f".deep .wanted[data-for={anchor}] rect").bounding_box()
    frame = live.page.locator(".deep").bounding_box()
    assert frame["x"] < place["x"] < place["x"] + place["width"] < frame["x"] + frame["width"]
    assert frame["y"] < place["y"] < place["y"] + place["height"] < frame["y"] + frame["height"]
    live.shot("record-viewer-ar")
    live.assert_quiet()


def test_pages_turn_by_keyboard(scanned: str, open_page: OpenPage) -> None:
    path, _ = _mentions(scanned, "D-7")["Qatar"]
    shown = open_page(scanned, path)
    if VIEWER.is_dir():
        shown.page.locator(".deep .openseadragon-canvas").focus()
        shown.page.keyboard.press("n")
    else:
        shown.page.locator(".turning a[rel=next]").first.focus()
        shown.page.keyboard.press("Enter")
    shown.page.wait_for_url(re.compile(r"page=2"))
    assert "Almaty" in shown.page.locator(".sheet .text").inner_text()
    shown.page.locator("#find").fill("doha")
    shown.page.locator("#find").press("Enter")
    shown.page.locator("#found").wait_for()
    assert shown.page.locator("#found li").count() == 2
    shown.assert_quiet()


def test_axe_and_width(scanned: str, open_page: OpenPage) -> None:
    check_both_ways(open_page, scanned, _mentions(scanned, "A-7")["الدوحة"][0])
