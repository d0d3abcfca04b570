"""Dates of a finding aid: unitdate and date with @normal, and the structured ones of EAD3."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import DateExpression, Level
from extractors.readers.ead_levels import RECORDS
from extractors.readers.machine_dates import circa, dated, edtf_normal
from extractors.readers.safe_xml import Element, child, children, local
from extractors.readers.structured_dates import approximate, date_of

MARKS = frozenset(("unitdate", "date", "datesingle", "daterange"))
"""Elements whose words are a date."""
_CALENDARS = {
    "gregorian": "gregorian", "julian": "julian", "hijri": "hijri", "islamic": "hijri", "lunar hijri": "hijri",
    "rumi": "rumi", "coptic": "coptic", "solar hijri": "solar-hijri", "persian": "solar-hijri",
}  # fmt: skip
_USUAL = (("certainty", frozenset({""})), ("era", frozenset({"ce", "ad"})), ("calendar", frozenset(_CALENDARS)))
"""Attributes of dates with the values that say nothing more."""
_DATECHARS = {"creation": "creation", "publication": "publication", "accumulation": "accumulation"}


def date_at(element: Element, text: str, start: int, end: int, level: Level) -> DateExpression:
    """The date that stands there in the text of its unit.

    Its role is that of a unitdate (creation of a record, accumulation of a set, or bulk), None for dates in running
    text.
    """
    made = _understood(element)
    role = _role(element, level)
    if made is None:
        made = dated("", None, method="catalogue")
    made = replace(made, calendar=calendar_of(element), qualifiers=qualifiers(element))
    return replace(made, expressed=text[start:end], role=role, start=start, end=end)


def wordless_dates(unit: Element, level: Level) -> list[DateExpression]:
    """Dates of the unit that are told by attributes alone."""
    holders = children(child(unit, "did"), "unitdate", "unitdatestructured")
    elements = [item for holder in holders for item in holder.iter(*(f"{{*}}{name}" for name in sorted(MARKS)))]
    silent = [item for item in elements if not "".join(map(str, item.itertext())).strip()]
    made = [(_understood(item), item) for item in silent]
    return [
        replace(date, role=_role(item, level), calendar=calendar_of(item), qualifiers=qualifiers(item))
        for date, item in made
        if date is not None
    ]


def calendar_of(element: Element) -> str:
    """Key of the calendar that @calendar tells, Gregorian where it tells none, unknown where it is none of ours."""
    told = (element.get("calendar") or "gregorian").strip().lower()
    return _CALENDARS.get(told, "unknown")


def qualifiers(element: Element) -> tuple[str, ...]:
    """What the attributes of a date, or of the unitdatestructured around it, say besides the day."""
    outer = next((item for item in element.iterancestors() if local(item) == "unitdatestructured"), None)
    found = []
    for item in [element] if outer is None else [element, outer]:
        for name in ("type", "unitdatetype", "datechar", "label"):
            if told := (item.get(name) or "").strip():
                found.append(told.lower() if name != "label" else f"label: {told}")
        for name, usual in _USUAL:
            told = (item.get(name) or "").strip()
            if told and told.lower() not in usual:
                found.append(f"{name}: {told}")
    return tuple(dict.fromkeys(found))


def _understood(element: Element) -> DateExpression | None:
    """As mark-up tells it; None where it tells nothing."""
    if local(element) in ("datesingle", "daterange"):
        return date_of(element)
    edtf = edtf_normal((element.get("normal") or element.get("standarddate") or "").replace(" ", ""))
    return dated("", circa(edtf) if approximate(element) else edtf, method="catalogue") if edtf else None


def _role(element: Element, level: Level) -> str | None:
    holder: Element | None = element
    if local(element) in ("datesingle", "daterange"):
        holder = next((item for item in element.iterancestors() if local(item) == "unitdatestructured"), None)
    if holder is None or local(holder) not in ("unitdate", "unitdatestructured"):
        return None
    if (holder.get("type") or holder.get("unitdatetype")) == "bulk":
        return "bulk"
    role = "creation" if level in RECORDS else "accumulation"
    return _DATECHARS.get((holder.get("datechar") or "").lower(), role)
