"""What a document says of itself that its undecided dates may lean on: when it was written, by which calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day

from extractors.dates.prior import JULIAN_UNTIL, UNTOLD, Prior, prior
from extractors.document import DateExpression, Document

_LINES = re.compile(r"[^\n]*\S[^\n]*")
_HEAD = 3
_LONGEST_DATELINE = 80
_DATELINE_SURE = 0.8
_LONGEST_SPAN = 366
_OLD_LETTERS = re.compile(r"[ѣѢѵѴ]|[бвгджзклмнпрстфхцчшщ]ъ(?!\w)")
_OLD_ENOUGH = 5
_SINGLE = ("item", "list")
_DOUBLE = ("two styles", "two calendars")


@dataclass(frozen=True, slots=True)
class Context:
    """The date of a document, how it is known, the calendar its dates keep to.

    written   None where the document does not tell
    said      what that date is, as a phrase for reasons
    calendar  of years that may be of several eras
    julian    why an unmarked day before 14 February 1918 is of the Old Style; empty where nothing says so
    """

    written: DateExpression | None = None
    said: str = "the date of the document"
    calendar: Prior = UNTOLD
    julian: str = ""


def context_of(document: Document | None, text: str, found: Sequence[DateExpression], lang: str) -> Context:
    """The context of a text of a document, None where there is none, in which these dates were read.

    The date of a record is its date of creation, or else the day of its publication, or else its dateline: a day that
    stands in one of its first or last three lines, short ones. Descriptions and units of several records have none.
    """
    catalogued = document.dates if document else ()
    written, said = _catalogued(catalogued), "the date of the document"
    single = document is None or (document.level in _SINGLE and document.text_kind == "content")
    if not single:
        written = None
    elif written is None and document is not None:
        written, said = _dateline(text, found), "the dateline"
    known = [*found, *(date for date in catalogued if date.role is None)]
    return Context(written, said, prior(known, lang), _julian(text, written, known, lang))


def _catalogued(dates: Iterable[DateExpression]) -> DateExpression | None:
    """The only date of creation of a year or less, or else the only day of publication."""
    for role, longest in (("creation", _LONGEST_SPAN), ("publication", 1)):
        spans = {(date.earliest, date.latest): date for date in dates if date.role == role and date.earliest}
        if len(spans) > 1:
            return None
        for date in spans.values():
            return date if date.latest and _length(date) <= longest else None
    return None


def _length(date: DateExpression) -> int:
    return (Day.fromisoformat(date.latest or "") - Day.fromisoformat(date.earliest or "")).days + 1


def _dateline(text: str, found: Sequence[DateExpression]) -> DateExpression | None:
    days = [date for date in found if date.start is not None and date.earliest and date.earliest == date.latest]
    lines = [match.span() for match in _LINES.finditer(text)]
    for start, end in (*lines[:_HEAD], *reversed(lines[-_HEAD:])):
        here = [date for date in days if start <= (date.start or 0) < end]
        if len(here) == 1 and end - start <= _LONGEST_DATELINE:
            return replace(here[0], confidence=min(_DATELINE_SURE, here[0].confidence))
    return None


def _julian(text: str, written: DateExpression | None, dates: Sequence[DateExpression], lang: str) -> str:
    """Why the days are of the Old Style. No reason holds where some are later or are given in both styles."""
    later = any(date.latest is None or date.latest >= JULIAN_UNTIL for date in dates if date.edtf)
    if lang not in ("ru", "kk") or later or any(date.rule in _DOUBLE for date in dates):
        return ""
    if written and written.latest and "1700" < written.latest < JULIAN_UNTIL:
        return "the document is of before 14 February 1918, when Russia changed calendars"
    if sum(1 for _ in _OLD_LETTERS.finditer(text)) >= _OLD_ENOUGH:
        return "the spelling is that of before 1918, when Russia changed calendars"
    marked = sum(date.calendar == "julian" for date in dates)
    return f"{marked} other dates are marked as Old Style" if marked else ""
