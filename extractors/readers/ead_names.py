"""Names in a finding aid as mentions, and the places whose coordinates it tells."""

from __future__ import annotations

from extractors.document import Entity, Label, Mention, Name
from extractors.readers.coordinates import latitude_longitude
from extractors.readers.ead_words import SKIP
from extractors.readers.language_codes import name_tag
from extractors.readers.name_parts import joined_name
from extractors.readers.registry_ids import registry_id
from extractors.readers.safe_xml import Element, child, local, words

LABELS: dict[str, Label] = {
    "persname": "PERSON", "corpname": "ORG", "famname": "ORG", "geogname": "PLACE", "repository": "ORG",
}  # fmt: skip
"""A family is a group of persons, as RiC-O has it, so it goes with the bodies. A repository is one where it is but
words."""
_RELATORS = {
    "author": "author", "aut": "author", "creator": "creator", "cre": "creator", "collector": "collector",
    "col": "collector", "addressee": "addressee", "recipient": "addressee", "rcp": "addressee", "sender": "sender",
    "publisher": "publisher", "pbl": "publisher", "автор": "author", "адресат": "addressee", "отправитель": "sender",
    "المرسل": "sender", "المرسل إليه": "addressee", "المؤلف": "author", "жіберуші": "sender", "алушы": "addressee",
}  # fmt: skip
"""@relator (EAD3) or @role (EAD 2002), MARC codes or words -> our role."""


def mention(element: Element, start: int, end: int, unit_id: str) -> Mention:
    """The mention that a name element is."""
    normal = joined_name(element) or None
    return Mention(
        start,
        end,
        LABELS[local(element)],
        "catalogue",
        1.0,
        _reference(element) or (place_key(element, unit_id) if _point(element) else None),
        _role(element),
        normal=normal if normal != words(element) else None,
        said=_said(element),
    )


def names_something(element: Element) -> bool:
    """Whether the element is a name itself: a repository is one where no name and no address stands in it."""
    return local(element) != "repository" or not any(isinstance(item.tag, str) for item in element)


def place_entity(element: Element, start: int, end: int, unit_id: str) -> Entity | None:
    """A geogname with coordinates as an entity; None for any other name."""
    point = _point(element)
    if point is None:
        return None
    reference = _reference(element)
    name = joined_name(element) or words(element)
    return Entity(
        local_id=reference or place_key(element, unit_id),
        label="PLACE",
        names=(Name(name, name_tag(element.get("lang"), element.get("script")), preferred=True),),
        identifiers=(reference,) if reference and ":" in reference else (),
        latitude=point[0],
        longitude=point[1],
        start=start,
        end=end,
    )


def place_key(element: Element, unit_id: str) -> str:
    """Local id of a place that has none: its name, within the unit."""
    return f"{unit_id}#place:{joined_name(element) or words(element)}"


def _reference(element: Element) -> str | None:
    told = element.get("authfilenumber") or element.get("identifier") or ""
    return registry_id(told, element.get("source") or "") or None


def _point(element: Element) -> tuple[float, float] | None:
    told = child(element, "geographiccoordinates")
    return None if told is None else latitude_longitude(both=words(told), system=told.get("coordinatesystem") or "")


def _role(element: Element) -> str | None:
    """Part in the unit: as the name's relator says, else from where in the description it stands."""
    told = (element.get("relator") or element.get("role") or "").strip().lower()
    if told in _RELATORS:
        return _RELATORS[told]
    if local(element) == "repository":
        return "holder"
    for outer in element.iterancestors():
        name = local(outer)
        if name == "origination":
            return "collector" if "collector" in (outer.get("label") or "").lower() else "creator"
        if name == "controlaccess":
            return "subject"
        if name == "repository":
            return "holder"
        if name in SKIP:
            break
    return None


def _said(element: Element) -> tuple[tuple[str, str], ...]:
    """What its attributes say besides: vocabulary, rules, a role that is none of ours, its number there."""
    role = (element.get("relator") or element.get("role") or "").strip()
    number = element.get("authfilenumber") or element.get("identifier") or ""
    origin = next((item for item in element.iterancestors() if local(item) == "origination"), None)
    label = (origin.get("label") or "").strip() if origin is not None else ""
    told = (
        ("source", element.get("source") or ""),
        ("rules", element.get("rules") or ""),
        ("role", role if role.lower() not in _RELATORS else ""),
        ("role", label if label.lower() not in ("", "creator", "collector", "origination", role.lower()) else ""),
        ("number", number),
        ("normal", element.get("normal") or ""),
    )
    return tuple((key, value.strip()) for key, value in told if value.strip())
