"""The first five minutes of a historian: from the home page to a quotation, a citation and a report, by keyboard alone.

In each language of the portal, and once without scripts. The scan with its boxed mention is in test_record_viewer.py.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from browser import OpenPage, needs_chromium

pytestmark = needs_chromium

PERSON = {"en": "Nursultan Nazarbayev", "ar": "نور سلطان نزارباييف", "ru": "Назарбаев", "kk": "Нұрсұлтан Назарбаев"}
SPELLINGS = ("الدوحة", "Доха", "Doha", "Доһа")


def press(page: Any, target: Any, key: str = "Enter") -> None:
    """Go to it and press a key, as somebody without a mouse does."""
    target.focus()
    page.keyboard.press(key)


def follow(page: Any, target: Any) -> None:
    """The same for what leads to another page."""
    with page.expect_navigation():
        press(page, target)


def in_time(seconds: float, step: Callable[[], object]) -> None:
    """The step may take so long as one who has a processor for himself would wait.

    How much longer things take on this machine just now is told by a fixed piece of work, before and after.
    """
    before = _delay()
    start = time.perf_counter()
    step()
    took = time.perf_counter() - start
    assert took / max(before, _delay()) < seconds, f"{took:.2f} s"


def _delay() -> float:
    wall, own = time.perf_counter(), time.process_time()
    while time.process_time() - own < 0.05:
        pass
    return max(1.0, (time.perf_counter() - wall) / (time.process_time() - own))


@pytest.mark.parametrize(("ui", "javascript"), [*((ui, True) for ui in PERSON), ("ar", False)])
def test_from_the_home_page_to_a_report(open_page: OpenPage, server: str, ui: str, javascript: bool) -> None:
    locale = f"{ui}-KZ" if ui == "kk" else ui
    watched = open_page(server, javascript=javascript, locale=locale)
    page: Any = watched.page
    in_time(1.0, lambda: page.goto(f"{server}/", wait_until="load"))
    assert page.locator("html").get_attribute("lang") == ui
    assert page.locator("html").get_attribute("dir") == ("rtl" if ui == "ar" else "ltr")
    assert page.locator("dl.numbers dd").count() >= 4
    assert page.locator(".questions a.question").count() >= 3

    firsts = set()
    for spelling in SPELLINGS:
        box = page.locator("input#q")
        box.fill(spelling)
        in_time(1.0, lambda box=box: follow(page, box))
        firsts.add(page.locator(".hits li a").first.get_attribute("href"))
        assert page.locator(".hits mark").count() >= 1
    assert len(firsts) == 1

    follow(page, page.locator(".facets a[href*='archive=qatar-gulf']").first)
    decade = page.locator(".facets a[href*='from=2']").first
    promised = int(decade.locator(".count").inner_text())
    follow(page, decade)
    narrowed = page.url
    assert page.locator(".hits > li").count() == min(promised, 25)
    copied = open_page(server, narrowed.removeprefix(server), javascript=javascript, locale=locale).page
    assert copied.locator(".hits").inner_text() == page.locator(".hits").inner_text()
    page.go_back()
    assert page.locator(".hits > li").count() >= min(promised, 25)

    page.locator("input#q").fill(PERSON[ui])
    follow(page, page.locator("input#q"))
    person = page.locator(".hits a[href*='/page/person/']").first
    in_time(1.0, lambda: follow(page, person))
    assert page.locator("dl.names dt").count() >= 4
    assert page.locator("ul.sentences li details.source").count() >= 1
    profile = page.url

    press(page, page.locator("details.source summary").first)
    in_time(2.0, lambda: follow(page, page.locator("details.source[open] .quote a[href*='/page/record/']").first))
    assert page.locator("ol.path li").count() >= 1
    assert page.locator(".callnumber").count() >= 1
    assert page.locator("mark").count() >= 1

    page.goto(profile)
    assert page.locator("#citation").inner_text()
    with page.expect_download() as saved:
        press(page, page.locator("a[href*='.ris']"))
    assert saved.value.path().read_text("utf-8").startswith("TY  - ")
    page.goto(narrowed)
    with page.expect_download() as saved:
        press(page, page.locator("a[href*='format=csv']"))
    assert saved.value.path().read_bytes().startswith(b"\xef\xbb\xbf")

    page.goto(profile)
    follow(page, page.locator("a.report").first)
    press(page, page.locator("input[name=reason]").first, "Space")
    page.locator("textarea").fill("Her name is written otherwise in the Gazette.")
    follow(page, page.locator("form.report-form button"))
    assert page.locator("h1 .reference").inner_text()
    watched.assert_quiet()
