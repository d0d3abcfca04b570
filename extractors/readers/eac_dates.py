"""date, dateRange and dateSet of EAC-CPF 1.0."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import DateExpression, Label
from extractors.readers.machine_dates import OPEN, circa, dated, edtf_day, edtf_interval
from extractors.readers.safe_xml import Element, child, local, words


def date_of(element: Element, role: str | None = None) -> DateExpression | None:
    """A date or dateRange; None for one without words or machine date. A range without toDate is open."""
    if local(element) == "date":
        edtf = _approximate(element, edtf_day(element.get("standardDate")))
        return dated(words(element), edtf, role=role, method="catalogue") if words(element) or edtf else None
    first, last = child(element, "fromDate"), child(element, "toDate")
    expressed = " - ".join(part for part in (words(first), words(last)) if part)
    start = first.get("standardDate") if first is not None else OPEN
    end = last.get("standardDate") if last is not None else OPEN
    edtf = edtf_interval(start, end)
    return dated(expressed, edtf, role=role, method="catalogue") if expressed or edtf else None


def existence(holder: Element | None, label: Label) -> Iterator[DateExpression]:
    """Of existDates: birth and death for persons, one span of existence for others."""
    for item in holder if holder is not None else ():
        if local(item) == "dateSet":
            yield from existence(item, label)
        elif local(item) == "dateRange" and label == "PERSON":
            for name, role in (("fromDate", "birth"), ("toDate", "death")):
                part = child(item, name)
                if part is not None and (words(part) or part.get("standardDate")):
                    edtf = _approximate(part, edtf_day(part.get("standardDate")))
                    yield dated(words(part), edtf, role=role, method="catalogue")
        elif local(item) in ("date", "dateRange"):
            made = date_of(item, "existence")
            if made is not None:
                yield made


def _approximate(element: Element, edtf: str | None) -> str | None:
    return circa(edtf) if "approx" in (element.get("localType") or "") else edtf
