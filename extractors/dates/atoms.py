"""Single moments: which rows of kinds are a day, a month, a season, a year, a decade or a century."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.dates.calendars import Calendar, Moment, bounds, first_day
from extractors.dates.lexer import Token
from extractors.languages.base import HIJRI

_DAY, _MONTH = r"(?P<d>d)o?\.?", r"(?P<m>m)\.?(?:[(/](?P<m2>m)\)?)?"
_YEAR, _TAIL = r"[,fv]*y?(?P<Y>Y)", r"(?P<tail>(?:\.?[yZ]\.?)?(?:[fv]?[hgrun]\.?|\([hgrun]\.?\)|,[un]\.?)*)"
_LEAD = r"(?:W,?)?[fv]*"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_LEAD}(?P<d0>d)o?\.?f*(?P<m0>m)\.?[(/](?P<d>d)o?\.?f*(?P<m>m)\.?\)?{_YEAR}{_TAIL}",
        rf"{_LEAD}(?P<Y>Y)y(?P<d0>d)(?P<m0>m)\((?P<d>d)(?P<m>m)\){_TAIL}",
        rf"{_LEAD}(?P<d0>d)/(?P<d>d)f*(?P<m>m)\.?{_YEAR}{_TAIL}",
        rf"{_LEAD}(?:{_DAY}|(?P<G>G))[fF]*{_MONTH}{_YEAR}{_TAIL}",
        rf"{_LEAD}{_MONTH}f?{_DAY}{_YEAR}{_TAIL}",
        rf"{_LEAD}{_MONTH}{_YEAR}{_TAIL}",
        rf"{_LEAD}(?P<Y>Y)y(?P<d>d)f?{_MONTH}f?{_TAIL}",
        rf"{_LEAD}(?P<Y>Y)y{_MONTH}{_TAIL}",
        rf"{_LEAD}(?P<Y>Y)y(?P<s>s)",
        rf"{_LEAD}(?P<s>s)[,fv]*y?(?P<Y>Y){_TAIL}",
        rf"{_LEAD}(?P<Y>Y)-(?P<n>d)-(?P<d>d)(?![-/]?[dY])",
        rf"{_LEAD}(?P<d>d)(?:\.(?P<n>[dO])\.|/(?P<n1>[dO])/|-(?P<n2>[dO])-)(?P<Y>Y){_TAIL}",
        r"[fv]*(?P<decade>Y)(?:-?k\.?(?:[yZ]\.?)?|-Z\.?)",
        r"[fv]*(?P<K>K)[Zyf]*C(?P<O>O)",
        r"[fv]*(?P<O>O)C(?P<tens>d)-?[kZ]Z?",
        r"[fv]*(?P<tens>d)-?k\.?[yZ]\.?(?P<O>O)(?:C|v\.)",
        r"[fv]*(?:(?P<O>O)-?o?(?:C|v\.)|(?P<o>d)-?[ok]?C)",
        r"[fv]*C(?:(?P<O>O)|(?P<o>d))",
        rf"[fv]*y?[fv]?(?P<Y>Y){_TAIL}",
    )
)


@dataclass(frozen=True, slots=True)
class Atom:
    """A moment, the token after its last, and whether it is more than a bare number."""

    moment: Moment
    next: int
    sure: bool


def atom(kinds: str, tokens: list[Token], at: int, lang: str) -> Atom | None:
    """The moment that begins at a token, by the first pattern that fits and names a real day; else None."""
    for pattern in _PATTERNS:
        match = pattern.match(kinds, at)
        if match is None:
            continue
        values = {
            name: tokens[match.start(name)].number
            for name, found in match.groupdict().items()
            if found and name != "tail"
        }
        if lang == "ar" and "y" in (match.groupdict().get("tail") or ""):
            return None  # a number before the word is a length of time: "1656 years"
        marks = (match.groupdict().get("tail") or "") + kinds[at : match.start()]
        moment = _moment(values, marks, lang)
        if moment is None:
            return None
        if kinds[match.end() : match.end() + 1] == "?":
            return Atom(replace(moment, unsure=True), match.end() + 1, True)
        bare = moment.size == "year" and match.end() - at == 1
        return Atom(moment, match.end(), not bare)
    return None


def _moment(values: dict[str, int], marks: str, lang: str) -> Moment | None:
    if "O" in values or "o" in values or "decade" in values:
        return _century(values)
    year, month, day = values["Y"], values.get("m", 0), values.get("d", 0) or values.get("G", 0)
    month = month or next((values[n] for n in ("n", "n1", "n2") if n in values), 0)
    if "m2" in values and values["m2"] != month:
        return None
    if "n1" in values and lang == "en" and day <= 12 < month:
        day, month = month, day  # 11/25/1916 can be read in one way only
    if "s" in values:
        return Moment("gregorian", year, values["s"], size="season") if 1000 <= year <= 2100 else None
    if ("n1" in values or "n2" in values) and lang == "en" and max(day, month) <= 12 and day != month:
        return None  # 3/11/1916 is a day in November here and in March there
    calendar = _calendar(year, month, marks, lang)
    if calendar is None:
        return None
    moment = Moment(calendar, year, month % HIJRI, day, "day" if day else "month" if month else "year")
    if "d0" in values:
        return _double(values, moment)
    return moment if bounds(moment) else None


def _calendar(year: int, month: int, marks: str, lang: str) -> Calendar | None:
    """The calendar of a date, None where its marks, its month and its year do not agree on one."""
    if month > HIJRI or "h" in marks:
        ours = (month > HIJRI or month == 0) and year <= 1500 and not set("gunr") & set(marks)
        return "hijri" if ours else None
    if "r" in marks:
        return "rumi" if 1200 <= year <= 1345 else None
    if "u" in marks:
        return "julian" if 1000 <= year <= 1950 else None
    if not 1000 <= year <= 2100 or (lang == "ar" and year < 1500 and "g" not in marks):
        return None  # an Arabic year of the 1300s without a mark may be Hijri, Rumi or Gregorian
    return "gregorian"


def _double(values: dict[str, int], new: Moment) -> Moment | None:
    """The New Style day of a date given in both styles; None where the two do not agree."""
    month = values.get("m0", new.month)
    if new.calendar != "gregorian" or max(month, new.month) > 12:
        return None
    year = new.year
    right = first_day("gregorian", year, new.month, new.day)
    for old_year in (year, year - 1):
        if right and first_day("julian", old_year, month, values["d0"]) == right:
            return new
    turned = first_day("gregorian", year, month, values["d0"])
    if turned and first_day("julian", year, new.month, new.day) == turned:
        return replace(new, month=month, day=values["d0"])
    return None


def _century(values: dict[str, int]) -> Moment | None:
    if "decade" in values:
        year = values["decade"]
        return Moment("gregorian", year, size="decade") if year % 10 == 0 and 1000 <= year <= 2100 else None
    number = values.get("O", values.get("o", 0))
    if not 5 <= number <= 21:
        return None
    tens = values.get("K", values.get("tens"))
    if tens is None:
        return Moment("gregorian", (number - 1) * 100, size="century")
    return Moment("gregorian", (number - 1) * 100 + tens, size="decade") if tens % 10 == 0 and tens < 100 else None
