"""Dates with a structure: date, dateRange and dateSet of EAC-CPF 1.0 and 2.0, datesingle and the like of EAD3.

EAC-CPF writes names in camel case and EAD3 in small letters; otherwise they agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.document import DateExpression, Label
from extractors.readers.machine_dates import OPEN, bounds, circa, dated, edtf_day, edtf_interval
from extractors.readers.safe_xml import Element, local, words

SINGLE = frozenset(("date", "datesingle"))
RANGE = frozenset(("dateRange", "daterange"))
SET = frozenset(("dateSet", "dateset"))


def attribute(element: Element, name: str) -> str:
    """An attribute by its camel-case name or its name in small letters; empty for none."""
    return (element.get(name) or element.get(name.lower()) or "").strip()


def dates_in(holder: Element | None) -> Iterator[Element]:
    """Single dates and ranges directly in an element or in its sets, in order."""
    for item in holder if holder is not None else ():
        if local(item) in SINGLE | RANGE:
            yield item
        elif local(item) in SET:
            yield from dates_in(item)


def date_of(element: Element, role: str | None = None) -> DateExpression | None:
    """One single date or range; None for one without words or machine date.

    A range without an end is open, as is one whose end is ``ongoing``. Only notBefore and notAfter: one day of that
    span (EDTF level 2, ``[1991..1993]``).
    """
    if local(element) in RANGE:
        first, last = _end(element, "fromDate"), _end(element, "toDate")
        told = [part for part in (element, first, last) if part is not None]
        expressed = " - ".join(part for part in (words(first), words(last)) if part)
        edtf = edtf_interval(_day(first, "notBefore"), _day(last, "notAfter"))
        start, slash, end = (edtf or "").partition("/")
        if approximate(element) or (first is not None and approximate(first)):
            start = circa(start) or ""
        if approximate(element) or (last is not None and approximate(last)):
            end = circa(end) or ""
        return _dated(expressed, start + slash + end or None, role, _qualifiers(*told))
    said = _qualifiers(element)
    day = _standard(element)
    if day is not None:
        return _dated(words(element), circa(day) if approximate(element) else day, role, said)
    early, late = _edge(element, "notBefore"), _edge(element, "notAfter")
    if early is None and late is None:
        return _dated(words(element), None, role, said)
    made = _dated(words(element), f"[{early or ''}..{late or ''}]", role, said)
    first_day, last_day = bounds(early)[0], bounds(late)[1]
    return None if made is None else replace(made, earliest=first_day, latest=last_day)


def existence(holder: Element | None, label: Label) -> Iterator[DateExpression]:
    """Of existDates: birth and death for persons, one span of existence for others."""
    for item in dates_in(holder):
        if local(item) in RANGE and label == "PERSON":
            for name, role in (("fromDate", "birth"), ("toDate", "death")):
                part = _end(item, name)
                made = date_of_end(part, role) if part is not None else None
                if made is not None:
                    yield replace(made, qualifiers=tuple(dict.fromkeys((*made.qualifiers, *_qualifiers(item)))))
        else:
            made = date_of(item, "existence")
            if made is not None:
                yield made


def date_of_end(element: Element, role: str | None = None) -> DateExpression | None:
    """A fromDate or toDate alone, as a single date; None where it is empty, unknown or still to come."""
    if attribute(element, "status").lower() in ("ongoing", "unknown"):
        return None
    return date_of(element, role)


def used(holder: Element | None) -> tuple[str | None, str | None]:
    """First and last day of use that useDates tells, each in EDTF or in words; None where untold."""
    ends: list[tuple[str | None, str | None]] = []
    for item in dates_in(holder):
        if local(item) in RANGE:
            ends.append((_told(_end(item, "fromDate")), _told(_end(item, "toDate"))))
        else:
            made = date_of(item)
            ends.append((made.edtf or made.expressed, None) if made is not None else (None, None))
    return (ends[0][0], ends[-1][1]) if ends else (None, None)


def _end(range_: Element, name: str) -> Element | None:
    return next((item for item in range_ if local(item) in (name, name.lower())), None)


def _told(end: Element | None) -> str | None:
    return (_standard(end) or words(end) or None) if end is not None else None


def _standard(element: Element) -> str | None:
    """The machine date; none before the common era, which ISO years of four digits do not reach."""
    if attribute(element, "era").lower() in ("bce", "bc"):
        return None
    return edtf_day(attribute(element, "standardDate"))


def _edge(element: Element, name: str) -> str | None:
    return edtf_day(attribute(element, name))


def _day(end: Element | None, other: str) -> str:
    """ISO day of one end of a range; ``..`` where there is no such end, empty where it is unknown."""
    if end is None or attribute(end, "status").lower() == "ongoing":
        return OPEN
    return _standard(end) or _edge(end, other) or ""


def approximate(element: Element) -> bool:
    """Whether the source marks it as approximate."""
    told = f"{attribute(element, 'localType')} {attribute(element, 'certainty')}".lower()
    return any(word in told for word in ("approx", "circa")) or attribute(element, "certainty").lower() == "ca"


def _qualifiers(*elements: Element) -> tuple[str, ...]:
    """What the attributes say besides the day: how certain it is, an era before ours, the kind of date."""
    found = []
    for element in elements:
        if told := attribute(element, "certainty"):
            found.append(f"certainty: {told}")
        if (told := attribute(element, "era")).lower() not in ("", "ce", "ad"):
            found.append(f"era: {told}")
        if told := attribute(element, "localType"):
            found.append(told.lower())
    return tuple(dict.fromkeys(found))


def _dated(
    expressed: str, edtf: str | None, role: str | None, qualifiers: tuple[str, ...] = ()
) -> DateExpression | None:
    if not expressed and not edtf:
        return None
    return replace(dated(expressed, edtf, role=role, method="catalogue"), qualifiers=qualifiers)
