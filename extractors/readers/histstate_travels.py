"""Visits of foreign leaders, and travels of presidents and secretaries of state, as events."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import DateExpression, Document, Entity, EntityRelation, Name
from extractors.readers.field_text import FieldText
from extractors.readers.histstate_people import LICENCE, PEOPLE, TERRITORY, clerical, name_of_slug, record_id
from extractors.readers.machine_dates import dated, edtf_interval
from extractors.readers.safe_xml import Element, child, children, words
from extractors.source import Source

_HOST = Entity(TERRITORY + "united-states", "PLACE", (Name("United States", "en"),))
_KINDS = (
    ("state visit", "state-visit"),
    ("official visit", "official-visit"),
    ("working visit", "working-visit"),
    ("summit", "conference"),
)


def visit(record: Element, source: Source) -> Document:
    """A visit to the United States, which is what the list is of: its visitor takes part, under a local id of this
    visit alone, since the record tells the name only."""
    number, _ = record_id(record)
    identity, event = f"visits/{number}", f"visits:{number}"
    visitor, description = words(child(record, "visitor")), words(child(record, "description"))
    lines = _dates(record)
    lines.named("visitor", visitor, "PERSON", f"{event}#visitor")
    entities = [Entity(f"{event}#visitor", "PERSON", (Name(visitor, "en"),))] if visitor else []
    relations = [EntityRelation("participant", f"{event}#visitor", visitor, "PERSON")] if visitor else []
    for item in children(record, "from"):
        place = _country(item)
        lines.named("from", words(item), "PLACE", place.local_id)
        entities.append(place)
        relations.append(EntityRelation("associated", place.local_id, place.names[0].value, "PLACE"))
    relations.append(EntityRelation("location", _HOST.local_id, _HOST.names[0].value, "PLACE"))
    entities.append(_HOST)
    lines.field("description", description)
    lowered = description.lower()
    kind = next((key for word, key in _KINDS if word in lowered), "official-visit")
    title = f"Visit of {visitor}, {_period(record).expressed}"
    return _event(record, source, identity, event, title, kind, lines, relations, entities)


def trip(record: Element, source: Source) -> Document:
    """A journey of a president or secretary of state to a country and the places named in it."""
    role = words(child(record, "role")) or record.get("role") or "traveller"
    (number, _), who = record_id(record), record.get("who") or ""
    identity, event = f"travels/{role}/{number}", f"travels:{role}/{number}"
    name = words(child(record, "name"))
    traveller = PEOPLE + who if who else f"{event}#traveller"
    lines = _dates(record)
    lines.field("role", role)
    lines.named("name", name, "PERSON", traveller)
    entities = [Entity(traveller, "PERSON", (Name(name, "en"),))] if name else []
    relations = [EntityRelation("participant", traveller, name, "PERSON")] if name else []
    countries = [_country(item) for item in children(record, "country")]
    for item, country in zip(children(record, "country"), countries, strict=True):
        lines.named("country", words(item), "PLACE", country.local_id)
        entities.append(country)
        relations.append(EntityRelation("location", country.local_id, country.names[0].value, "PLACE"))
    for locale in (part.strip() for item in children(record, "locale") for part in words(item).split(",")):
        if locale and countries:
            key = f"{countries[0].local_id}/{locale.casefold()}"
            lines.named("locale", locale, "PLACE", key)
            inside = EntityRelation("part_of", countries[0].local_id, countries[0].names[0].value, "PLACE")
            entities.append(Entity(key, "PLACE", (Name(locale, "en"),), relations=(inside,)))
            relations.append(EntityRelation("location", key, locale, "PLACE"))
    lines.field("remarks", words(child(record, "remarks")))
    where = ", ".join(country.names[0].value for country in countries)
    title = f"Travel of {name} to {where}, {_period(record).expressed}"
    return _event(record, source, identity, event, title, "official-travel", lines, relations, entities)


def _event(
    record: Element,
    source: Source,
    identity: str,
    event: str,
    title: str,
    kind: str,
    lines: FieldText,
    relations: list[EntityRelation],
    entities: list[Entity],
) -> Document:
    text = lines.text
    made = Entity(
        local_id=event,
        label="EVENT",
        names=(Name(title, "en", preferred=True),),
        description=words(child(record, "description")) or words(child(record, "remarks")),
        dates=(_period(record),),
        relations=tuple(replace(relation, start=0, end=len(text)) for relation in relations),
        event_type=kind,
        start=0,
        end=len(text),
    )
    unique = {entity.local_id: entity for entity in entities}
    return Document(
        id=identity,
        source_id=source.stem,
        title=title,
        title_lang="en",
        text=text,
        form="visit-record",
        mentions=tuple(lines.mentions),
        dates=tuple(lines.dates),
        entities=(made, *unique.values()),
        describes=(event,),
        notes=clerical(record),
        warnings=record_id(record)[1],
        language="en",
        licence=LICENCE,
    )


def _dates(record: Element) -> FieldText:
    lines = FieldText()
    for name in ("start-date", "end-date"):
        lines.date(name, words(child(record, name)))
    return lines


def _period(record: Element) -> DateExpression:
    start, end = words(child(record, "start-date")), words(child(record, "end-date"))
    expressed = " – ".join(dict.fromkeys(part for part in (start, end) if part))
    return dated(expressed, edtf_interval(start, end or start), role="event")


def _country(element: Element) -> Entity:
    slug = element.get("id") or "-".join(words(element).lower().split())
    return Entity(TERRITORY + slug, "PLACE", (Name(words(element) or name_of_slug(slug), "en"),))
