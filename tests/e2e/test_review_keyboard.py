"""The archivist's review in a browser: 20 decisions by keyboard alone, nothing lost on closing, no script needed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from browser import OpenPage, check, check_both_ways, needs_chromium
from endpoint_edition import serve
from review_workspace import NAMELESS, OURS, TOKEN, decided, review_workspace

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def desk(edition_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Address of a server with a review, and its workspace."""
    folder = review_workspace(edition_workspace, tmp_path_factory.mktemp("review") / "w", 40)
    process, address = serve(folder, "--token-file", str(folder / "tokens"))
    yield address, folder
    process.terminate()
    assert process.wait(timeout=60) == 0


def logged_in(open_page: OpenPage, server: str, token: str = TOKEN, **options: Any) -> Any:
    watched = open_page(server, f"/review?{OURS}", **options)
    watched.page.fill("#token", token)
    watched.page.fill("#name", "Nurlan")
    watched.page.click("form.login button")
    watched.page.wait_for_selector("ol.items", timeout=120_000)
    watched.page.wait_for_load_state("load")  # from then on keys are heard
    return watched


def test_twenty_decisions_by_keyboard_and_nothing_is_lost(open_page: OpenPage, desk: tuple[str, Path]) -> None:
    server, folder = desk
    watched = logged_in(open_page, server)
    page = watched.page

    def press(key: str) -> None:
        with page.expect_navigation():
            page.keyboard.press(key)

    press("j")
    for key in "ardraadrra" * 2:
        item = page.locator("input[name=item]").input_value()
        press(key)
        page.wait_for_selector("form.decide")
        assert page.locator("input[name=item]").input_value() != item
    assert len(decided(folder)) == 20
    press("u")
    assert len(decided(folder)) == 19
    page.keyboard.press("n")
    page.keyboard.type("half a thought: a r d u")
    assert len(decided(folder)) == 19, "letters of a note decide nothing"
    state, where = page.context.storage_state(), page.url
    page.context.close()

    again = open_page(server, storage_state=state).page
    again.goto(where)
    assert again.locator("#note").input_value() == "half a thought: a r d u"
    assert len(decided(folder)) == 19
    again.keyboard.press("?")
    assert again.locator("details.keys").get_attribute("open") is not None
    with again.expect_navigation():
        again.keyboard.press("a")
    (newest,) = [j for j in decided(folder) if j.words("reason")]
    assert newest.words("reason") == ("half a thought: a r d u",)
    assert again.locator("#note").input_value() == ""
    watched.assert_quiet()


def test_without_scripts_forms_do_the_same(open_page: OpenPage, desk: tuple[str, Path]) -> None:
    server, folder = desk
    page = logged_in(open_page, server, NAMELESS, javascript=False).page
    before = len(decided(folder))
    page.click("a.button")
    page.fill("#note", "without scripts")
    page.click("button[value=reject]")
    assert len(decided(folder)) == before + 1
    assert page.locator("[role=status]").inner_text().strip()
    page.click("form.last button")
    assert len(decided(folder)) == before


def test_pages_are_accessible_in_both_directions_and_themes(open_page: OpenPage, desk: tuple[str, Path]) -> None:
    server, _ = desk
    watched = logged_in(open_page, server)
    state = watched.page.context.storage_state()
    inside = partial(open_page, storage_state=state)
    for path in (f"/review?{OURS}", "/review/next?at=1"):
        check_both_ways(inside, server, path)
    page = watched.page
    for path in ("/review/login", "/review/history", "/review/entity", "/review/reports"):
        watched.goto(path)
        check(page)
    watched.goto(f"/review?{OURS}")
    page.locator("ol.items input[name=items]").first.check()
    page.click("fieldset.bulk button[value=accept]")
    check(page)
    watched.assert_quiet()
