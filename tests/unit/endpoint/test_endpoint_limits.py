"""The page of limits names every limit, with the default that it has."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

import sparql_endpoint
from kg.settings import Settings
from sparql_endpoint.limits import Limits

PAGE = Path(sparql_endpoint.__file__).parents[1] / "docs" / "reference" / "limits.md"


@pytest.fixture(scope="module")
def rows() -> dict[str, tuple[bool, str]]:
    """Name to whether it can be set, and the default as it is written."""
    found = re.findall(r"^\| `(\w+)`( \*)? \| ([^|]*) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: (not star, default.strip()) for name, star, default in found}


@pytest.mark.parametrize("name", [each.name for each in fields(Limits)])
def test_every_limit_is_on_the_page(rows: dict[str, tuple[bool, str]], name: str) -> None:
    if name in ("write_timeout_s", "max_write_bytes", "max_own_triples"):
        assert f"`{name}`" in PAGE.read_text(encoding="utf-8")
        return
    settable, written = rows[name]
    default = getattr(Limits(), name)
    assert settable == (name in Settings.model_fields)
    if settable:
        assert Settings.model_fields[name].default == default, "two defaults"
    if isinstance(default, (int, float)):
        number, _, unit = written.partition(" ")
        factor = {"": 1, "KiB": 1 << 10, "MiB": 1 << 20}[unit]
        assert float(number.replace(",", "")) * factor == default
    else:
        assert written.strip("`") == (default or "none")
