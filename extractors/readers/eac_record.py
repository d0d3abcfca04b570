"""One EAC-CPF record as a Document with its entity, every word of the description quotable."""

from __future__ import annotations

import re

from extractors.document import Document, Entity, Label, Mention, Name, Note
from extractors.readers.eac_dates import existence
from extractors.readers.eac_names import entries, names
from extractors.readers.eac_relations import is_identity, relation
from extractors.readers.language_codes import language_tag
from extractors.readers.marked_text import MarkedText
from extractors.readers.registry_ids import registry_id
from extractors.readers.safe_xml import XLINK_HREF, Element, child, children, descend, local, words

_ISNI = re.compile(r"\d{15}[\dX]")

_LABELS: dict[str, Label] = {"person": "PERSON", "corporateBody": "ORG", "family": "ORG"}
_BLOCKS = frozenset(
    {
        "nameEntry", "nameEntryParallel", "entityId", "entityType", "p", "item", "list", "place", "function", "mandate",
        "legalStatus", "occupation", "localDescription", "languageUsed", "cpfRelation", "resourceRelation",
        "functionRelation", "source", "sourceEntry", "chronItem", "existDates", "citation", "biogHist", "abstract",
        "head", "objectXMLWrap", "setComponent", "useDates", "term", "descriptiveNote", "dateRange", "date",
    }
)  # fmt: skip
_SECTIONS = (
    ("biogHist", "history"), ("structureOrGenealogy", "structure"), ("generalContext", "context"),
    ("functions", "functions"), ("function", "functions"), ("mandates", "mandates"), ("mandate", "mandates"),
    ("legalStatuses", "legal-status"), ("legalStatus", "legal-status"), ("occupations", "occupation"),
    ("occupation", "occupation"), ("places", "places"), ("place", "places"), ("languagesUsed", "languages"),
    ("languageUsed", "languages"), ("localDescriptions", "local"), ("localDescription", "local"),
)  # fmt: skip


def record(root: Element, stem: str) -> Document:
    """The authority record; its id, and the entity's local id, is the recordId, else the file's stem.

    Of a record with several identities each is an entity, the second ``recordId#identity-2`` and so on.
    """
    control = child(root, "control")
    identity = words(descend(control, "recordId")) or stem
    body = MarkedText(_BLOCKS, marks=frozenset(("nameEntry", "cpfRelation", "placeEntry")))
    described = list(root.iter("{*}cpfDescription"))
    for item in described:
        body.walk(item)
    sources = descend(control, "sources")
    if sources is not None:
        body.walk(sources)
    places = {element: (start, end) for element, start, end in body.places()}
    entities = tuple(_entity(item, identity, number, places) for number, item in enumerate(described, 1))
    language = descend(control, "languageDeclaration", "language")
    title = next((name for entity in entities for name in entity.names if name.preferred), Name(identity))
    return Document(
        id=identity,
        source_id=identity,
        title=title.value,
        title_lang=title.lang,
        text=body.text,
        language=language_tag(language.get("languageCode")) if language is not None else None,
        form="authority-record",
        mentions=tuple(
            Mention(start, end, "PLACE", "catalogue", 1.0, element.get("vocabularySource"))
            for element, (start, end) in places.items()
            if local(element) == "placeEntry"
        ),
        entities=entities,
        describes=tuple(entity.local_id for entity in entities),
        notes=tuple([note for item in described for note in _notes(item)] + _control_notes(control)),
        identifiers=tuple(words(item) for item in children(control, "otherRecordId") if words(item)),
    )


def _entity(described: Element, record_id: str, number: int, places: dict[Element, tuple[int, int]]) -> Entity:
    identity, description = child(described, "identity"), child(described, "description")
    label = _LABELS.get(words(descend(identity, "entityType")), "ORG")
    relations = children(child(described, "relations"), "cpfRelation")
    same = [
        registry_id(item.get(XLINK_HREF) or words(child(item, "relationEntry")))
        for item in relations
        if is_identity(item)
    ]
    start, end = next((places[entry] for entry in entries(identity) if entry in places), (None, None))
    return Entity(
        local_id=record_id if number == 1 else f"{record_id}#identity-{number}",
        label=label,
        names=names(identity),
        description=words(descend(description, "biogHist", "abstract")) or _first(descend(description, "biogHist")),
        dates=tuple(existence(descend(description, "existDates"), label)),
        identifiers=tuple(
            dict.fromkeys([*(_identifier(words(i)) for i in children(identity, "entityId") if words(i)), *same])
        ),
        relations=tuple(
            relation(item, label, *places[item]) for item in relations if item in places and not is_identity(item)
        ),
        start=start,
        end=end,
    )


def _identifier(value: str) -> str:
    """``ISNI 0000 0001 2158 9529`` -> ``isni:0000000121589529``; what has a scheme stays."""
    scheme, _, rest = value.partition(" ")
    if rest and scheme.isalpha():
        return f"{scheme.lower()}:{rest.replace(' ', '')}"
    if ":" in value:
        return registry_id(value)
    compact = "".join(value.split())
    return f"isni:{compact}" if _ISNI.fullmatch(compact) else f"id:{compact}"


def _first(section: Element | None) -> str:
    """First paragraph with words."""
    return next((words(item) for item in children(section, "p") if words(item)), "")


def _notes(described: Element) -> list[Note]:
    """The parts of a description that stay words, and its relations to records."""
    description = child(described, "description")
    found = [Note(kind, prose(item)) for name, kind in _SECTIONS for item in children(description, name) if prose(item)]
    for item in children(child(described, "relations"), "resourceRelation", "functionRelation"):
        kind = item.get("resourceRelationType") or item.get("functionRelationType") or local(item)
        found.append(Note(kind, " ".join(part for part in (item.get(XLINK_HREF), words(item)) if part)))
    return found


def _control_notes(control: Element | None) -> list[Note]:
    """What the record says of itself."""
    parts = control if control is not None else ()
    return [
        Note(local(item), prose(item))
        for item in parts
        if local(item) not in ("recordId", "otherRecordId") and prose(item)
    ]


def prose(element: Element) -> str:
    """Words of a section, one line a paragraph."""
    body = MarkedText(_BLOCKS)
    body.walk(element)
    return body.text
