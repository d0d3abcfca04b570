"""D10: days that never were, calendars that change, clocks that jump: no wrong date, and no wrong edition."""

from __future__ import annotations

import pytest

from extractors.dates import parse


@pytest.mark.parametrize(
    ("expressed", "lang"),
    [("1916-13-99", "en"), ("30 February 1916", "en"), ("31 апреля 1916 г.", "ru"), ("32 января 1916", "ru"),
     ("29 February 1900", "en"), ("0000-00-00", "en")],
)  # fmt: skip
def test_a_day_that_never_was_is_no_day(expressed: str, lang: str) -> None:
    found = parse(expressed, lang)
    assert found is None or found.edtf is None or len(found.edtf) < len("1916-01-01"), found


@pytest.mark.parametrize("expressed", ["1 محرم 1 هـ", "1 محرم سنة 1 هجرية", "سنة 1 هـ"])
def test_the_first_year_of_the_hijra_is_itself_or_stays_words(expressed: str) -> None:
    found = parse(expressed, "ar")
    assert found is None or found.edtf is None or found.edtf.startswith(("0622", "0623")), found


@pytest.mark.parametrize(
    ("expressed", "lang", "edtf"),
    [
        ("15 October 1582", "en", "1582-10-15"),  # the first Gregorian day
        ("31 января 1918 г. (ст. ст.)", "ru", "1918-02-13"),  # the last Julian day in Russia
        ("14 февраля 1918 г.", "ru", "1918-02-14"),  # the day after it
        ("29 февраля 1900 г. (ст. ст.)", "ru", "1900-03-13"),  # a day of one calendar alone
    ],
)
def test_where_calendars_meet(expressed: str, lang: str, edtf: str) -> None:
    found = parse(expressed, lang)
    assert found is not None
    assert found.edtf is not None
    assert found.edtf.strip("~?%") == edtf


