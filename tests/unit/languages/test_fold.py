"""Folding: the same for every writer of a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.languages.fold import fold

SAME = [
    ("Алёна", "АЛЕНА"),
    ("أحمد", "احمد"),
    ("إبراهيم", "ابراهيم"),
    ("مُحَمَّد", "محمد"),
    ("محـــمد", "محمد"),
    ("الدوحة", "الدوحه"),
    ("مصطفى", "مصطفي"),
    ("ﻣﺤﻤﺪ", "محمد"),
    ("Semënov", "semenov"),
    ("Al-Attiyah", "al attiyah"),
    ("Gur'yev", "guryev"),
    ("ʿAbd", "abd"),
    ("١٩١٦", "1916"),
    ("Nur\u200b-Sultan", "nur sultan"),
    ("İzmir", "izmir"),
    ("Straße", "strasse"),
]
DISTINCT = [("қазақ", "казак"), ("өмір", "омір"), ("ұлы", "улы"), ("йод", "иод"), ("әке", "еке"), ("іс", "ис")]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_same(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(("left", "right"), DISTINCT)
def test_distinct(left: str, right: str) -> None:
    assert fold(left) != fold(right)


@given(st.text())
def test_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_examples_of_the_docstring() -> None:
    import doctest

    import extractors.languages.fold as module

    assert doctest.testmod(module).failed == 0
