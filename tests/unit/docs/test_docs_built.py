"""``docs/build.py`` makes every page without a warning, and the pages ask nothing of another host."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("sphinx")
pytest.importorskip("furo")
pytest.importorskip("myst_nb")

REPO = Path(__file__).parents[3]
LOADED = re.compile(
    r"""<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*\b(?:src|data)\s*=\s*["']?\s*(?:https?:)?//"""
    r"""|<link\b(?=[^>]*rel=["']?(?:stylesheet|preload|icon|preconnect|dns-prefetch|manifest))[^>]*href=["']?(?:https?:)?//"""
    r"""|@import\s+(?:url\()?\s*["']?(?:https?:)?//|url\(\s*["']?(?:https?:)?//""",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the pages, built anew."""
    out = tmp_path_factory.mktemp("documentation") / "docs"
    command = [sys.executable, str(REPO / "docs" / "build.py"), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def test_every_page_is_there(built: Path) -> None:
    for page in (REPO / "docs").rglob("*.md"):
        name = page.relative_to(REPO / "docs")
        if name != Path("README.md"):
            assert (built / name.with_suffix(".html")).is_file(), name


def test_nothing_is_asked_of_another_host(built: Path) -> None:
    files = [path for kind in ("*.html", "*.css") for path in built.rglob(kind)]
    assert len(files) > 50
    found = {str(path): match[0] for path in files if (match := LOADED.search(path.read_text("utf-8")))}
    assert not found


@pytest.mark.parametrize(
    "tag",
    [
        '<script async src="https://a.example/x.js">',
        "<img alt='' src=//a.example/x.png>",
        '<link href="https://a.example/x.css" rel="stylesheet">',
        "@import 'https://a.example/x.css'",
        "src: url(https://a.example/x.woff2)",
    ],
)
def test_what_is_looked_for_is_found(tag: str) -> None:
    assert LOADED.search(tag)
    assert not LOADED.search(tag.replace("https:", "").replace("//a.example", "_static"))


def test_start_pages_are_marked_with_their_language(built: Path) -> None:
    for code, direction in (("ar", "rtl"), ("kk", "ltr"), ("ru", "ltr")):
        assert f'<div lang="{code}" dir="{direction}">' in (built / "start" / f"{code}.html").read_text("utf-8")


def test_what_the_program_knows_is_on_its_pages(built: Path) -> None:
    told = {"commands": "--finding-aid", "settings": "SUNQAR_QUERY_TIMEOUT_S", "routes": "named-graph-uri"}
    for page, words in told.items():
        text = re.sub(r"<[^>]+>", "", (built / "reference" / f"{page}.html").read_text("utf-8"))
        assert words in text, page
