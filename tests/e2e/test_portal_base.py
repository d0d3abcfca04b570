"""What all pages share, in a real browser: quiet, accessible in both directions and themes, light, the place kept."""

from __future__ import annotations

from typing import Any

import pytest
from browser import OpenPage, check_both_ways, needs_chromium

pytestmark = needs_chromium

PAGES = ("/", "/questions/persons", "/questions/days", "/help", "/dataset", "/def/profile", "/page/person/none")
MOST_BYTES = 100 * 1024
"""What a page loads before a viewer or a picture, as sent: itself, styles, scripts. Fonts come on their own."""


@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible_both_ways(open_page: OpenPage, server: str, path: str) -> None:
    check_both_ways(open_page, server, path)


@pytest.mark.parametrize("path", ["/", "/questions/persons", "/dataset", "/search?q=Doha", "/help"])
def test_page_is_light(open_page: OpenPage, server: str, path: str) -> None:
    watched = open_page(server)
    loaded: dict[str, int] = {}

    def weigh(response: Any) -> None:
        kind = response.request.resource_type
        if kind in ("document", "stylesheet", "script", "xhr", "fetch") and "/vendor/" not in response.url:
            loaded[response.url] = response.request.sizes()["responseBodySize"]

    watched.page.on("response", weigh)
    watched.goto(path)
    assert sum(loaded.values()) <= MOST_BYTES, loaded


def test_language_changes_and_the_place_is_kept(open_page: OpenPage, server: str) -> None:
    watched = open_page(server, "/search?q=Doha&ui=en")
    page = watched.page
    page.locator(".languages a[lang=kk]").first.click()
    assert page.evaluate("document.documentElement.lang") == "kk"
    assert "q=Doha" in page.url
    page.locator(".content-language summary").click()
    page.locator(".content-language a[lang=ar]").click()
    assert page.evaluate("document.documentElement.lang") == "kk"
    assert "q=Doha" in page.url
    page.locator(".site a").first.click()  # both stay chosen on other pages
    assert page.evaluate("document.documentElement.lang") == "kk"
    assert page.locator(".content-language a[lang=ar]").get_attribute("aria-current") == "true"
    watched.assert_quiet()


def test_keyboard_reaches_the_content_first(open_page: OpenPage, server: str) -> None:
    page = open_page(server, "/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_home_reads_whole_without_scripts(open_page: OpenPage, server: str) -> None:
    page = open_page(server, "/?ui=ru", javascript=False).page
    page.locator(".questions a.question").first.click()
    assert page.locator("table.answers tbody tr").count() >= 5
    assert page.locator("table.answers tbody a").first.get_attribute("href")
