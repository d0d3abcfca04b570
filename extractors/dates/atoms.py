"""Single moments: which rows of kinds are a day, a month, a season, a year, a decade or a century."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.dates.calendars import Calendar, Moment, bounds, first_day
from extractors.dates.lexer import Token
from extractors.languages.base import HIJRI

_DAY, _MONTH = (
    r"(?:\x22?(?P<d>d)\x22?(?:-?[ok])?[.-]?[fF]*|(?P<w>O)[fF]*|(?P<G>G)[fF]*)",
    r"(?P<m>m)\.?(?:[(/](?P<m2>m)\)?)?",
)
_BEFORE_YEAR, _AFTER = r"[,fvF]*y?[gh]?\.?", r"(?:,?W|\(W\))?"
_YEAR = rf"{_BEFORE_YEAR}(?P<open>\()?(?P<Y>Y)(?(open)\))(?:-o)?"
_TAIL = r"(?P<tail>(?:\.?[yZ]\.?|-y)?(?:[fv]?[hgrun]\.?|\([hgrun]\.?\)|,[un]\.?)*)"
_LEAD = r"(?:\A[un]\.?,?)?(?:W\.?,?=?)?[fv]*[hgr]?[fv]*"
_STYLE = r"(?:[un]\.?|\([un]\.?\))?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_LEAD}(?P<d0>d)-?o?\.?f*(?P<m0>m)\.?{_STYLE}[(/=]f*(?P<d>d)-?o?\.?f*(?P<m>m)\.?{_STYLE}\)?{_YEAR}"
        rf"{_TAIL}{_AFTER}",
        rf"{_LEAD}(?P<m0>m)\.?f?(?P<d0>d)o?[(/](?P<m>m)\.?f?(?P<d>d)o?\)?{_YEAR}{_TAIL}{_AFTER}",
        rf"{_LEAD}(?P<Y>Y)(?:-?o)?y\.?(?P<d0>d)-?f?(?P<m0>m)[(/](?P<d>d)-?f?(?P<m>m)\)?{_TAIL}{_AFTER}",
        rf"{_LEAD}(?P<d0>d)(?:/(?P<d>d)|\((?P<d1>d)\))f*(?P<m>m)\.?{_YEAR}{_TAIL}{_AFTER}",
        rf"{_LEAD}(?P<Y>Y)(?:-?o)?y\.?(?P<d0>d)(?:/(?P<d>d)|\((?P<d1>d)\))f*(?P<m>m){_TAIL}{_AFTER}",
        rf"{_LEAD}(?P<d0>d)\.(?P<m0>[dO])\.?[(/](?P<d>d)\.(?P<m>[dO])\.?\)?\.?(?P<Y>Y){_TAIL}{_AFTER}",
        rf"{_LEAD}{_DAY}{_MONTH}{_STYLE}{_YEAR}{_TAIL}{_AFTER}",
        r"[fv]*(?P<Q>Q)[fF,]*(?P<Y>Y)",
        rf"{_LEAD}{_MONTH}f?(?P<d>d)(?:-?o)?f?{_YEAR}{_TAIL}{_AFTER}",
        rf"{_LEAD}(?P<d>d)(?:-(?P<m>m)\.?-|/(?P<m3>m)/|\.(?P<m4>m)\.)(?P<Y>Y){_TAIL}",
        rf"{_LEAD}{_MONTH}{_YEAR}{_TAIL}",
        rf"{_LEAD}(?P<Y>Y)(?:-?o)?y\.?,?(?:\x22?(?P<d>d)\x22?(?:-?[ok])?-?f?|(?P<w>O)){_MONTH}f?{_TAIL}{_AFTER}",
        rf"{_LEAD}(?P<Y>Y)(?:y\.?)?,?(?P<m>m)\.?f?(?P<d>d)(?:-?[ok])?-?f?(?!\.?,?[fv]*y?[Ydm]|[-/&]d){_TAIL}{_AFTER}",
        rf"{_LEAD}(?P<Y>Y)(?:-?o)?y\.?,?f?{_MONTH}f?{_TAIL}",
        r"\A[fv]*(?P<Y>Y),?(?P<m>m)\.?\Z",
        rf"{_LEAD}(?P<Y>Y)(?:-?o)?y\.?(?P<s>s)",
        r"[fv]*s(?P<Y>Y)[fF]*g\.?",
        rf"{_LEAD}(?P<s>s)[,fvF]*y?(?P<Y>Y)(?:-?o)?{_TAIL}",
        rf"{_LEAD}(?P<Y>Y)(?:-(?P<n>d)-|/(?P<n3>d)/|\.(?P<n4>[dO])\.)(?P<d>d)(?!-?[dY]|/(?!Y-d-d)[dY]){_TAIL}",
        r"(?P<Y>Y)-(?P<n>d)(?![-/.]?[dYkZ])",
        rf"{_LEAD}(?P<d>d)(?:\.(?P<n>[dO])\.|/(?P<n1>[dO])/|-(?P<n2>[dO])-|o?(?P<n5>O)|/(?P<n7>O)[.-]?)(?P<Y>Y){_TAIL}{_AFTER}",
        rf"\A[fv]*(?:(?P<n>O)[./]?|(?P<n6>d)[./])(?P<Y>Y){_TAIL}\Z",
        r"[fv]*(?P<decade>Y)[-']?k\.?(?:f?[yZ]\.?)?",
        r"[fv]*(?P<decade>Y)-o?Z\.?",
        r"[fv]*(?P<K>K)[Zyf]*F?f*C(?P<O>O)",
        r"[fv]*(?P<K>K)Z?F?f*(?:(?P<O>O)|(?P<o>d)(?:-?[ok])?)-?(?:C|v\.)",
        r"[fv]*(?P<O>O)C(?P<K>K)Z?",
        r"[fv]*(?:(?P<O>O)|(?P<o>d)(?:-?[ok])?-?)C(?P<tens>d)-?[ko]?[kZ]Z?",
        r"[fv]*(?P<tens>d)-?k\.?(?:[yZ]\.?)?f*(?P<O>O)(?:C|v\.)",
        r"[fv]*(?P<tens>d)-?k\.?(?:[yZ]\.?)?f*(?P<o>d)(?:-?[ok])?C",
        r"[fv]*(?:(?P<O>O)-?o?(?:C|v\.)|(?P<o>d)-?[ok]?-?C)\.?",
        r"[fv]*Cf?(?:(?P<O>O)|(?P<o>d))g?",
        r"[fv]*(?P<o>d)-?oc\.?(?!\.?[fv]*[dY])",
        r"[fv]*(?P<undated>K)Z?|[fv]*(?P<tens>d)-?k\.?[yZ]\.?",
        rf"[fv]*y\((?P<Y>Y)\){_TAIL}",
        rf"[fv]*[hgr]?[fv]*y?[fv]?[hgr]?\.?(?P<Y>Y)(?:hy|-?o(?=y|\Z))?{_TAIL}",
    )
)
_BESIDE = ("tail", "open")
_MONTHS = ("m", "m3", "m4", "n", "n1", "n2", "n3", "n4", "n5", "n6", "n7")


@dataclass(frozen=True, slots=True)
class Atom:
    """A moment, the token after its last, whether it is more than a bare number, whether given in both styles."""

    moment: Moment
    next: int
    sure: bool
    double: bool = False


def atom(kinds: str, tokens: list[Token], at: int, lang: str, imposed: str = "") -> Atom | None:
    """The moment that begins at a token, by the first pattern that fits and names a real day; else None.

    imposed  what is known beside the words, as letters: h Hijri, r Rumi, u Julian, g Gregorian; D the day stands
             first, M the month; W the weekday does not count; 8, 9 the century that a decade belongs to
    """
    for pattern in _PATTERNS:
        match = pattern.match(kinds, at)
        if match is None:
            continue
        places = {name: match.start(name) for name, found in match.groupdict().items() if found and name not in _BESIDE}
        if "w" in places and lang == "en" and "f" not in kinds[places["w"] : match.end()]:
            continue  # "the second May offensive" is no second of May
        if kinds[match.end() - 1] == "." and kinds[match.end() - 2] in "CO":
            match = pattern.match(kinds, at, match.end() - 1) or match
        tail = match.groupdict().get("tail") or ""
        if lang == "ar" and match[0].lstrip("fvW,")[:1] in ("h", "g", "r"):
            return None  # the mark stands behind its year, so this one belongs to the year before it
        if lang == "ar" and tail.lstrip(".")[:1] == "y":
            return None  # a number before the word is a length of time: "1656 years"
        lone = places.get("n", -1) > places.get("Y", at) and "d" not in places and "d1" not in places
        if lone and tokens[places["n"]].end - tokens[places["n"]].start < 2:
            return None  # "1890-1" is no January
        values = {name: tokens[place].number for name, place in places.items()}
        weekday = kinds.find("W", match.start(), match.end())
        if weekday < 0 and match.start() and "W" in kinds[max(0, match.start() - 2) : match.start()].rstrip(",."):
            weekday = kinds.rindex("W", 0, match.start())
        weak = any(tokens[place].kind == "h" and tokens[place].number for place in range(match.start(), match.end()))
        moment = _moment(values, match[0] + imposed, lang)
        if moment is None or (weak and moment.size == "year") or _follows_hijri(kinds, match.end(), moment):
            return None
        if weekday >= 0 and "W" not in imposed and not _weekday_agrees(moment, tokens[weekday].number):
            return None
        doubt = re.compile(r"\?|\(\?\)").match(kinds, match.end())
        if doubt:
            return Atom(replace(moment, unsure=True), doubt.end(), True)
        sure = not (moment.size == "year" and match.end() - at == 1)
        return Atom(moment, match.end(), sure, "d0" in places)
    return None


def _follows_hijri(kinds: str, end: int, moment: Moment) -> bool:
    """Whether a century or decade is one of another calendar: "the thirteenth century of the Hijra"."""
    return moment.size in ("century", "decade") and kinds[end : end + 1] in ("h", "r")


def _weekday_agrees(moment: Moment, weekday: int) -> bool:
    days = bounds(moment) if moment.size == "day" else None
    if days is None:
        return True
    off = (days[0].isoweekday() - weekday) % 7
    return off == 0 or (moment.calendar == "hijri" and off in (1, 6))  # the new moon was seen a day off the table


def _moment(values: dict[str, int], marks: str, lang: str) -> Moment | None:
    if values.keys() & {"O", "o", "decade", "tens", "undated"}:
        return _century(values, marks, lang)
    if "Q" in values:
        feast = Moment("gregorian", values["Y"], *divmod(values["Q"], 100), "day")
        return feast if 1500 <= feast.year <= 2100 else None
    year, day = values["Y"], next((values[name] for name in ("d", "d1", "w", "G") if name in values), 0)
    month = next((values[name] for name in _MONTHS if name in values), 0)
    if "n" in values and not day and "y" not in marks and "-" in marks and month > year % 100:
        return None  # "1905-06" is a June and two years
    if "m2" in values and values["m2"] != month:
        return None
    if values.keys() & {"d", "d1", "w", "G"} and not 1 <= day <= 31:
        return None
    if "s" in values:
        return Moment("gregorian", year, values["s"], size="season") if 1000 <= year <= 2100 else None
    if lang == "en" and values.keys() & {"n1", "n2"} and not {"D", "O"} & set(marks):
        if "M" in marks or ("n1" in values and day <= 12 < month):
            day, month = month, day  # 11/25/1916 can be read in one way only
        elif max(day, month) <= 12 and day != month:
            return None  # 3/11/1916 is a day in November here and in March there
    if "h" in marks and 1 <= month <= 12 and values.keys() & {"m", "m3", "m4"}:
        return None
    if "d0" in values:
        marks = marks.replace("u", "").replace("n", "")  # the two styles are what such a date is about
    calendar = calendar_of(year, month, marks, lang)
    if calendar is None or (values.keys() & {"n6", "n"} and not 1 <= month <= 12):
        return None
    moment = Moment(calendar, year, month % HIJRI, day, "day" if day else "month" if month else "year")
    if "d0" in values:
        return _double(values, moment)
    return moment if bounds(moment) else None


def calendar_of(year: int, month: int, marks: str, lang: str) -> Calendar | None:
    """The calendar of a date, None where its marks, its month and its year do not agree on one."""
    if month > HIJRI or "h" in marks:
        ours = year <= 1500 and not set("gunr") & set(marks)
        return "hijri" if ours else None
    if "r" in marks:
        return "rumi" if 1200 <= year <= 1345 else None
    if "u" in marks:
        return "julian" if 1000 <= year <= 1950 else None
    if "g" in marks and year > 0:
        return "gregorian" if year <= 2100 else None
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


def _century(values: dict[str, int], marks: str, lang: str) -> Moment | None:
    if "decade" in values:
        year = values["decade"]
        if year % 100 == 0 and lang == "en" and not {"8", "9"} & set(marks):
            return None  # "the 1900s" are ten years or a hundred
        size = "century" if "8" in marks else "decade"
        return Moment("gregorian", year, size=size) if year % 10 == 0 and 1000 <= year <= 2100 else None
    tens = next((values[name] for name in ("K", "tens", "undated") if name in values), None)
    unsaid = 20 if "9" in marks else 19 if "8" in marks or (tens or 0) >= 1000 else 0
    number = values.get("O", values.get("o", unsaid))
    if not 1 <= number <= 21 or (lang == "ar" and number < 15 and "g" not in marks):
        return None  # an Arabic century without a mark may be one of the Hijra until its fourteenth
    if tens is not None and tens >= 1000:
        return Moment("gregorian", tens, size="decade") if "undated" in values else None
    if tens is None:
        return Moment("gregorian", (number - 1) * 100, size="century")
    return Moment("gregorian", (number - 1) * 100 + tens, size="decade") if tens % 10 == 0 and tens < 100 else None
