"""Docstrings in the house's plain style become reStructuredText that says the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "docs"))
from pages.docstrings import as_rest


@pytest.mark.parametrize(
    ("plain", "rest"),
    [
        ("One sentence\nover two lines.", "One sentence over two lines.\n"),
        ("End.\n\none  what,\n    and more\ntwo  else", "End.\n\n\n- ``one``: what, and more\n\n- ``two``: else\n"),
        ("a  first;  b  second", "\n- ``a``: first\n\n- ``b``: second\n"),
        ("Of *any* kind | or `kg_` and ``a*b``.", r"Of \*any\* kind \| or \`kg\_\` and ``a*b``." + "\n"),
        (">>> f(1,  2)\n3", ">>> f(1,  2)\n3\n"),
    ],
)
def test_as_rest(plain: str, rest: str) -> None:
    assert "\n".join(as_rest(plain.split("\n"))) == rest
