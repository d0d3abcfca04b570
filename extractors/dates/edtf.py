"""Extended Date/Time Format (Library of Congress, 2019; levels 0 to 2 in part): writing it, and the days it spans."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from extractors.dates.calendars import Moment
from extractors.dates.calendars import bounds as moment_bounds

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]?\Z")
_MASKED = re.compile(r"(\d{2}|\d{3})X{1,2}[?~%]?\Z")
_PARTS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_PARTS |= {37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12)}
"""First and last month of the seasons, quarters, thirds and halves of a year."""


def written(moment: Moment) -> str | None:
    """EDTF of a moment: an interval for a month or year of another calendar; None where there is no such day."""
    mark = "%" if moment.circa and moment.unsure else "~" if moment.circa else "?" if moment.unsure else ""
    year = f"{moment.year:04d}"
    if moment.size in ("decade", "century"):
        return (year[:3] + "X" if moment.size == "decade" else year[:2] + "XX") + mark
    if moment.size == "season":
        return None if mark else f"{year}-{moment.month}"  # EDTF has no doubtful season
    days = moment_bounds(moment)
    if days is None:
        return None
    if moment.calendar == "gregorian":
        parts = [year, f"{moment.month:02d}", f"{moment.day:02d}"]
        return "-".join(parts[: 1 + bool(moment.month) + bool(moment.day)]) + mark
    mark = "~" if moment.calendar == "hijri" else mark
    first, last = (f"{day.isoformat()}{mark}" for day in days)
    return first if first == last else f"{first}/{last}"


def bounds(edtf: str | None) -> tuple[str | None, str | None]:
    """First and last possible day, ISO, of an EDTF string; None for an open or unknown end, or where it is not EDTF.

    >>> bounds("1916-11"), bounds("../1871"), bounds("18XX")
    (('1916-11-01', '1916-11-30'), (None, '1871-12-31'), ('1800-01-01', '1899-12-31'))
    """
    if edtf is None:
        return None, None
    if edtf[0] in "[{":
        edtf = edtf[1:-1].replace(",", "/")  # one of two: between them
    low, _, high = edtf.partition("/")
    first, last = _days(low), _days(high or low)
    return (first[0].isoformat() if first else None), (last[1].isoformat() if last else None)


def _days(part: str) -> tuple[date, date] | None:
    if masked := _MASKED.match(part):
        digits = masked[1]
        return date(int(digits.ljust(4, "0")) or 1, 1, 1), date(int(digits.ljust(4, "9")), 12, 31)
    plain = _PLAIN.match(part)
    if plain is None or int(plain[1]) == 0:
        return None
    year, month, day = int(plain[1]), int(plain[2] or 0), int(plain[3] or 0)
    if month in _PARTS:
        first, last = _PARTS[month]
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    if month == 24:  # "winter 1932" may have begun in December 1931 or in December 1932
        return date(year - 1, 12, 1), date(year + 1, 2, monthrange(year + 1, 2)[1])
    try:
        return date(year, month or 1, day or 1), date(year, month or 12, day or monthrange(year, month or 12)[1])
    except (ValueError, IndexError):
        return None
