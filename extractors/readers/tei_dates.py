"""TEI att.datable attributes (@when, @from, @to, @notBefore, @notAfter, @when-custom) as EDTF."""

from __future__ import annotations

from extractors.readers.machine_dates import edtf_day, edtf_interval
from extractors.readers.safe_xml import Element

_CALENDARS = {
    "islamic": "hijri", "hijri": "hijri", "ah": "hijri", "julian": "julian", "gregorian": "gregorian",
    "ottomanfiscal": "rumi", "rumi": "rumi", "mali": "rumi", "coptic": "coptic",
}  # fmt: skip
_GREGORIAN = ("when", "when-iso", "from", "from-iso", "to", "to-iso", "notBefore", "notAfter")


def edtf_of(element: Element) -> str | None:
    """Gregorian EDTF of a datable element; None where the attributes give none or contradict ISO 8601."""
    get = element.get
    day = edtf_day(get("when") or get("when-iso"))
    if day is not None:
        return day
    first = get("from") or get("from-iso") or get("notBefore")
    last = get("to") or get("to-iso") or get("notAfter")
    return edtf_interval(first, last)


def calendar_of(element: Element) -> str:
    """Calendar that the words are in: gregorian, julian, hijri, rumi or coptic; unknown for an editor's own key."""
    value = (element.get("calendar") or element.get("datingMethod") or "").lstrip("#").lower()
    key = value.removeprefix("cal_").removeprefix("cal-")
    return _CALENDARS.get(key, "unknown") if key else "gregorian"


def unreadable(element: Element) -> str | None:
    """The first machine attribute that is no ISO 8601 value, as ``name="value"``; None where all are
    sound."""
    for name in _GREGORIAN:
        value = element.get(name)
        if value and edtf_day(value) is None:
            return f'{name}="{value}"'
    return None
