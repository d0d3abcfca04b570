"""Dates in running text, with exact places."""

from __future__ import annotations

import time

import pytest

from extractors.dates import find

TEXTS = [
    (
        "en",
        "Telegram 1234 of January 24, 1958, 10 p.m. In 1916 he left; between 1868 and 1871 he was away.",
        ["January 24, 1958, 10 p.m.", "1916", "between 1868 and 1871"],
    ),
    ("en", "See p. 1916, no. 12, frus1964-68v18, 2006 people, 1230 BC and chapter 3.", []),
    ("en", "He ruled since the 19th century. Then he rested.", ["since the 19th century"]),
    ("ru", "Гастроли были в 1985—1990 и 2006—2011 годах. Договор от 16 декабря 1991 г. вступил", None),
    ("ar", "وصل في ٣ نوفمبر ١٩١٦ إلى الدوحة سنة ١٨٨٩فأسست", ["٣ نوفمبر ١٩١٦", "سنة ١٨٨٩"]),
    ("kk", "Ол 1991 жылғы 16 желтоқсанда келді, 1930-жылдары кетті.", ["1991 жылғы 16 желтоқсанда", "1930-жылдары"]),
    ("en", "See pp. 1165-1167, No. 1916 and about 1500 men; since 1920's.", ["since 1920's"]),
    ("ar", "سنة ١٦٦٧ هـ ١٨٥ وفي القرن السابع وزهاء ١٥٠٠ نسمة", []),
    ("ru", "ч. 8 ст. 20 КоАП. Ранее в 2019 году, с 2002 года", ["в 2019 году", "с 2002 года"]),
    ("en", "January 1,\n1958 was cold.\n\n5\n\nMay 1960 was not.", ["January 1,\n1958", "May 1960"]),
]


@pytest.mark.parametrize(("lang", "text", "expected"), TEXTS)
def test_places(lang: str, text: str, expected: list[str] | None) -> None:
    found = list(find(text, lang))
    for date in found:
        assert text[date.start : date.end] == date.expressed
    if expected is not None:
        assert [date.expressed for date in found] == expected


def test_no_full_stop_of_a_sentence() -> None:
    (date,) = find("Это было в 1991 годах. Потом", "ru")
    assert not date.expressed.endswith(".")
    (short,) = find("Это было 16 декабря 1991 г. Потом", "ru")
    assert short.expressed == "16 декабря 1991 г."


@pytest.mark.parametrize("piece", ["1 ", "from 12 to ", "3-", "1916 ", "من ١٢ ", "of the ", "(1916) - ", "12 January "])
def test_time_is_linear(piece: str) -> None:
    times = []
    for size in (20_000, 80_000):
        text = piece * (size // len(piece))
        began = time.process_time()
        list(find(text, "en"))
        times.append(time.process_time() - began)
    assert times[1] < 12 * times[0] + 0.5


def test_other_languages_are_left_alone() -> None:
    assert not list(find("le 3 mai 1916", "fr"))
