"""Pages in a real browser, and what a page may not do there: ask a stranger, complain, or fail axe's rules.

Needs Debian's chromium; axe-core comes by ``tests/browser_parts/package-lock.json``, which ``make test`` installs.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
SHOTS = Path(__file__).parents[1] / "build" / "screenshots"
AXE = Path(__file__).parent / "browser_parts" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

needs_chromium = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed")


@dataclass
class Watched:
    """A page, what it asked elsewhere (and did not get), and what it complained of in the console."""

    page: Any
    server: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def goto(self, path: str) -> Any:
        """Open a path of the server, with all that it loads."""
        return self.page.goto(self.server + path, wait_until="networkidle")

    def note(self, said: Any) -> None:
        """Keep an error of the console; that the page itself is one of an error is none."""
        own = said.text.startswith("Failed to load resource") and said.location["url"] == self.page.url
        if said.type == "error" and not own:
            self.complaints.append(said.text)

    def assert_quiet(self) -> None:
        """Nothing was asked elsewhere, and the console is clean."""
        assert not self.outside, f"{self.page.url} asked {self.outside}"
        assert not self.complaints, f"{self.page.url}: {self.complaints}"

    def shot(self, name: str) -> Path:
        """The whole page as a picture under build/screenshots."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        path = SHOTS / f"{name}.png"
        self.page.screenshot(path=str(path), full_page=True)
        return path


OpenPage = Callable[..., Watched]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests of a process."""
    if not CHROMIUM.exists():
        pytest.skip("Debian's chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def open_page(chromium: Any) -> Iterator[OpenPage]:
    """``open_page(server, path, width=1440, javascript=True, dark=False, …)``: a page in a context of its own.

    Every request to another host is aborted and noted; errors of the console and of scripts are noted.
    """
    contexts = []

    def opened(
        server: str, path: str = "", *, width: int = 1440, javascript: bool = True, dark: bool = False, **options: Any
    ) -> Watched:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript,
            color_scheme="dark" if dark else "light", **options,
        )  # fmt: skip
        contexts.append(context)
        watched = Watched(context.new_page(), server)

        def pass_on(route: Any) -> None:
            if route.request.url.startswith((f"{server}/", "data:", "blob:")):
                route.continue_()
            else:
                watched.outside.append(route.request.url)
                route.abort()

        context.route("**/*", pass_on)
        watched.page.on("console", watched.note)
        watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
        if path:
            watched.goto(path)
        return watched

    yield opened
    for context in contexts:
        context.close()


@cache
def _axe() -> str:
    if not AXE.is_file():
        if shutil.which("npm") is None:
            pytest.skip("There is no npm to fetch axe-core with")
        pytest.fail("axe-core is not there: run `make test`, or `npm ci` in tests/browser_parts")
    return AXE.read_text(encoding="utf-8")


def violations(page: Any, *, without: tuple[str, ...] = ()) -> list[str]:
    """What axe finds on the page as it stands: rule, impact, element. without: selectors of parts that are not ours."""
    page.evaluate(_axe())
    found = page.evaluate(
        "async ([rules, without]) => (await axe.run({include: [['html']], exclude: without.map(s => [s])},"
        "{runOnly: rules, resultTypes: ['violations']})).violations",
        [RULES, without],
    )
    return [
        f"{each['id']} ({each['impact']}): {node['html'][:200]} — {node['failureSummary']}"
        for each in found
        for node in each["nodes"]
    ]


def check(page: Any, *, without: tuple[str, ...] = ()) -> None:
    """No violation of axe's rules on the page, in light and in dark. Leaves it light."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = violations(page, without=without)
        assert not found, "\n".join((f"{page.url}, {scheme}:", *found))


def check_both_ways(open_page: OpenPage, server: str, path: str, *, without: tuple[str, ...] = ()) -> None:
    """Open a page left-to-right and right-to-left: quiet, no wider than the window (at 360 and 1440), axe clean."""
    mark = "&" if "?" in path else "?"
    for code in ("en", "ar"):
        watched = open_page(server, f"{path}{mark}ui={code}")
        assert watched.page.evaluate("document.documentElement.dir") == ("rtl" if code == "ar" else "ltr")
        check(watched.page, without=without)
        for width in (360, 1440):
            watched.page.set_viewport_size({"width": width, "height": 900})
            wider = watched.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wider <= 0, f"{path} in {code} is {wider} pixels wider than {width}"
        watched.assert_quiet()
        watched.page.context.close()
