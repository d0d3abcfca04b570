"""What an authority record says of itself: its control section."""

from __future__ import annotations

from extractors.document import Note
from extractors.readers.eac_notes import prose
from extractors.readers.marked_text import spaced
from extractors.readers.safe_xml import XLINK_HREF, Element, children, local

_KINDS = {
    "maintenanceAgency": "maintenance-agency", "maintenanceHistory": "maintenance-history",
    "maintenanceStatus": "maintenance-status", "publicationStatus": "maintenance-status", "sources": "sources",
    "conventionDeclaration": "rules", "languageDeclaration": "language", "rightsDeclaration": "use",
}  # fmt: skip
_IDS = ("recordId", "otherRecordId", "otherRecordIds")
_SAID = ("value", "localType", "countryCode", "standardDate", "linkTitle")
"""Attributes whose values are words of the record's own description."""
_EVENT = ("maintenanceEventType", "agentType", "eventType")
_STATUS = ("maintenanceStatus", "publicationStatus", "detailLevel", "base")


def control_notes(control: Element | None) -> list[Note]:
    """Each part of the control section as a note, of the maintenance each event, and every link."""
    found = []
    for item in control if control is not None else ():
        kind = local(item)
        if kind in _IDS:
            continue
        told = " ".join(dict.fromkeys(_told(part, name) for part in item.iter("{*}*") for name in _SAID)).strip()
        if prose(item) or told:
            found.append(Note(_KINDS.get(kind, kind), ": ".join(filter(None, (told, prose(item))))))
        for event in children(item, "maintenanceEvent") if kind == "maintenanceHistory" else ():
            found += _event(event)
        for inner in item.iter("{*}*"):
            if address := _told(inner, XLINK_HREF) or _told(inner, "href"):
                found.append(Note("link", spaced(inner) or address, scheme=kind, ref=address))
    for name in _STATUS:
        if control is not None and (told := _told(control, name)):
            found.append(Note("maintenance-status", f"{name}: {told}"))
    return list(dict.fromkeys(found))


def _event(event: Element) -> list[Note]:
    """One event of maintenance, with what its attributes and those of its parts say."""
    stated = [_told(event, name) for name in _EVENT]
    stated += [_told(part, name) for part in event.iter("{*}*") for name in ("value", "standardDateTime", "agentType")]
    said = list(dict.fromkeys(filter(None, stated)))
    return [Note("maintenance-history", " ".join([*said, spaced(event)]))] if said else []


def _told(element: Element, name: str) -> str:
    return (element.get(name) or "").strip()
