"""Search in a real browser: the historian's way from a name to a narrowed result and back, with and without scripts."""

from __future__ import annotations

import re
import unicodedata

import pytest
from browser import OpenPage, check_both_ways, needs_chromium

pytestmark = needs_chromium
LANGUAGES = {"en": "Doha", "ar": "الدوحة", "ru": "Доха", "kk": "Доһа"}


@pytest.mark.parametrize(
    "path",
    [
        "/search?q=Doha",
        "/search?view=table&type=place",
        "/search?view=time",
        "/search?view=map",
        "/search?view=network",
    ],
)
def test_every_view_is_whole_both_ways(open_page: OpenPage, server: str, path: str) -> None:
    check_both_ways(open_page, server, path)


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_name_is_found_narrowed_and_left_again(open_page: OpenPage, server: str, lang: str, javascript: bool) -> None:
    shown = open_page(server, f"/search?ui={lang}", javascript=javascript)
    page = shown.page
    page.locator("#q").fill(LANGUAGES[lang])
    page.locator("#q").press("Enter")
    page.wait_for_load_state()
    assert page.locator(".hits mark").count() > 0
    assert page.locator("html").get_attribute("lang") == lang
    first = page.locator(".hits li a").first.get_attribute("href")
    assert "/page/place/" in (first or "")
    whole = page.url
    link = page.locator(".facets a[href*='archive=qatar-gulf']").first
    count = int(re.sub(r"\D", "", unicodedata.normalize("NFKC", link.locator(".count").inner_text())))
    link.press("Enter")
    page.wait_for_load_state()
    assert page.locator(".chosen a").count() == 1
    assert count > 0
    narrowed = page.url
    copied = open_page(server, narrowed.removeprefix(server), javascript=javascript).page
    assert copied.locator("#result").inner_text() == page.locator("#result").inner_text()
    page.go_back()
    assert page.url == whole
    shown.assert_quiet()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_drawing_never_stands_without_its_list(open_page: OpenPage, server: str, javascript: bool) -> None:
    for view, drawing, rows in (("map", "#map", "#spots tbody tr"), ("network", "#network", "#nodes tbody tr")):
        shown = open_page(server, f"/search?view={view}", javascript=javascript)
        assert shown.page.locator(rows).count() > 1
        if javascript:
            shown.page.locator(f"{drawing} canvas, {drawing} svg path.spot").first.wait_for(state="attached")
        else:
            assert not shown.page.locator(drawing).is_visible()
        shown.assert_quiet()


def test_a_bar_of_the_time_line_narrows_to_its_years(open_page: OpenPage, server: str) -> None:
    shown = open_page(server, "/search?view=time&type=record")
    bar = shown.page.locator(".timeline a").last
    years = re.findall(r"\d{3,4}", bar.get_attribute("aria-label") or "")
    bar.focus()
    shown.page.keyboard.press("Enter")
    shown.page.wait_for_url(f"**from={years[0]}&to={years[1]}**")
    shown.assert_quiet()
