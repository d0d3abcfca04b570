"""What historians and archivists write, language by language: one ``expression = EDTF`` a line; ``null`` is no date.

A line of a Gregorian day before February 1918 stands as it is written, as nothing in it tells of the Old Style.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.dates import parse
from extractors.languages import CORE

TABLES = Path(__file__).parent / "expressions"


def lines(lang: str) -> list[tuple[str, str | None]]:
    """The expressions of a language with what they mean."""
    pairs = (line.rsplit(" = ", 1) for line in (TABLES / f"{lang}.txt").read_text("utf-8").splitlines())
    return [(expressed, None if edtf == "null" else edtf) for expressed, edtf in pairs]


@pytest.mark.parametrize(("lang", "expressed", "edtf"), [(lang, *line) for lang in CORE for line in lines(lang)])
def test_is_read_or_left_alone(lang: str, expressed: str, edtf: str | None) -> None:
    date = parse(expressed, lang)
    assert (date and date.edtf) == edtf


@pytest.mark.parametrize("lang", CORE)
def test_is_valid_edtf(lang: str) -> None:
    from edtf import parse_edtf

    for _, edtf in lines(lang):
        assert edtf is None or parse_edtf(edtf)
