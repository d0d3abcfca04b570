"""The entity page, paths, comparison and report in a real browser: accessible, light, whole without scripts."""

from __future__ import annotations

import json
from typing import Any
from urllib.request import Request, urlopen

import pytest
from browser import OpenPage, check_both_ways, needs_chromium

pytestmark = needs_chromium

_OURS = ("figure.map .canvas", "figure.network .canvas")
"""Drawn by Leaflet and cytoscape; lists beside them say the same."""


def _thing(server: str, query: str, kind: str) -> str:
    address = f"{server}/search?format=json&type={kind}&q={query}"
    with urlopen(Request(address, headers={"Accept": "application/json"})) as response:
        iri = json.load(response)["hits"][0]["iri"]
    return str(iri.split("/id/", 1)[1])


@pytest.mark.parametrize("page", ["entity", "compare", "period", "path", "report"])
def test_page_is_accessible_both_ways(open_page: OpenPage, server: str, page: str) -> None:
    person, other = _thing(server, "Tokayev", "person"), _thing(server, "Tamim", "person")
    address = {
        "entity": f"/page/{person}?a=1",
        "compare": f"/compare?thing={person}",
        "period": "/compare?from=1990&to=2020",
        "path": f"/path?from={person}&to={other}",
        "report": f"/report?about={person}",
    }[page]
    check_both_ways(open_page, server, address, without=_OURS)


def test_map_and_network_are_drawn_from_the_lists(open_page: OpenPage, server: str) -> None:
    watched = open_page(server, f"/page/{_thing(server, 'Doha', 'place')}?ui=en")
    page: Any = watched.page
    page.wait_for_selector("figure.map path.leaflet-interactive", state="attached")
    assert page.locator("figure.map path.leaflet-interactive").count() == page.locator("ul.places li[data-lat]").count()
    page.wait_for_selector("figure.network canvas", state="attached")
    assert page.locator("ol.near li").count() >= 5
    watched.assert_quiet()


def test_everything_is_read_and_reported_without_scripts(open_page: OpenPage, server: str) -> None:
    page: Any = open_page(server, f"/page/{_thing(server, 'Doha', 'place')}?ui=ru", javascript=False).page
    assert not page.locator("figure.map").is_visible()
    assert page.locator("ul.places li").count() >= 1
    assert page.locator("figure.timeline rect").count() >= 1
    page.locator("details.source summary").first.click()
    assert page.locator("details.source[open] .quote mark, details.source[open] .callnumber").first.is_visible()
    page.locator("a.report").first.click()
    page.locator("input[name=reason]").nth(2).check()
    page.locator("textarea").fill("The place lies elsewhere.")
    page.locator("form.report-form button").click()
    number = page.locator("h1 .reference").inner_text()
    assert page.url.endswith(f"/report/{number}?ui=ru")
    page.locator("dl.facts a").first.click()
    page.locator("#other").fill("Tamim")
    page.locator("section[aria-labelledby=connected] button").click()
    page.locator("ul.candidates a").first.click()
    assert page.locator("ol.ways > li").count() >= 1
