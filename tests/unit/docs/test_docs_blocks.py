"""Blocks of data and of queries on the pages are well formed."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.prefixes import with_prefixes

REPO = Path(__file__).parents[3]
PAGES = (*sorted((REPO / "docs").rglob("*.md")), REPO / "README.md", REPO / "SECURITY.md")


def blocks(language: str) -> list[tuple[str, str]]:
    """Page and text of every block of that language."""
    fenced = re.compile(rf"^```{language}\n(.*?)^```", re.DOTALL | re.MULTILINE)
    return [(page.name, text) for page in PAGES for text in fenced.findall(page.read_text("utf-8"))]


@pytest.mark.parametrize(("page", "text"), blocks("toml"))
def test_toml(page: str, text: str) -> None:
    assert tomllib.loads(text)


@pytest.mark.parametrize(("page", "text"), blocks("json"))
def test_json(page: str, text: str) -> None:
    try:
        json.loads(text)
    except json.JSONDecodeError:  # JSON Lines
        assert [json.loads(line) for line in text.splitlines() if line]


@pytest.mark.parametrize(("page", "text"), blocks("sparql"))
def test_sparql(page: str, text: str) -> None:
    whole = text.replace("{base}", "https://a.example").replace("…", "x")
    ox.Store().query(with_prefixes(whole, "https://a.example/def#"))


@pytest.mark.parametrize("path", sorted((REPO / "docs" / "queries").glob("*.rq")), ids=lambda path: path.stem)
def test_query_files(path: Path) -> None:
    ox.Store().query(with_prefixes(path.read_text("utf-8"), "https://a.example/def#"))
