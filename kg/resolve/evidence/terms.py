"""Terms of office in the words of a description, as years."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.dates.find import find
from extractors.languages.script import script_of
from kg.resolve.profile import Years

_LANG = {"Arab": "ar", "Cyrl": "ru"}
_YEAR = re.compile(r"(?<!\d)-?\d{4}")
_UNTIL = re.compile(r"(?i)(?:\b(?:to|until|till|through|before|up to|by|до|по)|حتى|الى)\W+(?:\w+\W+){0,2}?$")
_SINCE = re.compile(r"(?i)(?:\b(?:from|since|after|beginning|с|от|после)|منذ|من)\W+(?:\w+\W+){0,2}?$")
_BEFORE = 30
_OPEN = 4
"""Years that a term of which one end is told is taken to have lasted."""


@lru_cache(maxsize=50_000)
def terms(text: str) -> tuple[Years, ...]:
    """The stretches of years that a description names, in order: "to March 1957" is 1953 to 1957."""
    lang = _LANG.get(script_of(text) or "", "en")
    found: list[Years] = []
    for date in find(text, lang) if any(letter.isdigit() for letter in text) else ():
        ends = [int(year) for each in (date.earliest, date.latest) if each for year in _YEAR.findall(each)[:1]]
        if not ends:
            continue
        first, last = min(ends), max(ends)
        before = text[max(0, (date.start or 0) - _BEFORE) : date.start or 0]
        expressed = date.expressed.lower()
        if date.earliest is None or _UNTIL.search(before) or _UNTIL.match(expressed):
            first = min(first, last - _OPEN)
        elif date.latest is None or _SINCE.search(before):
            last = max(last, first + _OPEN)
        found.append(Years(first, last))
    return tuple(found)


def hull(stretches: tuple[Years, ...]) -> Years | None:
    """From the first year to the last of all."""
    if not stretches:
        return None
    return Years(min(each.earliest for each in stretches), max(each.latest for each in stretches))
