"""Relations to other persons, families and bodies: cpfRelation of EAC-CPF 1.0, relation of 2.0."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from extractors.document import EntityRelation, Label
from extractors.readers.eac_names import referred
from extractors.readers.eac_relation_types import relation_type
from extractors.readers.marked_text import spaced
from extractors.readers.name_parts import joined
from extractors.readers.safe_xml import XLINK_HREF, Element, child, children, local, words
from extractors.readers.structured_dates import date_of, dates_in

_XLINK = "{http://www.w3.org/1999/xlink}"
_RECORDS = frozenset(("resource", "function"))
_TARGETS: tuple[tuple[str, Label], ...] = (
    ("person", "PERSON"), ("corporate", "ORG"), ("family", "ORG"), ("place", "PLACE"), ("event", "EVENT"),
)  # fmt: skip


def agent_relations(described: Element) -> list[Element]:
    """Those whose other end is an agent, a place or an event, in order."""
    found = children(child(described, "relations"), "cpfRelation", "relation")
    return [item for item in found if target_type(item) not in _RECORDS]


def other_relations(described: Element) -> list[Element]:
    """Those to records and functions."""
    found = children(child(described, "relations"), "resourceRelation", "functionRelation", "relation")
    return [item for item in found if local(item) != "relation" or target_type(item) in _RECORDS]


def target_type(element: Element) -> str:
    """@targetType of a 2.0 relation, else @xlink:role; in small letters, empty for none."""
    target = child(element, "targetEntity")
    told = target.get("targetType") if target is not None else element.get(f"{_XLINK}role")
    return (told or "").lower()


def target_id(element: Element) -> str:
    """Id or address of the other end; empty for none."""
    target = child(element, "targetEntity")
    if target is not None:
        return (target.get("valueURI") or target.get("target") or "").strip()
    return (element.get(XLINK_HREF) or element.get("href") or "").strip()


def target_name(element: Element) -> str:
    """What the source calls the other end; empty for none."""
    target = child(element, "targetEntity")
    return joined(target) or words(target) if target is not None else spaced(child(element, "relationEntry"))


def told_type(element: Element) -> str:
    """@cpfRelationType, or the words or the IRI of relationType."""
    told = child(element, "relationType")
    if told is None:
        return element.get("cpfRelationType") or ""
    return words(told) or told.get("valueURI") or ""


def told_terms(element: Element) -> str:
    """The type with everything that tells it: its words and its IRI."""
    told = child(element, "relationType")
    more = [told.get("valueURI") or "", told.get("vocabularySource") or ""] if told is not None else []
    return " ".join(dict.fromkeys(part for part in (told_type(element), *more) if part))


def is_identity(element: Element) -> bool:
    """Whether it says that the other is the same one, described elsewhere."""
    return told_type(element).lower() in ("identity", "sameas", "same as")


def remarks(element: Element, declared: Mapping[str, str]) -> list[str]:
    """What its attributes say of it: how certain it is, whether it was verified, what it was taken from."""
    told = [
        f"{name}: {value}"
        for name in ("certainty", "status", "lastDateTimeVerified")
        if (value := (element.get(name) or "").strip())
    ]
    return told + [f"source: {words_}" for words_ in referred(element, "sourceReference", declared)]


def relation(
    element: Element, label: Label, start: int, end: int, declared: Mapping[str, str] = MappingProxyType({})
) -> EntityRelation:
    """One relation with the words that state it; label is of the described entity.

    declared: @id of what the control section declares -> its words
    """
    note = spaced(child(element, "descriptiveNote")).strip("@ ")
    role = child(element, "targetRole")
    roles = [element.get(f"{_XLINK}arcrole") or ""] if role is None else [words(role), role.get("valueURI") or ""]
    told = next((found for word, found in _TARGETS if word in target_type(element)), None)
    stated = child(element, "relationType")
    closer = stated.get("valueURI") or "" if stated is not None else ""
    kind = relation_type(told_type(element), [*filter(None, (*roles, closer)), note], label, told)
    if told in ("PLACE", "EVENT"):  # which the words for persons and bodies do not fit
        kind = "location" if told == "PLACE" else "associated"
    extra = remarks(element, declared)
    family = kind in ("family", "child", "parent", "spouse", "sibling")
    name = target_name(element)
    return EntityRelation(
        type=kind,
        target=target_id(element) or f"name:{name}",
        target_name=name,
        target_label=told or ("PERSON" if family else "ORG" if kind == "member_of" else label),
        date=next((made for item in dates_in(element) if (made := date_of(item)) is not None), None),
        note="; ".join(dict.fromkeys(part for part in (words(role), *_more(element, role), note, *extra) if part)),
        scheme=told_terms(element),
        start=start,
        end=end,
    )


def _more(element: Element, role: Element | None) -> list[str]:
    """Addresses and kinds beside the words of the role and of the other end's name; the place of the relation."""
    entry = child(element, "relationEntry")
    told = [role.get("valueURI") or ""] if role is not None else []
    told += [element.get(f"{_XLINK}title") or "", (entry.get("localType") or "") if entry is not None else ""]
    return told + [words(item) for item in children(element, "placeEntry", "placeName")]
