"""CONTRIBUTING names files and groups of entry points that there are. Its examples: ``docs/test_docs_extending.py``."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_the_files_that_the_page_names_exist() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", PAGE):
        assert (ROOT / target).exists(), target


def test_every_group_of_entry_points_is_named() -> None:
    groups = set(re.findall(r'entry-points\."(sunqar\.\w+)"', (ROOT / "pyproject.toml").read_text("utf-8")))
    assert set(re.findall(r"`(sunqar\.\w+)`", PAGE)) == groups
