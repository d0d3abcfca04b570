"""cpfRelation of EAC-CPF 1.0 as relations between entities."""

from __future__ import annotations

from extractors.document import EntityRelation, Label
from extractors.readers.eac_dates import date_of
from extractors.readers.safe_xml import XLINK_HREF, Element, child, local, words

_TYPES = {
    "hierarchical-parent": "part_of",
    "hierarchical-child": "has_part",
    "temporal-earlier": "predecessor",
    "temporal-later": "successor",
    "family": "family",
    "associative": "associated",
    "hierarchical": "associated",
    "temporal": "associated",
}
"""@cpfRelationType -> our type, read as "the other is its …" for predecessor and successor, as EAC has it."""
_CONTROL = {"part_of": "controlled_by", "has_part": "controls"}
_ROLES: tuple[tuple[str, Label], ...] = (("person", "PERSON"), ("corporate", "ORG"), ("family", "ORG"))


def is_identity(element: Element) -> bool:
    """Whether it says that the other is the same one, described elsewhere."""
    return element.get("cpfRelationType") == "identity"


def relation(element: Element, label: Label, start: int, end: int) -> EntityRelation:
    """One relation with the words that state it; label is of the described entity.

    A note ``isControlledBy``, as archivists add to tell command from membership, makes a hierarchy one of control.
    """
    kind = _TYPES.get(element.get("cpfRelationType") or "", "associated")
    note = words(child(element, "descriptiveNote")).strip("@ ")
    if "isControlledBy" in note:
        kind = _CONTROL.get(kind, kind)
    name = words(child(element, "relationEntry"))
    target = (element.get(XLINK_HREF) or element.get("href") or "").strip()
    role = (element.get("{http://www.w3.org/1999/xlink}role") or "").lower()
    told = next((found for word, found in _ROLES if word in role), None)
    dates = (item for item in element if local(item) in ("date", "dateRange"))
    return EntityRelation(
        type=kind,
        target=target or f"name:{name}",
        target_name=name,
        target_label=told or ("PERSON" if kind == "family" else label),
        date=next((made for item in dates if (made := date_of(item)) is not None), None),
        note=note,
        start=start,
        end=end,
    )
