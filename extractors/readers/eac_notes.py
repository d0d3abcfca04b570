"""The parts of an authority record that stay words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractors.document import Note
from extractors.readers.eac_names import referred
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
_LEADING = tuple(f"{{*}}{name}" for name in ("ref", "ptr", "citation", "reference", "setComponent"))
"""Elements that may lead elsewhere."""
_XLINK = "{http://www.w3.org/1999/xlink}"
_ORDER = (
    "history", "structure", "context", "functions", "mandates", "legal-status", "occupation", "places", "languages",
    "local",
)  # fmt: skip


def description_notes(described: Element, about: str, declared: Mapping[str, str]) -> list[Note]:
    """Every section of the description, a section we have no name for under its own; then relations to records.

    about     local id of the described entity
    declared  @id of what the control section declares -> its words
    """
    description = child(described, "description")
    sections = [
        _section(_KINDS.get(local(item), local(item)), item, about, declared)
        for item in (description if description is not None else ())
        if (local(item) != "existDates" or child(item, "descriptiveNote") is not None) and prose(item)
    ]
    found = sorted(sections, key=lambda note: _ORDER.index(note.kind) if note.kind in _ORDER else len(_ORDER))
    for item in description.iter("{*}localDescription") if description is not None else ():
        if kind := (item.get("localType") or "").strip():
            more = "; ".join(_beside(item, declared))
            found.append(Note("local", f"{kind}: {spaced(item)}" + (f" ({more})" if more else ""), about=about))
    for item in described.iter(*_LEADING):
        if told := (item.get(XLINK_HREF) or item.get("href") or item.get("target") or "").strip():
            found.append(Note("link", spaced(item) or told, ref=told, about=about))
    for item in other_relations(described):
        kind = item.get("resourceRelationType") or item.get("functionRelationType") or target_type(item) or local(item)
        text = " ".join(part for part in (target_id(item), spaced(item)) if part)
        found.append(Note(kind, text, scheme=_end(item), ref=target_id(item), about=about))
    return list(dict.fromkeys(found))


def _beside(item: Element, declared: Mapping[str, str]) -> Iterator[str]:
    """What attributes of a local description say: its vocabulary, its dates, what declares its type."""
    for part in item.iter("{*}term"):
        yield from filter(None, (part.get("vocabularySource"), part.get("valueURI")))
    for date in dates_in(item):
        if (made := date_of(date)) is not None and made.edtf:
            yield made.edtf
    yield from referred(item, "localTypeDeclarationReference", declared)


def _section(kind: str, element: Element, about: str, declared: Mapping[str, str]) -> Note:
    """A section with its language and its heading; the heading stays among its words, as it does in its prose."""
    lang = name_tag(element.get(XML_LANG) or element.get("languageOfElement"), element.get("scriptOfElement"))
    told = [words(child(element, "head")), (element.get("localType") or "").strip()]
    told += referred(element, "sourceReference", declared)
    return Note(kind, prose(element), lang, head=" — ".join(filter(None, told)), about=about)


def _end(relation: Element) -> str:
    """What else the relation says of its other end: its kind of relation, its role, the words of its type."""
    told = [relation.get(f"{_XLINK}{name}") or "" for name in ("role", "arcrole", "title")]
    told += [words(child(relation, name)) for name in ("relationType", "targetRole")]
    told += [date.edtf for item in dates_in(relation) if (date := date_of(item)) is not None and date.edtf]
    target, entry = child(relation, "targetEntity"), child(relation, "relationEntry")
    told += [target.get("targetType") or ""] if target is not None else []
    told += [entry.get("localType") or ""] if entry is not None else []
    told += [part.get("valueURI") or "" for part in relation if local(part) in ("relationType", "targetRole")]
    told += [relation.get("certainty") or "", relation.get("lastDateTimeVerified") or ""]
    return "; ".join(dict.fromkeys(part.strip() for part in told if part.strip()))


def is_family(described: Element) -> bool:
    """Whether the entity is a family, which our labels do not tell from a body."""
    told = descend(described, "identity", "entityType")
    return told is not None and (told.get("value") or words(told)) == "family"


def prose(element: Element) -> str:
    """Words of a section, one line a paragraph."""
    body = MarkedText(BLOCKS, TERMS)
    body.walk(element)
    return body.text
