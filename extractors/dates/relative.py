"""Dates said from the day of writing: "yesterday", "on the 3rd instant", "того же числа", "сол күні"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from extractors.dates.relative_words import DAYS, MONTHS, YEARS
from extractors.dates.whole import LONGEST, whole
from extractors.document import DateExpression
from extractors.languages.fold import fold

CONFIDENCE = 0.85
_DAY = re.compile(
    r"(?:on |в |في |يوم )*(?:the )?(\d{1,2}) ?(?:st|nd|rd|th|d|го|е|числа|го числа|і|ы|сы|сі|і күні|ы күні|من)?"
)
_HALF_A_YEAR = 183


def relative(expressed: str, anchor: DateExpression, lang: str) -> DateExpression | None:
    """The date that an expression means in a document of a known date; None where it is not relative.

    anchor  the date of the document: one day for days, one month for months, one year for years. A day that was
            reckoned from the Hijri calendar stays approximate, and its month is not counted with.
    """
    if len(expressed) > LONGEST or not anchor.earliest or not anchor.latest or lang not in DAYS:
        return None
    words = fold(expressed)
    first, last = date.fromisoformat(anchor.earliest), date.fromisoformat(anchor.latest)
    edtf = _day(words, first, last, lang)
    if edtf and (anchor.edtf or "").endswith("~"):
        edtf += "~"
    if not edtf and anchor.calendar == "gregorian":
        edtf = _month(words, first, last, lang) or _year(words, first, last, lang) or _nearest(words, first, last, lang)
    if not edtf:
        return None
    from extractors.dates import MODEL
    from extractors.dates.edtf import bounds

    earliest, latest = bounds(edtf)
    found = DateExpression(expressed, edtf, earliest, latest, anchor.calendar, method="rule", model=MODEL)
    return replace(found, confidence=min(CONFIDENCE, anchor.confidence)) if earliest else None


def _day(words: str, first: date, last: date, lang: str) -> str | None:
    if first != last or words not in DAYS[lang]:
        return None
    return (first + timedelta(days=DAYS[lang][words])).isoformat()


def _month(words: str, first: date, last: date, lang: str) -> str | None:
    if (first.year, first.month) != (last.year, last.month):
        return None
    for phrase, months in _longest_first(MONTHS[lang]):
        rest = _without(words, phrase)
        if rest is None:
            continue
        year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
        day = _DAY.fullmatch(rest)
        if rest and not day:
            return None
        try:
            return date(year, month + 1, int(day[1])).isoformat() if day else f"{year:04d}-{month + 1:02d}"
        except ValueError:
            return None
    return None


def _year(words: str, first: date, last: date, lang: str) -> str | None:
    if first.year != last.year:
        return None
    for phrase, years in _longest_first(YEARS[lang]):
        rest = _without(words, phrase)
        if rest is None:
            continue
        year = first.year + years
        return _in_year(rest, year, lang)
    return None


def _nearest(words: str, first: date, last: date, lang: str) -> str | None:
    """A day and month of no year: the one nearest to the document, which is of one day."""
    if first != last or re.search(r"\d{3}", words) or not re.search(r"\d", words):
        return None
    answers = [_in_year(words, first.year + years, lang) for years in (0, -1, 1)]
    near = [text for text in answers if text and len(text) == len("1916-11-03") and _close(text, first)]
    return near[0] if near else None


def _close(text: str, first: date) -> bool:
    return abs((date.fromisoformat(text) - first).days) < _HALF_A_YEAR


def _in_year(rest: str, year: int, lang: str) -> str | None:
    text = f"{year} жылғы {rest}" if lang == "kk" and rest else f"{rest} {year}"
    reading = whole(text.strip(), lang)
    return reading.edtf if reading and reading.calendar == "gregorian" else None


def _longest_first(table: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(table.items(), key=lambda entry: (-len(entry[0]), entry[0]))


def _without(words: str, phrase: str) -> str | None:
    """What is left beside a phrase, None where it is not there as whole words."""
    padded = f" {words} "
    return padded.replace(f" {phrase} ", " ", 1).strip() if f" {phrase} " in padded else None
