"""Dates that mark-up gives in machine form (TEI att.datable, EAD @normal, EAC @standardDate), as EDTF.

EDTF: Library of Congress, Extended Date/Time Format specification, 2019. What stands only in words is left to
the date stage: its EDTF is None here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from extractors.document import DateExpression, Method

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?$|(\d{4})(\d{2})(\d{2})$")
OPEN = ".."


def edtf_day(value: str | None) -> str | None:
    """Year, month or day of an ISO 8601 value, its time of day dropped; None for anything else."""
    match = _DAY.match((value or "").strip())
    if match is None:
        return None
    year, month, day = (match.group(1), match.group(2), match.group(3)) if match.group(1) else match.group(4, 5, 6)
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)


def edtf_interval(start: str | None, end: str | None) -> str | None:
    """EDTF of two ISO values; either may be ``..`` (open) or empty (unknown), not both."""
    first = start if start == OPEN else edtf_day(start) or ""
    last = end if end == OPEN else edtf_day(end) or ""
    if not first.strip(".") and not last.strip("."):
        return None
    return first if first == last else f"{first}/{last}"


def edtf_normal(value: str | None) -> str | None:
    """EDTF of an EAD @normal: one ISO value, or two with a slash."""
    first, slash, last = (value or "").strip().partition("/")
    if not slash:
        return edtf_day(first)
    return edtf_interval(first, last)


def circa(edtf: str | None) -> str | None:
    """The same date marked approximate (EDTF level 1, ``~``) at every known end."""
    if edtf is None:
        return None
    return "/".join(f"{part}~" if part.strip(".") else part for part in edtf.split("/"))


def bounds(edtf: str | None) -> tuple[str | None, str | None]:
    """First and last possible day, ISO, proleptic Gregorian; None where open, unknown or not plain EDTF."""
    first, slash, last = (edtf or "").replace("~", "").replace("?", "").replace("%", "").partition("/")
    return _edge(first, False), _edge(last if slash else first, True)


def _edge(value: str, last: bool) -> str | None:
    if edtf_day(value) is None:
        return None
    year, month, day = ([*value.split("-"), "", ""])[:3]
    month = month or ("12" if last else "01")
    day = day or (f"{monthrange(int(year), int(month))[1]:02d}" if last else "01")
    return f"{year}-{month}-{day}"


def dated(
    expressed: str,
    edtf: str | None,
    *,
    role: str | None = None,
    method: Method = "editorial",
    calendar: str = "gregorian",
    start: int | None = None,
    end: int | None = None,
) -> DateExpression:
    """A DateExpression with its bounds worked out; ``expressed`` falls back on the EDTF."""
    earliest, latest = bounds(edtf)
    return DateExpression(expressed or edtf or "", edtf, earliest, latest, calendar, role, method, start=start, end=end)
