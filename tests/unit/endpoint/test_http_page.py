"""``docs/reference/http.md`` names every code of writing, every limit of it, and every status of the interface."""

from __future__ import annotations

import re
from pathlib import Path

from kg.settings import Settings
from sparql_endpoint.openapi import describe

REPO = Path(__file__).parents[3]
PAGE = (REPO / "docs" / "reference" / "http.md").read_text("utf-8")


def test_codes_of_writing() -> None:
    sources = [*(REPO / "sparql_endpoint").rglob("*.py"), *(REPO / "kg" / "own").glob("*.py"), REPO / "kg/store/own.py"]
    used = {code for path in sources for code in re.findall(r'"(WRITE\d{3}|OWN\d{3})"', path.read_text("utf-8"))}
    assert used == set(re.findall(r"`(WRITE\d{3}|OWN\d{3})`", PAGE))


def test_limits_of_writing() -> None:
    limits = {name for name in Settings.model_fields if name.startswith(("write_", "max_write", "max_own", "publish_"))}
    assert limits <= set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))


def test_statuses() -> None:
    told = set(re.findall(r"\b([2-5]\d\d)\b", PAGE))
    operations = describe(writable=True)["paths"]["/graph-store"].values()
    statuses = {status for operation in operations for status in operation["responses"]} - {"301", "308", "408"}
    assert statuses - {"500", "502"} <= told
