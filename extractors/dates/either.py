"""One of two months or days that share a year: "June or July 1756", "март или апрель 1839 г."."""

from __future__ import annotations

import re

from extractors.dates.atoms import calendar_of
from extractors.dates.calendars import Moment, bounds
from extractors.dates.edtf import written
from extractors.dates.lexer import Token
from extractors.dates.reading import Reading

_TAIL = r"(?:\.?y\.?)?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[fv]*(?P<m>m)\.?,?V[fv]*(?P<m2>m)\.?[,fvF]*(?P<Y>Y){_TAIL}",
        rf"[fv]*(?P<d>d)(?:-?o)?,?V[fv]*(?P<d2>d)(?:-?o)?[fF]*(?P<m>m)\.?[,fvF]*(?P<Y>Y){_TAIL}",
        r"[fv]*(?P<Y>Y)y\.?(?P<m>m)V(?P<m2>m)",
        r"[fv]*(?P<Y>Y)y\.?(?P<d>d)V(?P<d2>d)-?f?(?P<m>m)",
    )
)


def either(kinds: str, tokens: list[Token], at: int, lang: str, imposed: str) -> Reading | None:
    """The two as an EDTF set; None where they are not there, or no days or months of the Gregorian calendar."""
    for pattern in _PATTERNS:
        match = pattern.match(kinds, at)
        if match is None:
            continue
        value = {name: tokens[match.start(name)].number for name in match.groupdict()}
        if calendar_of(value["Y"], max(value["m"], value.get("m2", 0)), match[0] + imposed, lang) != "gregorian":
            return None
        size = "day" if "d" in value else "month"
        ends = (
            Moment("gregorian", value["Y"], value["m"], value.get("d", 0), size),
            Moment("gregorian", value["Y"], value.get("m2", value["m"]), value.get("d2", 0), size),
        )
        low, high = (written(end) if bounds(end) else None for end in ends)
        if low and high and low < high:
            return Reading(f"[{low},{high}]", "gregorian", match.end(), True, 0.95, "one of two")
        return None
    return None
