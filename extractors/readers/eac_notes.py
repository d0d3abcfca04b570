"""The parts of an authority record that stay words."""

from __future__ import annotations

from extractors.document import Note
from extractors.readers.eac_relations import other_relations, target_id, target_type
from extractors.readers.language_codes import name_tag
from extractors.readers.marked_text import MarkedText, spaced
from extractors.readers.safe_xml import XLINK_HREF, XML_LANG, Element, child, descend, local, words
from extractors.readers.structured_dates import date_of, dates_in

BLOCKS = frozenset(
    {
        "nameEntry", "nameEntryParallel", "nameEntrySet", "entityId", "identityId", "entityType", "p", "item", "list",
        "place", "function", "mandate", "legalStatus", "occupation", "localDescription", "languageUsed", "cpfRelation",
        "relation", "resourceRelation", "functionRelation", "source", "sourceEntry", "chronItem", "existDates",
        "biogHist", "abstract", "head", "objectXMLWrap", "setComponent", "useDates", "term",
        "descriptiveNote", "dateRange", "date",
    }
)  # fmt: skip
TERMS = frozenset(("citation", "reference"))
_KINDS = {
    "biogHist": "history", "structureOrGenealogy": "structure", "generalContext": "context", "function": "functions",
    "mandate": "mandates", "legalStatuses": "legal-status", "legalStatus": "legal-status",
    "occupations": "occupation", "place": "places", "languagesUsed": "languages", "languageUsed": "languages",
    "localDescriptions": "local", "localDescription": "local",
}  # fmt: skip
_CONTROL = {
    "maintenanceAgency": "maintenance-agency", "maintenanceHistory": "maintenance-history",
    "maintenanceStatus": "maintenance-status", "publicationStatus": "maintenance-status", "sources": "sources",
    "conventionDeclaration": "rules", "languageDeclaration": "language", "rightsDeclaration": "use",
}  # fmt: skip
_LEADING = tuple(f"{{*}}{name}" for name in ("ref", "ptr", "citation", "reference", "setComponent"))
"""Elements that may lead elsewhere."""
_EVENT = ("maintenanceEventType", "agentType", "eventType")
_XLINK = "{http://www.w3.org/1999/xlink}"
_ORDER = (
    "history", "structure", "context", "functions", "mandates", "legal-status", "occupation", "places", "languages",
    "local",
)  # fmt: skip


def description_notes(described: Element, about: str) -> list[Note]:
    """Every section of the description, a section we have no name for under its own; then relations to records.

    about: local id of the described entity
    """
    description = child(described, "description")
    sections = [
        _section(_KINDS.get(local(item), local(item)), item, about)
        for item in (description if description is not None else ())
        if (local(item) != "existDates" or child(item, "descriptiveNote") is not None) and prose(item)
    ]
    found = sorted(sections, key=lambda note: _ORDER.index(note.kind) if note.kind in _ORDER else len(_ORDER))
    for item in description.iter("{*}localDescription") if description is not None else ():
        if kind := (item.get("localType") or "").strip():
            source = next((told for part in item.iter("{*}term") if (told := part.get("vocabularySource"))), "")
            found.append(Note("local", f"{kind}: {spaced(item)}" + (f" ({source})" if source else ""), about=about))
    identity = child(described, "identity")
    remark = child(identity, "descriptiveNote") if identity is not None else None
    if remark is not None and prose(remark):
        found.append(Note("identity", prose(remark), about=about))
    if is_family(described):
        found.append(Note("entity-type", "family", about=about))
    for item in described.iter(*_LEADING):
        if told := (item.get(XLINK_HREF) or item.get("href") or item.get("target") or "").strip():
            found.append(Note("link", spaced(item) or told, ref=told, about=about))
    for item in other_relations(described):
        kind = item.get("resourceRelationType") or item.get("functionRelationType") or target_type(item) or local(item)
        text = " ".join(part for part in (target_id(item), spaced(item)) if part)
        found.append(Note(kind, text, scheme=_end(item), ref=target_id(item), about=about))
    return list(dict.fromkeys(found))


def _section(kind: str, element: Element, about: str) -> Note:
    """A section with its language and its heading; the heading stays among its words, as it does in its prose."""
    lang = name_tag(element.get(XML_LANG) or element.get("languageOfElement"), element.get("scriptOfElement"))
    head = " — ".join(filter(None, (words(child(element, "head")), (element.get("localType") or "").strip())))
    return Note(kind, prose(element), lang, head=head, about=about)


def _end(relation: Element) -> str:
    """What else the relation says of its other end: its kind of relation, its role, the words of its type."""
    told = [relation.get(f"{_XLINK}{name}") or "" for name in ("role", "arcrole", "title")]
    told += [words(child(relation, name)) for name in ("relationType", "targetRole")]
    told += [date.edtf for item in dates_in(relation) if (date := date_of(item)) is not None and date.edtf]
    target = child(relation, "targetEntity")
    told += [target.get("targetType") or ""] if target is not None else []
    return "; ".join(dict.fromkeys(part.strip() for part in told if part.strip()))


def is_family(described: Element) -> bool:
    """Whether the entity is a family, which our labels do not tell from a body."""
    told = descend(described, "identity", "entityType")
    return told is not None and (told.get("value") or words(told)) == "family"


def control_notes(control: Element | None) -> list[Note]:
    """What the record says of itself; of its maintenance each event."""
    found = []
    for item in control if control is not None else ():
        kind = local(item)
        if kind in ("recordId", "otherRecordId", "otherRecordIds"):
            continue
        told = " ".join(filter(None, (item.get(name) or "" for name in ("value", "localType", "countryCode"))))
        if prose(item) or told:
            text = ": ".join(filter(None, (told, prose(item))))
            found.append(Note(_CONTROL.get(kind, kind), text))
        for event in item if kind == "maintenanceHistory" else ():
            stated = [
                value
                for part in event
                for name in ("value", "standardDateTime")
                if isinstance(part.tag, str) and (value := (part.get(name) or "").strip())
            ]
            stated += [value for name in _EVENT if (value := (event.get(name) or "").strip())]
            if stated:
                found.append(Note("maintenance-history", " ".join([*dict.fromkeys(stated), spaced(event)])))
        for inner in item.iter():
            told = (inner.get(XLINK_HREF) or inner.get("href") or "").strip() if isinstance(inner.tag, str) else ""
            if told:
                found.append(Note("link", spaced(inner) or told, scheme=kind, ref=told))
    for name in ("maintenanceStatus", "publicationStatus", "detailLevel", "base"):
        if control is not None and (told := (control.get(name) or "").strip()):
            found.append(Note("maintenance-status", f"{name}: {told}"))
    return list(dict.fromkeys(found))


def prose(element: Element) -> str:
    """Words of a section, one line a paragraph."""
    body = MarkedText(BLOCKS, TERMS)
    body.walk(element)
    return body.text
