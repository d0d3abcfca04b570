"""The query page in a browser: the editor by keyboard, its own suggestions with the network cut, views, short links."""

from __future__ import annotations

import pytest
from browser import OpenPage, check_both_ways, needs_chromium

pytestmark = needs_chromium

EDITOR = ".yasqe"


@pytest.fixture
def editor(open_page: OpenPage, server: str) -> object:
    opened = open_page(server, "/sparql?format=html&ui=ru")
    opened.page.wait_for_selector(f"{EDITOR} .CodeMirror")
    return opened


def test_suggestions_are_ours_and_the_editor_can_be_left(editor: object) -> None:
    page = editor.page  # type: ignore[attr-defined]
    page.focus(f"{EDITOR} textarea")
    page.keyboard.type("SELECT * { ?who rico:hasOrHadHol")
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".CodeMirror-hints li")
    shown = page.locator(".CodeMirror-hints li").all_inner_texts()
    assert any(text.startswith("rico:hasOrHadHolder") and "хранится" in text for text in shown), shown
    page.keyboard.press("Enter")
    page.keyboard.type(" ?archive } LIMIT 2")
    assert "rico:hasOrHadHolder ?archive } LIMIT 2" in page.evaluate("document.getElementById('query').value")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.yasqe') && document.activeElement !== document.body")
    page.focus(f"{EDITOR} textarea")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#result")
    editor.assert_quiet()  # type: ignore[attr-defined]


def test_views_short_link_and_filter(open_page: OpenPage, server: str) -> None:
    places = (
        "SELECT ?place (COUNT(?r) AS ?n) { ?place a kg:Entity, rico:Place . ?r kg:mentions ?place } GROUP BY ?place"
    )
    opened = open_page(server)
    page = opened.page
    opened.goto(f"/sparql?format=html&view=map&query={places}")
    page.wait_for_selector("#map .leaflet-interactive")
    opened.goto("/sparql?format=html&view=network&example=persons-in-both-archives")
    page.wait_for_selector("#network canvas", state="attached")
    page.wait_for_selector(f"{EDITOR} .CodeMirror")
    page.click("#shorten")
    page.wait_for_selector("#short input")
    short = page.input_value("#short input")
    assert short.startswith(f"{server}/q/") or "/q/" in short
    page.fill("#find-example", "letter correspondence")
    assert 0 < page.locator(".examples li:visible").count() < 10
    opened.assert_quiet()


def test_page_is_accessible_but_for_the_editor(open_page: OpenPage, server: str) -> None:
    check_both_ways(open_page, server, "/sparql?format=html&example=persons-in-both-archives", without=(EDITOR,))
