"""One EAC-CPF record, of version 1.0 or 2.0, as a Document with its entity, every word of it quotable."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.document import Document, Entity, Mention, Name, Number
from extractors.readers.eac_access import access_of
from extractors.readers.eac_activities import MARKS as ACTIVITIES
from extractors.readers.eac_control import control_notes
from extractors.readers.eac_entity import entity, place_elements
from extractors.readers.eac_events import MARK, events
from extractors.readers.eac_identity import identity_notes
from extractors.readers.eac_notes import BLOCKS, TERMS, description_notes
from extractors.readers.eac_places import place_entity, place_id, place_name
from extractors.readers.language_codes import language_tag
from extractors.readers.marked_text import MarkedText
from extractors.readers.safe_xml import XML_ID, Element, child, children, descend, local, words

_MARKS = ACTIVITIES | {MARK, "nameEntry", "cpfRelation", "relation", "place", "placeEntry", "placeName"}


def record(root: Element, stem: str) -> Document:
    """The authority record; its id, and the entity's local id, is the recordId, else the file's stem.

    Of a record with several identities each is an entity, the second ``recordId#identity-2`` and so on.
    """
    control = child(root, "control")
    identity = words(descend(control, "recordId")) or stem
    body = MarkedText(BLOCKS, TERMS, _MARKS)
    described = list(root.iter("{*}cpfDescription"))
    for item in described:
        body.walk(item)
    sources = descend(control, "sources")
    if sources is not None:
        body.walk(sources)
    places = {element: (start, end) for element, start, end in body.places()}
    declared = _declared(control)
    entities = [
        entity(item, identity if number == 1 else f"{identity}#identity-{number}", identity, places, declared)
        for number, item in enumerate(described, 1)
    ]
    title = next((name for one in entities for name in one.names if name.preferred), Name(identity))
    return Document(
        id=identity,
        source_id=identity,
        title=title.value,
        title_lang=title.lang,
        text=body.text,
        language=_language(control),
        form="authority-record",
        mentions=tuple(
            Mention(start, end, "PLACE", "catalogue", 1.0, place_id(element, identity))
            for element, (start, end) in places.items()
            if local(element) in ("placeEntry", "placeName")
        ),
        entities=(
            *entities,
            *_placed(described, identity, places),
            *(
                event
                for item, one in zip(described, entities, strict=True)
                for event in events(item, one, identity, places)
            ),
        ),
        describes=tuple(one.local_id for one in entities),
        notes=(
            *(
                note
                for item, one in zip(described, entities, strict=True)
                for note in (
                    *description_notes(item, one.local_id, declared),
                    *identity_notes(item, one.local_id),
                )
            ),
            *control_notes(control),
        ),
        identifiers=tuple(words(item) for item in _other_ids(control) if words(item)),
        numbers=tuple(
            Number(words(item), kind)
            for item in _other_ids(control)
            if words(item) and (kind := (item.get("localType") or "").strip())
        ),
        scripts=_scripts(control),
        access=access_of(root),
    )


def _language(control: Element | None) -> str | None:
    """Language of the record: of languageDeclaration/language (1.0), or of the declaration itself (2.0)."""
    declared = child(control, "languageDeclaration") if control is not None else None
    inner = child(declared, "language") if declared is not None else None
    code = next((item.get("languageCode") for item in (inner, declared) if item is not None), None)
    return language_tag(code)


def _scripts(control: Element | None) -> tuple[str, ...]:
    """ISO 15924 codes of the scripts that the record is written in."""
    told = [
        item.get(name) or ""
        for part in children(control, "languageDeclaration")
        for item in part.iter()
        for name in ("scriptCode",)
        if isinstance(item.tag, str)
    ]
    return tuple(dict.fromkeys(code.strip().title() for code in told if code.strip()))


def _declared(control: Element | None) -> dict[str, str]:
    """@id of every convention, type, source and event of maintenance -> its short code, else the words that name it."""
    found = {}
    for item in control.iter("{*}*") if control is not None else ():
        if key := (item.get("id") or item.get(XML_ID) or "").strip():
            named = (child(item, name) for name in ("shortCode", "reference", "sourceEntry", "eventDescription"))
            found[key] = next((told for part in named if (told := words(part))), "")
    return found


def _other_ids(control: Element | None) -> list[Element]:
    found = children(control, "otherRecordId")
    for group in children(control, "otherRecordIds"):
        found += children(group, "otherRecordId")
    return found


def _placed(
    described: list[Element], identity: str, places: Mapping[Element, tuple[int, int]]
) -> list[Entity]:
    """The places whose coordinates are told, each once."""
    found: dict[str, Entity] = {}
    for place in (place for item in described for place in place_elements(item)):
        name = place_name(place)
        if name is not None and name in places:
            made = place_entity(place, identity, places[name])
            if made is not None:
                found.setdefault(made.local_id, made)
    return list(found.values())
