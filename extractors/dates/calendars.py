"""Days of the calendars that archives use, as proleptic Gregorian days.

Hijri: the tabular civil calendar (convertdate), a day off observation at most on either side, so always approximate.
Julian and Rumi: exact. Rumi (the Ottoman fiscal calendar): Julian days, years begun in March, 584 behind; its
15 February 1332 was followed by 1 March 1333, a Gregorian day from then on, and 1334 began in January.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

Calendar = Literal["gregorian", "hijri", "julian", "rumi"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, month, season, year, decade or century as a calendar counts it.

    size  "day", "month", "season" (month is 21 to 24), "year", "decade" or "century" (year is its first)
    """

    calendar: Calendar
    year: int
    month: int = 0
    day: int = 0
    size: str = "year"
    circa: bool = False
    unsure: bool = False


@cache
def first_day(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    """The Gregorian day; None where the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1 <= year <= 2200):
        return None
    if calendar == "gregorian":
        try:
            return date(year, month, day)
        except ValueError:
            return None
    from convertdate import islamic, julian

    if calendar == "hijri":
        return date(*islamic.to_gregorian(year, month, day)) if day <= islamic.month_length(year, month) else None
    if calendar == "rumi":
        if year >= 1334 or (year == 1333 and month >= 3):
            return first_day("gregorian", year + 584, month, day)
        if year == 1333 or ((year, month) == (1332, 2) and day > 15):
            return None
        year += 584 if month >= 3 else 585
    if day > julian.month_length(year, month):
        return None
    return date(*julian.to_gregorian(year, month, day))


def native(calendar: str, day: date) -> tuple[int, int, int]:
    """Year, month and day of a Gregorian day as a calendar counts it; Gregorian for a calendar without days here."""
    if calendar not in ("hijri", "julian"):
        return day.year, day.month, day.day
    from convertdate import islamic, julian

    return (islamic if calendar == "hijri" else julian).from_gregorian(day.year, day.month, day.day)  # type: ignore[no-any-return]


def bounds(moment: Moment) -> tuple[date, date] | None:
    """First and last day of a day, month or year; None where it does not exist."""
    calendar, year = moment.calendar, moment.year
    first_month = 3 if calendar == "rumi" and year < 1334 else 1
    first = first_day(calendar, year, moment.month or first_month, moment.day or 1)
    if first is None:
        return None
    if moment.size == "day":
        return first, first
    month = moment.month
    if moment.size == "year":
        following = first_day(calendar, year + 1, 1 if (calendar, year) == ("rumi", 1333) else first_month, 1)
    elif month == 12 and (calendar != "rumi" or year > 1332):
        following = first_day(calendar, year + 1, 1, 1)
    elif calendar == "rumi" and month == 2 and year < 1334:
        following = first_day(calendar, year + 1, 3, 1)
    else:
        following = first_day(calendar, year, month % 12 + 1, 1)
    return (first, following - timedelta(days=1)) if following else None
