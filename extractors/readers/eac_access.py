"""Who may see an authority record: @audience, its publication and its maintenance status."""

from __future__ import annotations

from extractors.document import Access
from extractors.readers.safe_xml import Element, child, words

_NOT_PUBLIC = {
    "inprocess": "publication status: in process",
    "deleted": "maintenance status: deleted",
    "deletedsplit": "maintenance status: deleted and split",
    "deletedreplaced": "maintenance status: deleted and replaced",
    "deletedmerged": "maintenance status: deleted and merged",
    "cancelled": "maintenance status: cancelled",
}


def access_of(root: Element) -> Access | None:
    """Closed for a record that is internal, unfinished or deleted (EAC-CPF 1.0 and 2.0); None for any other."""
    if root.get("audience") == "internal":
        return Access("closed", words='audience="internal"')
    control = child(root, "control")
    for name in ("publicationStatus", "maintenanceStatus"):
        element = child(control, name) if control is not None else None
        told = (control.get(name) if control is not None else "") or words(element)
        if element is not None:
            told = told or element.get("value") or ""
        if (why := _NOT_PUBLIC.get(told.replace("-", "").replace(" ", "").lower())) is not None:
            return Access("closed", words=why)
    return None
