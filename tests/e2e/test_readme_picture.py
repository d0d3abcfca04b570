"""The picture of the README shows the page as it is. ``SUNQAR_SCREENSHOT=1`` takes it anew, with its outline."""

from __future__ import annotations

import os
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import OpenPage, needs_chromium
from endpoint_edition import serve
from graph_workspace import REPO

PICTURE = REPO / "docs" / "images" / "portal.png"
OUTLINE = PICTURE.with_suffix(".txt")
QUERY = 'SELECT ?p { ?p a kg:Entity, rico:Person ; rdfs:label ?n FILTER(STRSTARTS(?n, "Kassym-Jomart")) } ORDER BY ?p'
HEADINGS = "all => all.filter(h => h.offsetParent).map(h => `${h.tagName.toLowerCase()} ${h.textContent.trim()}`)"

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def portal(small_demo: Path) -> Iterator[str]:
    process, address = serve(small_demo)
    yield address
    process.terminate()
    assert process.wait(timeout=30) == 0


def test_the_picture_is_of_the_page_as_it_is(portal: str, open_page: OpenPage) -> None:
    asked = urllib.parse.urlencode({"query": QUERY, "format": "csv"})
    with urllib.request.urlopen(f"{portal}/sparql?{asked}", timeout=60) as answer:
        person = answer.read().decode().split()[1]
    path = "/page/" + person.partition("/id/")[2]
    watched = open_page(portal, f"{path}?ui=en", width=1200)
    outline = "\n".join(watched.page.eval_on_selector_all("h1, h2, h3", HEADINGS)) + "\n"
    if os.environ.get("SUNQAR_SCREENSHOT"):
        PICTURE.parent.mkdir(exist_ok=True)
        watched.page.screenshot(path=str(PICTURE))
        OUTLINE.write_text(outline, "utf-8")
    watched.assert_quiet()
    assert OUTLINE.read_text("utf-8") == outline, "the page has changed: take the picture anew (SUNQAR_SCREENSHOT=1)"
    assert 10_000 < PICTURE.stat().st_size < 200_000
    assert "docs/images/portal.png" in (REPO / "README.md").read_text("utf-8")
