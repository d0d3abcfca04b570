"""Dates said from another date: "yesterday", "on the 3rd instant", "того же числа", "сол күні", "last March".

They count in the calendar in which the other date is written, as its writer did; Hijri days stay approximate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from extractors.dates.calendars import Calendar, Moment, first_day, native
from extractors.dates.dated import dated
from extractors.dates.edtf import bounds, written
from extractors.dates.lexer import lex
from extractors.dates.reading import Reading
from extractors.dates.relative_words import DAYS, LASTS, MONTHS, YEARS
from extractors.dates.whole import LONGEST, MARKS, whole
from extractors.document import DateExpression
from extractors.languages.base import HIJRI
from extractors.languages.fold import fold

_DAY = re.compile(
    r"(?:the )?(\d{1,2}) ?(?:st|nd|rd|th|d|го|е|числа|го числа|і|ы|сы|сі|і күні|ы күні|інде|ында|сінде|сында|күні)?"
)
_FILLERS = re.compile(r"(?:on|in|of|the night of|at|dated|в|во|на|от|за|с|في|يوم|بتاريخ)\s+(?=\S)")
_HALF_A_YEAR = 183
_MONTH = 31
_SURE = {"day": 0.85, "month": 0.85, "year": 0.8, "last": 0.75, "nearest": 0.75}


def relative(
    expressed: str,
    anchor: DateExpression | None,
    lang: str,
    before: DateExpression | None = None,
    said: str = "the date of the document",
) -> DateExpression | None:
    """The date that an expression means, counted from another; None where it is not relative or there is no other.

    anchor  date of the document: one day for days, one month for months, one year for years
    before  the date last named, from which "the same day" counts; where there is none, the anchor
    said    what the anchor is, for the reason
    """
    if len(expressed) > LONGEST or lang not in DAYS:
        return None
    words = fold(expressed)
    counted = anchor if before is None or not leans(words, lang) else before
    if counted is None or not counted.earliest or not counted.latest:
        return None
    first, last = date.fromisoformat(counted.earliest), date.fromisoformat(counted.latest)
    for form in (words, *(words[found.end() :] for found in [_FILLERS.match(words)] if found)):
        for rule, read in _RULES.items():
            if counted.calendar == "rumi" and rule != "day":
                break  # fiscal months and years are not counted on
            if reading := read(form, first, last, counted.calendar, lang):
                return _dated(expressed, reading, rule, counted, "the date before it" if counted is before else said)
    return None


def leans(words: str, lang: str) -> str:
    """The sign of the longest phrase among folded words: from where they count, see ``relative_words``."""
    tables = (DAYS.get(lang, {}), MONTHS.get(lang, {}), YEARS.get(lang, {}))
    phrases = [(len(phrase), sign) for table in tables for phrase, (_, sign) in table.items() if _has(words, phrase)]
    return max(phrases)[1] if phrases else ""


def _dated(expressed: str, reading: Reading, rule: str, counted: DateExpression, said: str) -> DateExpression:
    reading = replace(reading, rule=f"relative {rule}", confidence=min(_SURE[rule], counted.confidence))
    return dated(expressed, reading, reason=f"counted from {said}, {counted.edtf}")


def _day(words: str, first: date, last: date, calendar: str, lang: str) -> Reading | None:
    if first != last:
        return None
    known = DAYS.get(lang, {})
    days = known[words][0] if words in known else None
    weekday = _weekday(words, first, lang) if days is None else None
    if days is None and weekday is None:
        return None
    day = (first + timedelta(days=days or 0) if weekday is None else weekday).isoformat()
    return _reading(day + "~" * (calendar == "hijri"), calendar)


def _weekday(words: str, first: date, lang: str) -> date | None:
    """Monday last, next Monday: the nearest before or after the day of writing."""
    for step, rest in _last(words, lang):
        tokens = lex(rest, lang)
        days = [token.number for token in tokens if token.kind == "W"]
        if step and days and all(token.kind in "Wfv" for token in tokens):
            return first + timedelta(days=step * ((step * (days[0] - first.isoweekday()) - 1) % 7 + 1))
    return None


def _month(words: str, first: date, last: date, calendar: str, lang: str) -> Reading | None:
    year, month, _ = native(calendar, first)
    if native(calendar, last)[:2] != (year, month):
        return None
    for phrase, (months, _) in MONTHS.get(lang, {}).items():
        if (rest := _without(words, phrase)) is not None:
            if not rest and " " not in phrase:
                return None  # "the current crisis"
            return _in_month(rest, year, month + months, calendar)
    for months, rest in _last(words, lang):
        if lang == "ar" and _DAY.fullmatch(rest):  # "في ٢٨ الماضي"
            return _in_month(rest, year, month + months, calendar)
    return None


def _in_month(rest: str, year: int, month: int, calendar: str) -> Reading | None:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    rest = _FILLERS.sub("", rest) if rest else rest
    day = _DAY.fullmatch(rest)
    if rest and not day:
        return None
    moment = Moment(_known(calendar), year, month, int(day[1]) if day else 0, "day" if day else "month")
    return _reading(written(moment) if not day or first_day(*_parts(moment)) else None, calendar)


def _year(words: str, first: date, last: date, calendar: str, lang: str) -> Reading | None:
    if native(calendar, first)[0] != native(calendar, last)[0]:
        return None
    for phrase, (years, _) in YEARS.get(lang, {}).items():
        if (rest := _without(words, phrase)) is not None:
            return _in_year(rest, first, years, calendar, lang)
    return None


def _lasting(words: str, first: date, last: date, calendar: str, lang: str) -> Reading | None:
    """Last March, 9th November last: the nearest that is over by the day of writing; of this: within its year."""
    if (last - first).days > _MONTH:
        return None
    for step, rest in _last(words, lang):
        if step == 0:
            return _in_year(rest, first, 0, calendar, lang) if "m" in _kinds(rest, lang) else None
        for reading in sorted(_about(rest, first, calendar, lang), key=lambda one: one.edtf, reverse=step < 0):
            low, high = bounds(reading.edtf)
            if low and high and (high < first.isoformat() if step < 0 else low > last.isoformat()):
                return reading
    return None


def _nearest(words: str, first: date, last: date, calendar: str, lang: str) -> Reading | None:
    """A day and month of no year: the one nearest to the document, which is of one day."""
    if first != last or re.search(r"\d{3}", words) or not re.search(r"\d", words):
        return None
    for reading in _about(words, first, calendar, lang):
        low = bounds(reading.edtf)[0]
        close = low and abs((date.fromisoformat(low) - first).days) < _HALF_A_YEAR
        if close and reading.rule in ("day", "range"):
            return reading
    return None


def _about(words: str, first: date, calendar: str, lang: str) -> Iterator[Reading]:
    """A month or day of no year in this year, the one before, the one after."""
    kinds = _kinds(words, lang)
    if "m" not in kinds or set(kinds) & set("YKCkyZ"):
        return
    for years in (0, -1, 1):
        if reading := _in_year(words, first, years, calendar, lang):
            yield reading


def _in_year(rest: str, first: date, years: int, calendar: str, lang: str) -> Reading | None:
    """What is left beside "of last year" in that year; an Islamic month in the year of the Hijra."""
    tokens = lex(rest, lang)
    months = [token.number for token in tokens if token.kind == "m"]
    if months:
        calendar = "hijri" if max(months) > HIJRI else "gregorian" if calendar == "hijri" else calendar
    year = native(calendar, first)[0] + years
    text = f"{year} жылғы {rest}" if lang == "kk" and rest else f"{rest} {year}"
    reading = whole(text.strip(), lang, MARKS[calendar] if calendar != "gregorian" else "")
    return reading if reading and reading.calendar == calendar else None


_RULES = {"day": _day, "month": _month, "year": _year, "last": _lasting, "nearest": _nearest}


def _reading(edtf: str | None, calendar: str) -> Reading | None:
    return Reading(edtf, calendar, 0, True, 0.85, "relative") if edtf and bounds(edtf)[0] else None


def _known(calendar: str) -> Calendar:
    return calendar if calendar in ("hijri", "julian") else "gregorian"  # type: ignore[return-value]


def _parts(moment: Moment) -> tuple[Calendar, int, int, int]:
    return moment.calendar, moment.year, moment.month, moment.day


def _kinds(text: str, lang: str) -> str:
    return "".join(token.kind for token in lex(text, lang))


def _last(words: str, lang: str) -> Iterator[tuple[int, str]]:
    """Each word of "last" or "next" among the words, with how it counts and what is left."""
    for phrase, step in LASTS.get(lang, {}).items():
        if rest := _without(words, phrase):
            yield step, rest


def _has(words: str, phrase: str) -> bool:
    return phrase in words and f" {phrase} " in f" {words} "


def _without(words: str, phrase: str) -> str | None:
    """What is left beside a phrase, None where it is not there as whole words."""
    return f" {words} ".replace(f" {phrase} ", " ", 1).strip() if _has(words, phrase) else None
