"""Whole expressions: a moment with its doubts, a range, an open range, two calendars for one day."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.dates.atoms import Atom, atom
from extractors.dates.calendars import Moment, bounds
from extractors.dates.edtf import written
from extractors.dates.lexer import Token

_SHORT = (
    re.compile(r"[fvFw]*(?P<d>d)o?[T\-&b](?P<d2>d)o?\.?f*(?P<m>m)\.?[,fv]*y?(?P<Y>Y)(?:\.?[yZ]\.?)?(?:h\.?)?"),
    re.compile(r"[fvFw]*(?P<m>m)\.?(?P<d>d)o?[T\-&](?P<d2>d)o?[,fv]*(?P<Y>Y)"),
    re.compile(r"[fvFw]*(?P<d>d)o?f*(?P<m>m)\.?[T\-&b](?P<d2>d)o?f*(?P<m2>m)\.?[,fv]*y?(?P<Y>Y)(?:\.?[yZ]\.?)?"),
    re.compile(r"[fvFw]*(?P<m>m)\.?[T\-&b](?P<m2>m)\.?[,fv]*y?(?P<Y>Y)(?:\.?[yZ]\.?)?"),
    re.compile(r"[fvFw]*(?P<Y>Y)y(?P<d>d)[T\-&](?P<d2>d)f?(?P<m>m)"),
    re.compile(r"[fvFw]*y?[fv]?(?P<Y>Y)-(?P<y2>d)(?![\-/.]?[dYm])(?:\.?[yZ]\.?)?"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: EDTF, calendar, the token after its last, and whether it is more than a bare year."""

    edtf: str
    calendar: str
    next: int
    sure: bool
    confidence: float


def expression(kinds: str, tokens: list[Token], at: int, lang: str) -> Reading | None:
    """The longest date expression that begins at a token; None where there is none that is sure of its meaning."""
    start = at
    circa = _skip(kinds, at, "[Ufv]*[Uc][.,f]*")
    at = circa or at
    opening = _skip(kinds, at, r"(?:F?[fv]*[ba]f*|a)")
    if opening and (found := atom(kinds, tokens, opening, lang)):
        edtf = written(found.moment)
        before = "b" in kinds[at:opening]
        if edtf and "/" not in edtf:
            return Reading(f"../{edtf}" if before else f"{edtf}/..", found.moment.calendar, found.next, True, 0.95)
    approximate = "c" in kinds[start:at]
    if short := _short_range(kinds, tokens, at, approximate):
        return short
    inner = _skip(kinds, at, r"[\[(]") if at > start else None
    first_at = inner or _skip(kinds, at, "[Fw][fv]*") or at
    first = atom(kinds, tokens, first_at, lang)
    if first is None:
        return None
    if trailing := _skip(kinds, first.next, "f*[BA]"):
        edtf = written(first.moment)
        if edtf and "/" not in edtf:
            text = f"../{edtf}" if kinds[trailing - 1] == "B" else f"{edtf}/.."
            return Reading(text, first.moment.calendar, trailing, True, 0.95)
    if approximate:
        first = replace(first, moment=replace(first.moment, circa=True), sure=True)
    if pair := _two_calendars(kinds, tokens, first, lang):
        return pair
    if second := _second(kinds, tokens, first, lang, kinds[at:first_at]):
        if approximate:
            second = replace(second, moment=replace(second.moment, circa=True))
        return _range(first.moment, second.moment, second.next)
    edtf = written(first.moment)
    if edtf is None:
        return None
    end = first.next + 1 if inner and kinds[first.next : first.next + 1] == ")" else first.next
    sure = first.sure or at > start
    return Reading(edtf, first.moment.calendar, end, sure, 0.99 if first.moment.size == "day" else 0.95)


def _skip(kinds: str, at: int, pattern: str) -> int | None:
    match = re.compile(pattern).match(kinds, at)
    return match.end() if match and match.end() > at else None


def _second(kinds: str, tokens: list[Token], first: Atom, lang: str, lead: str) -> Atom | None:
    join = kinds[first.next : first.next + 1]
    if join in ("-", "T") or (join in ("&", "b") and lead[:1] in ("F", "w")):
        return atom(kinds, tokens, first.next + 1, lang)
    return None


def _range(first: Moment, last: Moment, end: int) -> Reading | None:
    low, high = written(first), written(last)
    if low is None or high is None or first.calendar != last.calendar:
        return None
    low, high = low.split("/")[0], high.split("/")[-1]
    spans = bounds(first), bounds(last)
    if spans[0] and spans[1] and spans[0][0] > spans[1][1]:
        return None
    return Reading(f"{low}/{high}", first.calendar, end, True, 0.95)


def _short_range(kinds: str, tokens: list[Token], at: int, circa: bool) -> Reading | None:
    for pattern in _SHORT:
        if match := pattern.match(kinds, at):
            value = {name: tokens[match.start(name)].number for name, found in match.groupdict().items() if found}
            year, month, month2 = value["Y"], value.get("m", 0), value.get("m2", value.get("m", 0))
            year2 = year if "y2" not in value else year - year % 100 + value["y2"]
            if not 1000 <= year <= 2100 or max(month, month2) > 12 or ("y2" in value and year2 <= year):
                return None
            size = "day" if "d" in value else "month" if month else "year"
            first = Moment("gregorian", year, month, value.get("d", 0), size, circa)
            last = Moment("gregorian", year2, month2, value.get("d2", 0), size, circa)
            return _range(first, last, match.end())
    return None


def _two_calendars(kinds: str, tokens: list[Token], first: Atom, lang: str) -> Reading | None:
    """``12 Rajab 1285 (29 October 1868)``: the Gregorian day stands; the other must agree within three days."""
    join = re.compile(r",?=f*|[(/]=?f*").match(kinds, first.next)
    if join is None or first.moment.size != "day":
        return None
    second = atom(kinds, tokens, join.end(), lang)
    if second is None or second.moment.size != "day":
        return None
    end = second.next + (kinds[second.next : second.next + 1] == ")" and "(" in join[0])
    old, new = first.moment, second.moment
    if old.calendar == new.calendar == "gregorian" and old != new:
        old = replace(old, calendar="julian")
    if new.calendar != "gregorian":
        old, new = new, old
    left, right = bounds(old), bounds(new)
    if new.calendar != "gregorian" or not left or not right or abs((left[0] - right[0]).days) > 3:
        return None
    return Reading(written(new) or "", "gregorian", end, True, 0.99)
