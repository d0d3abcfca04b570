"""Dates counted from the day of writing."""

from __future__ import annotations

import pytest

from extractors.dates import parse
from extractors.dates.relative import relative

WRITTEN = "3 November 1916"

CASES = [
    ("en", "the same day", "1916-11-03"),
    ("en", "yesterday", "1916-11-02"),
    ("en", "on the 12th instant", "1916-11-12"),
    ("en", "the 3rd ult.", "1916-10-03"),
    ("en", "5 May last year", "1915-05-05"),
    ("en", "28 October", "1916-10-28"),
    ("en", "2 January", "1917-01-02"),
    ("ru", "того же числа", "1916-11-03"),
    ("ru", "3-го сего месяца", "1916-11-03"),
    ("ru", "5 мая с. г.", "1916-05-05"),
    ("ru", "вчера", "1916-11-02"),
    ("ar", "في اليوم نفسه", "1916-11-03"),
    ("ar", "3 الجاري", "1916-11-03"),
    ("ar", "في 3 من الشهر الماضي", "1916-10-03"),
    ("ar", "٢٨ تشرين الأول", "1916-10-28"),
    ("kk", "сол күні", "1916-11-03"),
    ("kk", "осы жылғы 5 мамыр", "1916-05-05"),
    ("kk", "өткен айдың 3-і күні", "1916-10-03"),
    ("en", "the 31st instant", None),
    ("en", "the King of yesterday", None),
    ("en", "1905", None),
]


@pytest.mark.parametrize(("lang", "expressed", "edtf"), CASES)
def test_is_counted_from_the_document(lang: str, expressed: str, edtf: str | None) -> None:
    anchor = parse(WRITTEN, "en")
    assert anchor is not None
    date = relative(expressed, anchor, lang)
    assert (date and date.edtf) == edtf


def test_a_year_is_no_day() -> None:
    anchor = parse("1916", "en")
    assert anchor is not None
    assert relative("yesterday", anchor, "en") is None
    assert relative("last year", anchor, "en").edtf == "1915"  # type: ignore[union-attr]


def test_the_count_is_in_the_calendar_of_the_document() -> None:
    hijri, julian = parse("12 Rajab 1285", "en"), parse("2 March 1900 O.S.", "en")
    assert hijri is not None
    assert julian is not None
    assert relative("yesterday", hijri, "en").edtf == "1868-10-28~"  # type: ignore[union-attr]
    assert relative("on the 3rd instant", hijri, "en").edtf == "1868-10-20~"  # type: ignore[union-attr]
    assert relative("5 Shaban", hijri, "en").edtf == "1868-11-21~"  # type: ignore[union-attr]
    assert relative("the 29th ult.", julian, "en").edtf == "1900-03-13"  # type: ignore[union-attr]
