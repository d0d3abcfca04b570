"""Dates as people write them: right, or nothing at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.dates import parse
from extractors.dates.edtf import bounds

DEV = Path(__file__).parents[3].parent / "shared" / "dates" / "dates_dev.jsonl"

READ = [
    ("en", "the 2nd of August, 1948", "1948-08-02"),
    ("en", "Aug. 1948", "1948-08"),
    ("en", "Monday, March 5, 1962", "1962-03-05"),
    ("en", "March 3-5, 1998", "1998-03-03/1998-03-05"),
    ("en", "April–June 1971", "1971-04/1971-06"),
    ("en", "winter 1941", "1941-24"),
    ("en", "twentieth century", "19XX"),
    ("en", "29 February 1956", "1956-02-29"),
    ("en", "11/25/1963", "1963-11-25"),
    ("en", "29 Ramadan 1344 (12 April 1926)", "1926-04-12"),
    ("ar", "٣ أيلول سنة ١٩٧١", "1971-09-03"),
    ("ar", "غرة رمضان سنة ١٣٤٤ هـ", "1926-03-15~"),
    ("ar", "تشرين الأول ١٩١١م", "1911-10"),
    ("ar", "١٠ مارت ١٣٢٧ رومية", "1911-03-23"),
    ("ru", "16 декабря 1991 г.", "1991-12-16"),
    ("ru", "12/24 мая 1868 г.", "1868-05-24"),
    ("ru", "30-е годы XX века", "193X"),
    ("ru", "с января по март 1930 г.", "1930-01/1930-03"),
    ("ru", "31.12.1922", "1922-12-31"),
    ("ru", "девятнадцатый век", "18XX"),
    ("kk", "1991 жылғы 16 желтоқсанда", "1991-12-16"),
    ("kk", "2024 жылдың 14 ақпанында", "2024-02-14"),
    ("kk", "ХІХ ғасыр", "18XX"),
    ("kk", "1932 жылдың күзінде", "1932-23"),
]

NOT_READ = [
    ("en", "1916-13-99"),
    ("en", "31 February 1916"),
    ("en", "29 February 1900"),
    ("en", "3/11/1916"),  # November here, March there
    ("en", "12 Rajab 1985"),  # no such Hijri year
    ("en", "5 May 1335 AH"),
    ("en", "25 October (9 November) 1917"),  # the two styles do not agree
    ("en", "12 Rajab 1285 (29 October 1968)"),
    ("en", "1935–1916"),
    ("en", "yesterday"),
    ("en", "2023 tons"),
    ("en", ""),
    ("ar", "سنة 1327"),  # Hijri, Rumi or Gregorian
    ("ru", "32 мая 1868 г."),
    ("ru", "12/25 мая 1868 г."),
    ("kk", "1868 жылғы 31 қарашада"),
    ("en", "1 " * 400),
]


@pytest.mark.parametrize(("lang", "written", "edtf"), READ)
def test_is_read(lang: str, written: str, edtf: str) -> None:
    date = parse(written, lang)
    assert date is not None
    assert date.edtf == edtf
    assert (date.earliest, date.latest) == bounds(edtf)


@pytest.mark.parametrize(("lang", "written"), NOT_READ)
def test_is_left_alone(lang: str, written: str) -> None:
    assert parse(written, lang) is None


def test_language_may_be_unknown() -> None:
    assert parse("3 ноября 1916 г.").edtf == "1916-11-03"  # type: ignore[union-attr]
    assert parse("3/11/1916") is None  # the languages disagree


def test_calendar_is_told() -> None:
    hijri = parse("12 Rajab 1285", "en")
    assert hijri is not None
    assert (hijri.calendar, hijri.earliest) == ("hijri", "1868-10-29")
    assert parse("6 October 1868 O.S.", "en").calendar == "julian"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("1916-02", "1916-02-01", "1916-02-29"),
        ("1916~/1918?", "1916-01-01", "1918-12-31"),
        ("../1871", None, "1871-12-31"),
        ("1916/..", "1916-01-01", None),
        ("193X", "1930-01-01", "1939-12-31"),
        ("1932-24", "1931-12-01", "1933-02-28"),
        ("nonsense", None, None),
        ("1916-13", None, None),
        ("1916-02-30", None, None),
    ],
)
def test_bounds(edtf: str, earliest: str | None, latest: str | None) -> None:
    assert bounds(edtf) == (earliest, latest)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["en", "ar", "ru", "kk", None]))
def test_any_text_gives_a_sound_date_or_none(text: str, lang: str | None) -> None:
    date = parse(text, lang)
    if date is not None and date.earliest and date.latest:
        assert date.earliest <= date.latest


@pytest.mark.skipif(not DEV.exists(), reason="development set not at hand")
def test_development_set() -> None:
    from edtf import parse_edtf

    records = [json.loads(line) for line in DEV.read_text("utf-8").splitlines()]
    answers = [(record, parse(record["expression"], record["lang"])) for record in records]
    right = sum(date is not None and date.edtf == record["edtf"] for record, date in answers)
    wrong = [record for record, date in answers if date is not None and date.edtf != record["edtf"]]
    for _, date in answers:
        assert date is None or parse_edtf(date.edtf)
    assert right >= 78, f"{right} of {len(records)}"
    assert not wrong
