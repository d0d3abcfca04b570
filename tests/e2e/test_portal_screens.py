"""The portal in a real browser: nothing loaded from elsewhere, no script runs, evidence is on the page."""

from __future__ import annotations

import json
from typing import Any
from urllib.request import urlopen

import pytest
from browser import SHOTS, needs_chromium

pytestmark = needs_chromium


def _path(server: str, query: str, kind: str) -> str:
    with urlopen(f"{server}/search?format=json&type={kind}&q={query}") as response:
        iri = json.load(response)["hits"][0]["iri"]
    return "/page/" + iri.split("/id/", 1)[1]


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("page", ["home", "person", "record", "search", "sparql"])
def test_page_is_whole_and_stays_at_home(chromium: Any, server: str, lang: str, page: str) -> None:
    address = {
        "home": "/?",
        "person": _path(server, "Tokayev", "person") + "?",
        "record": _path(server, "QNA-D/1/1/1", "record") + "?",
        "search": "/search?q=Doha&",
        "sparql": "/sparql?format=html&query=SELECT+*+%7B%3Fs+rdfs:label+%3Fname%7D+LIMIT+5&",
    }[page]
    context = chromium.new_context(viewport={"width": 1200, "height": 900})
    shown = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    shown.goto(f"{server}{address}ui={lang}")
    SHOTS.mkdir(parents=True, exist_ok=True)
    shown.screenshot(path=str(SHOTS / f"{page}-{lang}.png"), full_page=True)
    assert [url for url in asked if not url.startswith((server, "data:"))] == []
    assert complaints == []
    assert shown.evaluate("document.documentElement.dir") == ("rtl" if lang == "ar" else "ltr")
    assert shown.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    if page == "person":
        assert shown.locator("figure.quote blockquote mark").count() >= 2
        assert shown.locator("section.archive").count() >= 2
    context.close()


def test_hostile_names_are_inert(chromium: Any, server: str) -> None:
    shown = chromium.new_page()
    alarms: list[str] = []
    shown.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    for query, kind in (("EVIL/1", "record"), ("onmouseover", "person")):
        shown.goto(server + _path(server, query, kind))
        assert shown.locator("script:not([src]), [onmouseover]").count() == 0
        assert "49" not in shown.title()
    assert alarms == []
    shown.close()
