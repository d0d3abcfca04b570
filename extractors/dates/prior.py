"""The calendar that a document keeps to, judged by all its dates together, with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.dates.calendars import Calendar
from extractors.document import DateExpression

JULIAN_UNTIL = "1918-02-14"
"""First day of the Gregorian calendar in Russia."""

_OTHERS: tuple[Calendar, ...] = ("hijri", "rumi")


@dataclass(frozen=True, slots=True)
class Prior:
    """A calendar and why: one phrase, with the counts it rests on."""

    calendar: Calendar
    reason: str


UNTOLD = Prior("gregorian", "no date tells of another calendar")


def prior(dates: Iterable[DateExpression], lang: str) -> Prior:
    """The calendar of a document's undecided dates.

    dates  what was read in it; only those count that name their calendar or leave no choice
    lang   its language; Russian and Kazakh before 14 February 1918 are Julian unless the dates say otherwise. In
           Arabic only dates before 1500 speak against the Hijra and the fiscal years: no year of theirs looks later
    """
    known = [date for date in dates if date.edtf]
    counted = Counter(date.calendar for date in known)
    if lang == "ar":
        counted["gregorian"] = sum(date.calendar == "gregorian" and _is_early(date) for date in known)
    for calendar in _OTHERS:
        others = sum(number for name, number in counted.items() if name != calendar)
        if counted[calendar] > others:
            return Prior(calendar, f"{counted[calendar]} of {len(known)} dates are of the {calendar} calendar")
    if counted["julian"]:
        return Prior("julian", f"{counted['julian']} of {len(known)} dates are marked as Old Style")
    lasts = [date.latest for date in known if date.latest]
    if lang in ("ru", "kk") and lasts and max(lasts) < JULIAN_UNTIL and min(lasts) > "1700":
        return Prior("julian", f"all {len(lasts)} dates are before 14 February 1918, when Russia changed calendars")
    return UNTOLD


def _is_early(date: DateExpression) -> bool:
    return date.latest is not None and date.latest < "1500"
