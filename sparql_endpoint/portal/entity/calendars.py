"""A date in both calendars: Anno Hegirae and Common Era, never outside the range in which a calendar holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extractors.dates.calendars import native
from kg.dossier.model import Day
from sparql_endpoint.portal.catalogues import N_
from sparql_endpoint.portal.context import gettext as _

_HIJRA = date(622, 7, 19)
"""First day of the year 1 of the Hegira, reckoned as a Gregorian day."""
_LAST_AH = date(2077, 11, 16)
"""Last day for which tables of the Umm al-Qura calendar exist; later days are nobody's history."""
_REFORM = date(1582, 10, 15)
_HIJRI_MONTHS = (
    N_("Muharram"), N_("Safar"), N_("Rabi I"), N_("Rabi II"), N_("Jumada I"), N_("Jumada II"), N_("Rajab"),
    N_("Shaban"), N_("Ramadan"), N_("Shawwal"), N_("Dhu al-Qadah"), N_("Dhu al-Hijjah"),
)  # fmt: skip
_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Both:
    """ce, ah: the date in words of the reader's language, empty where the calendar does not reach so far.

    about: whether the Hijri one is reckoned by the tabular calendar, which may be a day off what was observed.
    backward: whether the Gregorian one lies before that calendar was in use.
    """

    ce: str
    ah: str
    about: bool
    backward: bool


def both(day: Day) -> Both:
    """The two forms of a date whose first and last day are known; empty ones where they are not."""
    first, last = _day(day.first), _day(day.last)
    if first is None or last is None or last < first:
        return Both("", "", False, False)
    ah = ""
    if first >= _HIJRA and last <= _LAST_AH:
        ah = _span(native("hijri", first), native("hijri", last), _HIJRI_MONTHS, _("%(date)s AH"))
    ce = _span(native("gregorian", first), native("gregorian", last), _MONTHS, _("%(date)s CE"))
    return Both(ce, ah, bool(ah) and day.calendar != "hijri", first < _REFORM)


def _span(first: tuple[int, int, int], last: tuple[int, int, int], months: tuple[str, ...], era: str) -> str:
    if first == last:
        text = f"{first[2]} {_(months[first[1] - 1])} {first[0]}"
    elif first[0] == last[0]:
        same = first[:2] == last[:2]
        text = f"{_(months[first[1] - 1])} {first[0]}" if same else str(first[0])
    else:
        text = f"{first[0]}–{last[0]}"
    return era % {"date": text}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
