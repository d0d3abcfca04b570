"""The calendar of a document, what else an expression may mean, and the reform of the Ottoman fiscal year."""

from __future__ import annotations

import pytest

from extractors.dates import parse
from extractors.dates.alternatives import explain
from extractors.dates.answers import answer_of
from extractors.dates.calendars import Moment, bounds
from extractors.dates.prior import prior


def dates(lang: str, *texts: str) -> list:  # type: ignore[type-arg]
    """What is read of some expressions."""
    return [date for text in texts if (date := parse(text, lang))]


def test_prior_has_a_reason() -> None:
    assert prior(dates("ar", "٧ محرم ١٣٣٥ هـ", "غرة شعبان 1330 هـ"), "ar").calendar == "hijri"
    russian = prior(dates("ru", "3 мая 1910 г.", "5 июня 1911 г."), "ru")
    assert russian.calendar == "julian"
    assert "14 February 1918" in russian.reason
    assert prior(dates("ru", "3 мая 1910 г.", "5 июня 1931 г."), "ru").calendar == "gregorian"
    assert prior(dates("ru", "3 мая 1931 г.", "5 июня 1910 г. ст. ст."), "ru").calendar == "julian"
    assert prior([], "ru").calendar == "gregorian"


def test_prior_settles_what_is_open() -> None:
    assert parse("سنة 1327", "ar") is None
    settled = parse("سنة 1327", "ar", "hijri")
    assert settled is not None
    assert (settled.edtf, settled.confidence) == ("1909-01-23~/1910-01-12~", 0.7)
    assert parse("3 мая 1910 г.", "ru", "julian").edtf == "1910-05-03"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("expressed", "lang", "edtf", "others"),
    [
        ("3/4/1916", "en", None, ["1916-04-03", "1916-03-04"]),
        ("12 декабря 1868 г.", "ru", "1868-12-12", ["1868-12-24"]),
        ("12 декабря 1968 г.", "ru", "1968-12-12", []),
        ("Wednesday, 25 October 1917", "en", None, ["1917-11-07", "1917-10-25"]),
        ("30-е годы", "ru", None, ["193X", "183X"]),
        ("1900s", "en", None, ["190X", "19XX"]),
        ("10 تموز 1324", "ar", None, ["1908-07-23", "1324-07-10"]),
        ("3 November 1916", "en", "1916-11-03", []),
        ("nothing", "en", None, []),
    ],
)
def test_other_meanings(expressed: str, lang: str, edtf: str | None, others: list[str]) -> None:
    reading, alternatives = explain(expressed, lang)
    assert (reading and reading.edtf) == edtf
    assert [alternative.edtf for alternative in alternatives] == others


def test_answer_holds_the_contract() -> None:
    answer = answer_of("12 Rajab 1285", "en")
    assert (answer["edtf"], answer["earliest"], answer["latest"]) == ("1868-10-29~", "1868-10-29", "1868-10-29")
    assert (answer["calendar"], answer["rule"], answer["alternatives"]) == ("hijri", "day", [])
    assert answer_of("no date", "en")["edtf"] is None


def test_the_fiscal_year_was_reformed() -> None:
    assert [str(day) for day in bounds(Moment("rumi", 1332)) or ()] == ["1916-03-14", "1917-02-28"]
    assert [str(day) for day in bounds(Moment("rumi", 1333)) or ()] == ["1917-03-01", "1917-12-31"]
    assert [str(day) for day in bounds(Moment("rumi", 1334, 1, size="month")) or ()] == ["1918-01-01", "1918-01-31"]
    assert bounds(Moment("rumi", 1332, 2, 16, "day")) is None
    assert bounds(Moment("rumi", 1333, 1, 5, "day")) is None
