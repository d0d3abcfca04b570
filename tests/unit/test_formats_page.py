"""The page of formats names every reader, and none that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from extractors.registry import READERS, names

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "formats.md"


def test_every_reader_is_on_the_page() -> None:
    rows = re.findall(r"^\| `([a-z][a-z0-9-]*)` \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert sorted(rows) == list(names(READERS))
