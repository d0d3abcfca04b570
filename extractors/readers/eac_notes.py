"""The parts of an authority record that stay words."""

from __future__ import annotations

from extractors.document import Note
from extractors.readers.eac_relations import other_relations, target_id, target_type
from extractors.readers.marked_text import MarkedText, spaced
from extractors.readers.safe_xml import Element, child, descend, local, words

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
_ORDER = (
    "history", "structure", "context", "functions", "mandates", "legal-status", "occupation", "places", "languages",
    "local",
)  # fmt: skip


def description_notes(described: Element) -> list[Note]:
    """Every section of the description, a section we have no name for under its own; then relations to records."""
    description = child(described, "description")
    sections = [
        Note(_KINDS.get(local(item), local(item)), prose(item))
        for item in (description if description is not None else ())
        if (local(item) != "existDates" or child(item, "descriptiveNote") is not None) and prose(item)
    ]
    found = sorted(sections, key=lambda note: _ORDER.index(note.kind) if note.kind in _ORDER else len(_ORDER))
    identity = child(described, "identity")
    remark = child(identity, "descriptiveNote") if identity is not None else None
    if remark is not None and prose(remark):
        found.append(Note("identity", prose(remark)))
    if is_family(described):
        found.append(Note("entity-type", "family"))
    for item in other_relations(described):
        kind = item.get("resourceRelationType") or item.get("functionRelationType") or target_type(item) or local(item)
        found.append(Note(kind, " ".join(part for part in (target_id(item), spaced(item)) if part)))
    return found


def is_family(described: Element) -> bool:
    """Whether the entity is a family, which our labels do not tell from a body."""
    told = descend(described, "identity", "entityType")
    return told is not None and (told.get("value") or words(told)) == "family"


def control_notes(control: Element | None) -> list[Note]:
    """What the record says of itself."""
    parts = control if control is not None else ()
    return [
        Note(local(item), prose(item))
        for item in parts
        if local(item) not in ("recordId", "otherRecordId", "otherRecordIds") and prose(item)
    ]


def prose(element: Element) -> str:
    """Words of a section, one line a paragraph."""
    body = MarkedText(BLOCKS, TERMS)
    body.walk(element)
    return body.text
