"""Whole expressions: a moment with its doubts, a range, an open range, one of two, two calendars for one time."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from extractors.dates.atoms import Atom, atom
from extractors.dates.calendars import bounds
from extractors.dates.edtf import bounds as edtf_bounds
from extractors.dates.edtf import written
from extractors.dates.either import either
from extractors.dates.lexer import Token
from extractors.dates.parts import part
from extractors.dates.ranges import era, from_to, long_ranges, second_end, short_range
from extractors.dates.reading import Reading
from extractors.languages.base import ABBREVIATED

_DOUBT = re.compile(r"[fv]*(?:(?:[Ucq]|y(?=c))[.,f]*(?:\((?=[cq]))?)*")
_OPENING = re.compile(r"F?[fv]*[ba]-?[fF]*c?\.?f*")


def expression(kinds: str, tokens: list[Token], at: int, lang: str, imposed: str = "") -> Reading | None:
    """The longest date expression that begins at a token; None where there is none that is sure of its meaning.

    imposed  what is known beside the words, see ``atoms.atom``
    """
    start = at
    doubt = _DOUBT.match(kinds, at)
    at = doubt.end() if doubt and set(doubt[0]) & set("Ucq") else at
    if at >= len(kinds):
        return None
    if doubt and not _is_doubt(tokens[start:at]):
        at = start
    circa, unsure = "c" in kinds[start:at], "q" in kinds[start:at]
    if at == start or not circa:
        for read in (_opening, part):
            if found := read(kinds, tokens, at, lang, imposed):
                return _probably(found) if unsure else found
    found = (
        long_ranges(kinds, tokens, at, lang)
        or short_range(kinds, tokens, at, lang, imposed, circa)
        or either(kinds, tokens, at, lang, imposed)
    )
    if found:
        return None if unsure or (circa and "X" in found.edtf) else found
    lead = re.compile(r"[\[(]" if at > start else r"[Fw][fv]*(?:c\.?f*)?").match(kinds, at)
    place = lead.end() if lead else at
    mark = era(kinds, place) if not imposed else ""
    first = atom(kinds, tokens, place, lang, imposed)
    if mark and (first is None or not set("hgru") & set(kinds[place : first.next])):
        shared = atom(kinds, tokens, place, lang, mark)
        other = second_end(kinds, tokens, shared, lang, kinds[at:place], mark) if shared else None
        if shared and other:
            return _between(shared, other, circa)
    if first is None:
        return None
    first = _behind(kinds, first, lang)
    first = replace(
        first,
        moment=replace(
            first.moment,
            circa=circa or first.moment.circa or "c" in kinds[at:place],
            unsure=unsure or first.moment.unsure,
        ),
    )
    return (
        _half_open(kinds, tokens, first, kinds[at:place], lang, imposed)
        or _two_calendars(kinds, tokens, first, lang)
        or _one_of_two(kinds, tokens, first, lang, imposed)
        or _plain(kinds, tokens, first, lang, imposed, start, at, place)
    )


def _is_doubt(lead: list[Token]) -> bool:
    """Whether "about" stands before what it is about, and no sentence ends between."""
    for token, following in zip_longest(lead, lead[1:]):
        if token.kind == "c" and token.number > 0:
            return False
        if following and following.kind == "." and token.end - token.start > 4 and token.number != ABBREVIATED:
            return False
    return True


def _plain(
    kinds: str, tokens: list[Token], first: Atom, lang: str, imposed: str, start: int, at: int, place: int
) -> Reading | None:
    """A range of two moments, or the moment alone."""
    lead = kinds[at:place]
    said_first = kinds[place : first.next].lstrip("fv")[:1]
    shared = said_first if said_first in "hgru" and not imposed else imposed  # "AH 1255-1258"
    second = second_end(kinds, tokens, first, lang, lead, shared)
    if second and (found := _between(first, second, "c" in kinds[start:at])):
        return found
    if second or "w" in lead:
        return None
    if "F" in lead:
        return _from(first) if lang == "ru" else None  # "from 1916", "من ١٩١٦" may be "of 1916"
    edtf = written(first.moment)
    many = first.moment.size == "year" and "Z" in kinds[place : first.next]
    if edtf is None or (many and first.moment.year % 10 == 0 and not first.moment.circa):
        return None  # "1930 жж." are not one year
    inner = place > at and kinds[first.next : first.next + 1] == ")"
    sure = first.sure or at > start
    confidence = 0.99 if first.moment.size == "day" else 0.95
    rule = "two styles" if first.double else first.moment.size
    return Reading(edtf, first.moment.calendar, first.next + inner, sure, confidence, rule)


def _opening(kinds: str, tokens: list[Token], at: int, lang: str, imposed: str) -> Reading | None:
    """``before 1871``, ``since 1916``, ``after 1868 and before 1871``."""
    opening = _OPENING.match(kinds, at)
    found = atom(kinds, tokens, opening.end(), lang, imposed) if opening else None
    if lang == "ru" and opening and kinds[opening.end() : opening.end() + 1] == "v":
        return None  # "ранее в 2019 году" is within the year
    if opening is None or found is None:
        return _until(kinds, tokens, at, lang, imposed)
    if "c" in opening[0]:
        found = replace(found, moment=replace(found.moment, circa=True))
    if "b" in opening[0]:
        return _before(found)
    now = re.compile(r"[bT\-&]f*N").match(kinds, found.next)
    if now:
        return _from(replace(found, next=now.end()))
    second = second_end(kinds, tokens, found, lang, "a", imposed)
    return _between(found, second, False) if second else _from(found)


def _until(kinds: str, tokens: list[Token], at: int, lang: str, imposed: str) -> Reading | None:
    """Russian "по 1935 г." at the beginning of an expression."""
    if lang != "ru" or kinds[at] != "T" or at:
        return None
    found = atom(kinds, tokens, at + 1, lang, imposed)
    return _before(found) if found else None


def _half_open(kinds: str, tokens: list[Token], first: Atom, lead: str, lang: str, imposed: str) -> Reading | None:
    """``1871 жылға дейін``, ``1916 onwards``, ``1916–present``."""
    behind = re.compile(r"f*([BAS])|(?:[-bT]{1,2}f*|A)N|NB").match(kinds, first.next)
    if behind is None:
        return None
    ended = replace(first, next=behind.end())
    if behind[1] == "B":
        return _before(ended)
    if behind[1] == "A" and (second := second_end(kinds, tokens, ended, lang, lead, imposed)):
        return _between(first, second, False)
    return _from(ended)


def _behind(kinds: str, first: Atom, lang: str) -> Atom:
    """Arabic and Kazakh say "about" after the year as well."""
    trailing = re.compile(r"c|\(c\)").match(kinds, first.next)
    if trailing and (lang in ("ar", "kk") or trailing[0] == "(c)"):
        return replace(first, moment=replace(first.moment, circa=True), next=trailing.end(), sure=True)
    return first


def _before(found: Atom) -> Reading | None:
    edtf = written(found.moment)
    if edtf is None:
        return None
    last = edtf_bounds(edtf)[1] if "X" in edtf else None  # EDTF has no open range of decades
    edtf = f"{last[:4]}{edtf[4:]}" if last else edtf
    return Reading(f"../{edtf.split('/')[-1]}", found.moment.calendar, found.next, True, 0.95, "before")


def _from(found: Atom) -> Reading | None:
    edtf = written(found.moment)
    if edtf is None:
        return None
    first = edtf_bounds(edtf)[0] if "X" in edtf else None
    edtf = f"{first[:4]}{edtf[4:]}" if first else edtf
    return Reading(f"{edtf.split('/')[0]}/..", found.moment.calendar, found.next, True, 0.95, "after")


def _between(first: Atom, second: Atom, circa: bool) -> Reading | None:
    ends = (first.moment, second.moment)
    low, high = (replace(end, circa=True) for end in ends) if circa else ends
    return from_to(low, high, second.next)


def _one_of_two(kinds: str, tokens: list[Token], first: Atom, lang: str, imposed: str) -> Reading | None:
    join = re.compile(r",?V").match(kinds, first.next)
    if join is None:
        return None
    second = atom(kinds, tokens, join.end(), lang, imposed)
    if second is None or first.moment.calendar != "gregorian" or second.moment.calendar != "gregorian":
        return None
    low, high = written(first.moment), written(second.moment)
    if not low or not high or low[-1] in "~?%" or low >= high or first.moment.size != second.moment.size:
        return None
    return Reading(f"[{low},{high}]", "gregorian", second.next, True, 0.95, "one of two")


def _probably(found: Reading) -> Reading | None:
    """A doubt about one end of a range says nothing of the other."""
    plain = found.edtf[-1] in "0123456789X" and "/" not in found.edtf and not found.rule.startswith("part")
    return replace(found, edtf=found.edtf + "?") if plain else None


def _two_calendars(kinds: str, tokens: list[Token], first: Atom, lang: str) -> Reading | None:
    """``12 Rajab 1285 (29 October 1868)``, ``1335 AH / 1916``: the Gregorian stands; the other must agree with it."""
    join = re.compile(r",?[(]?=\.?f*|\)?[(/-]=?\.?f*").match(kinds, first.next)
    if join is None or first.moment.size not in ("day", "month", "year"):
        return None
    second = atom(kinds, tokens, join.end(), lang)
    if second is None or second.moment.size != first.moment.size:
        return None
    end = second.next + (kinds[second.next : second.next + 1] == ")" and "(" in join[0])
    end += kinds[end : end + 1] == "y" and end > second.next
    old, new = first.moment, second.moment
    if old.calendar == new.calendar:
        if old.size == new.size == "year" and "(=" in join[0]:
            return Reading(written(new) or "", "gregorian", end, True, 0.95, "corrected")
        if old.calendar != "gregorian" or old.size != "day" or old == new or "-" in join[0]:
            return None
        old = replace(old, calendar="julian")
    elif new.calendar != "gregorian":
        old, new = new, old
    left, right = bounds(old), bounds(new)
    if new.calendar != "gregorian" or not left or not right:
        return None
    if max((left[0] - right[1]).days, (right[0] - left[1]).days) > 3:
        return None
    edtf = written(new) or ""
    return Reading(edtf, "gregorian", end, True, 0.99, "two calendars") if edtf_bounds(edtf)[0] else None
