"""Ranges of which one end leaves out what the other says, and from one moment to another."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from extractors.dates.atoms import Atom, atom, calendar_of
from extractors.dates.calendars import Moment
from extractors.dates.edtf import bounds, written
from extractors.dates.lexer import Token
from extractors.dates.reading import Reading
from extractors.languages.base import HIJRI

_LEAD, _JOIN = "[fvFw]*", r"(?P<join>[TB\-&b]f*)"
_DAY, _DAY2 = r"(?P<d>d)(?:-?o)?\.?f*", r"(?P<d2>d)(?:-?o)?\.?f*"
_YEAR = r"[,fvF]*y?[gh]?\.?(?P<Y>Y)"
_TAIL = r"(?:\.?[yZ]\.?)?(?:[fv]?[hgrun]\.?|\([hgrun]\.?\))*(?P<tail>w?)"
_SHORT = tuple(
    re.compile(_LEAD + pattern)
    for pattern in (
        rf"{_DAY}{_JOIN}{_DAY2}(?P<m>m)\.?{_YEAR}{_TAIL}",
        rf"(?P<m>m)\.?{_DAY}{_JOIN}{_DAY2}{_YEAR}{_TAIL}",
        rf"{_DAY}(?P<m>m)\.?{_JOIN}{_DAY2}(?P<m2>m)\.?{_YEAR}{_TAIL}",
        rf"(?P<m>m)\.?{_DAY}{_JOIN}(?P<m2>m)\.?{_DAY2}{_YEAR}{_TAIL}",
        rf"(?P<m>m)\.?{_JOIN}(?P<m2>m)\.?{_YEAR}{_TAIL}",
        rf"(?P<m>m)\.?(?P<join>/)(?P<m2>m)\.?{_YEAR}{_TAIL}",
        rf"(?P<m>O)(?P<join>-)(?P<m2>O)\.?(?P<Y>Y){_TAIL}",
        rf"(?P<Y>Y)y\.?{_DAY}(?P<m>m)(?:{_JOIN}{_DAY2}(?P<m2>m)f?(?P<tail>w?)|f?{_DAY2}(?P<m2b>m)f?B)".replace(
            "(?P<d2>d)(?:-?o)?\\.?f*(?P<m2b>", "(?P<d2b>d)(?:-?o)?\\.?f*(?P<m2b>"
        ),
        rf"(?P<Y>Y)y\.?{_DAY}{_JOIN}{_DAY2}-?f?(?P<m>m)f?(?P<tail>w?)",
        rf"(?P<Y>Y)y\.?f?(?P<m>m)\.?(?:{_JOIN}(?P<m2>m)\.?f?(?P<tail>w?)|f?(?P<m2b>m)f?B)",
        rf"(?P<d>d)\.?(?P<join>-)(?P<d2>d)\.(?P<m>[dO])\.(?P<Y>Y){_TAIL}",
        rf"(?P<d>d)\.(?P<m>[dO])\.?(?P<join>[-T])(?P<d2>d)\.(?P<m2>[dO])\.(?P<Y>Y){_TAIL}",
        r"y?[fv]?(?P<Y>Y)(?P<join>[-/])(?P<y2>d)(?![\-/.]?[dYmk])(?P<years>\.?[yZ]\.?)?(?:[hgr]\.?)?(?P<tail>w?)",
    )
)
_CENTURIES = tuple(
    re.compile(pattern)
    for pattern in (
        r"[fvFw]*(?:(?P<a>O)|(?P<a1>d)(?:-?[ok])?)-?C?\.?[-T&](?:f|v)*(?:(?P<b>O)|(?P<b1>d)(?:-?[ok])?)-?(?:C|v\.)\.?w?",
        r"[fvFw]*C(?P<a>O)[-T&]f*C?(?P<b>O)",
    )
)
_DECADES = (
    re.compile(r"[fv]*(?P<a>d)(?:-?[ok])?-(?P<b>d)-?k\.?(?:[yZ]\.?)?f*(?P<c>O)(?:C|v\.)"),
    re.compile(r"[fv]*(?P<c>O)C(?P<a>d)-(?P<b>d)-?[ko]?[kZ]Z?"),
    re.compile(r"[fv]*(?P<a>K)&(?P<b>K)Z?F?f*C(?P<c>O)"),
    re.compile(r"[fv]*(?P<a>K)&f*(?P<b>K)Z?F?f*(?P<c>O)C"),
)
_FULL_DECADES = re.compile(r"[fv]*(?P<a>Y)[-']?k(?:-|T|&)f*(?:(?P<b>Y)|'?(?P<b1>d))[-']?k(?:f?[yZ]\.?)?")
_ERA = re.compile(r"[dYmyZfvoF.,]{0,40}+(?:-|T|&|b)[dYmyZfvoF.,(]{0,40}+([hgru])")
"""No end of a range is longer; without the bounds, a page of mere numbers would be read to its end from each one."""


def short_range(kinds: str, tokens: list[Token], at: int, lang: str, imposed: str, circa: bool) -> Reading | None:
    """``3-12 November 1916``, ``1916 жылғы 3-12 қараша``, ``1868–71``: the ends share what is said once."""
    for pattern in _SHORT:
        match = pattern.match(kinds, at)
        if match is None:
            continue
        places = match.groupdict()
        if (
            (places.get("join") or "")[:1] in ("&", "b")
            and not set(match[0][:2]) & set("Fw")
            and not places.get("tail")
        ):
            return None  # "5 and 6 November" are two days
        value = {name: tokens[match.start(name)].number for name in places if len(name) < 4 and places[name]}
        if "y2" in value and tokens[match.start("y2")].end - tokens[match.start("y2")].start == 1:
            value["y2"] += value["Y"] % 100 - value["Y"] % 10  # "1756-7"
        return _shared(value, match, lang, imposed, circa)
    return None


def _shared(value: dict[str, int], match: re.Match[str], lang: str, imposed: str, circa: bool) -> Reading | None:
    year, month = value["Y"], value.get("m", 0)
    month2 = value.get("m2", value.get("m2b", month))
    year2 = year if "y2" not in value else year - year % 100 + value["y2"]
    if "y2" in value and not _second_year(year, year2, match):
        return None
    if "h" in match[0] and 1 <= month <= 12 and match.string[match.start("m")] == "m":
        return None
    if "m2" in value and match["join"] == "/" and month2 != month + 1:
        return None  # one month by two names
    calendar = calendar_of(year, month2, match[0] + imposed, lang)
    if calendar is None or (month > HIJRI) != (month2 > HIJRI):
        return None
    size: Literal["day", "month", "year"] = "day" if "d" in value else "month" if month else "year"
    first = Moment(calendar, year, month % HIJRI, value.get("d", 0), size, circa)
    last = Moment(calendar, year2, month2 % HIJRI, value.get("d2", value.get("d2b", 0)), size, circa)
    return from_to(first, last, match.end())


def _second_year(year: int, year2: int, match: re.Match[str]) -> bool:
    if match["join"].startswith("/"):
        return year2 == year + 1
    return year2 > year and (year2 % 100 > 12 or bool(match["years"]))  # "1905-06" may be a June


def long_ranges(kinds: str, tokens: list[Token], at: int, lang: str) -> Reading | None:
    """Several centuries (``XVIII–XIX вв.``) or decades of one (``20–30-е годы XX века``)."""
    for pattern in _CENTURIES:
        if match := pattern.match(kinds, at):
            first, last = (tokens[match.start(name if match[name] else name + "1")].number for name in "ab")
            following = kinds[match.end() : match.end() + 1]
            unsaid = lang == "ar" and first < 15 and following != "g"
            if 5 <= first < last <= 21 and not unsaid and following not in ("h", "r"):
                low, high = (Moment("gregorian", 100 * (number - 1), size="century") for number in (first, last))
                return from_to(low, high, match.end() + (following == "g"))
            return None
    for pattern in _DECADES:
        if match := pattern.match(kinds, at):
            first, last, century = (tokens[match.start(name)].number for name in "abc")
            if 5 <= century <= 21 and first < last < 100 and not first % 10 and not last % 10:
                low, high = (Moment("gregorian", 100 * (century - 1) + ten, size="decade") for ten in (first, last))
                return from_to(low, high, match.end())
    return _decades(kinds, tokens, at)


def _decades(kinds: str, tokens: list[Token], at: int) -> Reading | None:
    """``1840s-60s``, ``1840s and 1850s``."""
    match = _FULL_DECADES.match(kinds, at)
    if match is None:
        return None
    first = tokens[match.start("a")].number
    last = tokens[match.start("b")].number if match["b"] else first - first % 100 + tokens[match.start("b1")].number
    if first % 10 or last % 10 or not 1000 <= first < last <= 2100:
        return None
    low, high = (Moment("gregorian", year, size="decade") for year in (first, last))
    return from_to(low, high, match.end())


def era(kinds: str, at: int) -> str:
    """The mark that stands behind the second of two ends and counts for the first as well, or nothing."""
    match = _ERA.match(kinds, at)
    return match[1] if match else ""


def second_end(kinds: str, tokens: list[Token], first: Atom, lang: str, lead: str, imposed: str) -> Atom | None:
    """The other end of a range whose first end has been read."""
    place = first.next + (kinds[first.next : first.next + 1] == ",")
    join = kinds[place : place + 1]
    if join == "A" and lang == "kk":
        join = "T"
    backwards = join in ("&", "b") and (lead[:1] in ("F", "w", "a") or "w" in kinds[place : place + 9])
    days = join == "/" and kinds[place - 5 : place] == kinds[place + 1 : place + 6] == "Y-d-d"
    years = join == "/" and kinds[place - 1 : place + 2] == "Y/Y" and _near(tokens, place)
    if join in ("-", "T") or backwards or days or years:
        place += 1
        doubt = re.compile(r"(?:[cq]\.?f*|b(?=f*y?Y))?").match(kinds, place)
        after = doubt.end() if doubt else place
        found = atom(kinds, tokens, after, lang, imposed)
        if found and "c" in kinds[place:after]:
            found = replace(found, moment=replace(found.moment, circa=True))
        if found and kinds[found.next : found.next + 1] == "w":
            found = replace(found, next=found.next + 1)
        return found
    if lang == "kk":  # "1916 жылдан 1935 жылға дейін": the cases say it all
        found = atom(kinds, tokens, place, lang, imposed)
        if found and kinds[found.next : found.next + 1] == "B":
            return replace(found, next=found.next + 1)
    return None


def _near(tokens: list[Token], slash: int) -> bool:
    """Whether the years about a slash are a range; 1340/1922 is one year in two calendars."""
    return 0 < tokens[slash + 1].number - tokens[slash - 1].number < 150


def from_to(first: Moment, last: Moment, end: int) -> Reading | None:
    """The range; None where the calendars differ or it would run backwards."""
    if last.size == "decade" and first.size == "year" and first.year % 10 == 0:
        first = replace(first, size="decade")  # "1920–1930-е годы"
    if first.size != last.size and {first.size, last.size} & {"season", "decade", "century"}:
        return None  # "the winter of 1912-1913" is one winter
    low, high = written(first), written(last)
    doubtful = first.circa or first.unsure or last.circa or last.unsure
    if doubtful and {first.size, last.size} & {"decade", "century"}:
        return None  # nor has EDTF a range of doubtful decades
    if low is None or high is None or first.calendar != last.calendar:
        return None
    low, high = low.split("/")[0], high.split("/")[-1]
    begins, ends = bounds(low)[0], bounds(high)[1]
    if begins is None or ends is None or begins > ends or begins > (bounds(high)[0] or ends):
        return None
    return Reading(f"{low}/{high}", first.calendar, end, True, 0.95, "range")
