"""Parts of a month, year, decade or century: its beginning, middle or end, a half, a third, a quarter.

The archives' habit, as no standard settles it: beginning, middle and end are its thirds, and approximate; a half or
quarter is exact. A century runs from 00 to 99 as EDTF writes it.
"""

from __future__ import annotations

import re
from calendar import monthrange

from extractors.dates.atoms import Atom, atom
from extractors.dates.calendars import Moment
from extractors.dates.lexer import Token
from extractors.dates.ranges import from_to
from extractors.dates.reading import Reading

_WHICH = r"(?:(?P<O>O)(?:-?o)?|(?P<d>d)(?:-?[ok])?|(?P<l>l))"
_AHEAD = (
    re.compile(rf"[fv]*{_WHICH}\.?-?(?P<p>p)\.?[fFv]*"),
    re.compile(r"[fv]*(?:(?P<O>O)|(?P<l>l))(?P<third>O)f+"),
    re.compile(r"[fv]*(?P<p>p)(?:(?P<O>O)|(?P<l>l))[fFv]*"),
    re.compile(r"[fv]*(?P<e>e)\.?-?[fFv]*"),
)
_BEHIND = (re.compile(rf"\.?[fv]*{_WHICH}-?(?P<p>p)"), re.compile(r"\.?(?P<e>e)"))
_TURN = re.compile(r"[fv]*tf*(?:(?P<a>O)|(?P<a1>d)(?:-?[ok])?)[-&]f*(?:(?P<b>O)|(?P<b1>d)(?:-?[ok])?)(?:C|v\.)")
_THIRDS = 3
_YEAR_CODES = {4: 33, 3: 37, 2: 40}


def part(kinds: str, tokens: list[Token], at: int, lang: str, imposed: str) -> Reading | None:
    """The part that begins at a token, or None."""
    if match := _TURN.match(kinds, at):
        before, after = (tokens[match.start(name if match[name] else name + "1")].number for name in "ab")
        if before + 1 == after and 5 < after <= 21:
            year = 100 * (after - 1)
            return from_to(_year(year - 10, True), _year(year + 10, True), match.end())
    if lang == "kk":
        return _behind(kinds, tokens, at, lang, imposed)
    for pattern in _AHEAD:
        if match := pattern.match(kinds, at):
            if "third" in match.groupdict() and tokens[match.start("third")].number != _THIRDS:
                continue
            whole = atom(kinds, tokens, match.end(), lang, imposed)
            return _cut(match, tokens, whole, whole.next) if whole else None
    return None


def _behind(kinds: str, tokens: list[Token], at: int, lang: str, imposed: str) -> Reading | None:
    whole = atom(kinds, tokens, at, lang, imposed)
    for pattern in _BEHIND if whole else ():
        if whole and (match := pattern.match(kinds, whole.next)):
            return _cut(match, tokens, whole, match.end())
    return None


def _cut(match: re.Match[str], tokens: list[Token], whole: Atom, end: int) -> Reading | None:
    moment = whole.moment
    names = match.groupdict()
    if moment.calendar != "gregorian" or moment.unsure:
        return None
    number = {name: tokens[match.start(name)].number for name, found in names.items() if found}
    if "e" in number:
        ends = _third(moment, number["e"] - 1)
        return _read(ends, end, "early, mid or late", 0.8)
    pieces = number.get("p", _THIRDS)
    which = pieces if names.get("l") else number.get("O", number.get("d", 0))
    if not 1 <= which <= pieces:
        return None
    if moment.size == "year":
        text = f"{moment.year}-{_YEAR_CODES[pieces] + which - 1}"
        return Reading(text, "gregorian", end, True, 0.95, "part of a year")
    length = {"century": 100, "decade": 10}.get(moment.size)
    if length and not (length == 10 and pieces != 2):
        # a century has no exact thirds: 1800-1833, 1834-1866, 1867-1899
        cuts = [-(-length * piece // pieces) for piece in range(pieces + 1)]
        first, last = moment.year + cuts[which - 1], moment.year + cuts[which] - 1
        return _read((_year(first), _year(last)), end, "part of a century", 0.9)
    if moment.size == "month" and pieces == 2:
        days = (1, 15) if which == 1 else (16, monthrange(moment.year, moment.month)[1])
        return _read(tuple(_day(moment, day) for day in days), end, "part of a month", 0.9)  # type: ignore[arg-type]
    return None


def _third(moment: Moment, which: int) -> tuple[Moment, Moment] | None:
    if moment.size == "century":
        first, last = ((0, 33), (34, 66), (67, 99))[which]
        return _year(moment.year + first, True), _year(moment.year + last, True)
    if moment.size == "decade":
        first, last = ((0, 3), (4, 6), (7, 9))[which]
        return _year(moment.year + first, True), _year(moment.year + last, True)
    if moment.size == "year":
        low, high = (Moment("gregorian", moment.year, 4 * which + place, 0, "month", True) for place in (1, 4))
        return low, high
    if moment.size == "month":
        last = monthrange(moment.year, moment.month)[1] if which == 2 else 10 * which + 10
        return _day(moment, 10 * which + 1, True), _day(moment, last, True)
    return None


def _read(ends: tuple[Moment, Moment] | None, end: int, rule: str, confidence: float) -> Reading | None:
    found = from_to(*ends, end) if ends else None
    return Reading(found.edtf, "gregorian", end, True, confidence, rule) if found else None


def _year(year: int, circa: bool = False) -> Moment:
    return Moment("gregorian", year, circa=circa)


def _day(month: Moment, day: int, circa: bool = False) -> Moment:
    return Moment("gregorian", month.year, month.month, day, "day", circa)
