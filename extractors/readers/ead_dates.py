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
_DATECHARS = {"creation": "creation", "publication": "publication", "accumulation": "accumulation"}


def date_at(element: Element, text: str, start: int, end: int, level: Level) -> DateExpression:
    """The date that stands there in the text of its unit.

    Its role is that of a unitdate (creation of a record, accumulation of a set), None for dates in running text.
    """
    made = _understood(element)
    role = _role(element, level)
    if made is None:
        return dated(text[start:end], None, role=role, method="catalogue", start=start, end=end)
    return replace(made, expressed=text[start:end], role=role, start=start, end=end)


def wordless_dates(unit: Element, level: Level) -> list[DateExpression]:
    """Dates of the unit that are told by attributes alone."""
    holders = children(child(unit, "did"), "unitdate", "unitdatestructured")
    elements = [item for holder in holders for item in holder.iter(*(f"{{*}}{name}" for name in sorted(MARKS)))]
    silent = [item for item in elements if not "".join(map(str, item.itertext())).strip()]
    made = [(_understood(item), _role(item, level)) for item in silent]
    return [replace(date, role=role) for date, role in made if date is not None]


def _understood(element: Element) -> DateExpression | None:
    """As mark-up tells it; None where it tells nothing."""
    if local(element) in ("datesingle", "daterange"):
        return date_of(element)
    edtf = edtf_normal((element.get("normal") or "").replace(" ", ""))
    return dated("", circa(edtf) if approximate(element) else edtf, method="catalogue") if edtf else None


def _role(element: Element, level: Level) -> str | None:
    holder: Element | None = element
    if local(element) in ("datesingle", "daterange"):
        holder = next((item for item in element.iterancestors() if local(item) == "unitdatestructured"), None)
    if holder is None or local(holder) not in ("unitdate", "unitdatestructured"):
        return None
    if (holder.get("type") or holder.get("unitdatetype")) == "bulk":
        return None
    role = "creation" if level in RECORDS else "accumulation"
    return _DATECHARS.get((holder.get("datechar") or "").lower(), role)
