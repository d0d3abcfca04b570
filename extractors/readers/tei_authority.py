"""TEI registers (listPerson, listPlace, listOrg, listEvent) as one authority record with an Entity an
entry."""

from __future__ import annotations

from extractors.document import DateExpression, Document, Entity, EntityRelation, Label, Name
from extractors.readers.language_codes import language_tag
from extractors.readers.machine_dates import dated
from extractors.readers.safe_xml import XML_ID, XML_LANG, Element, children, line_of, local, words
from extractors.readers.tei_dates import calendar_of, edtf_of
from extractors.readers.tei_header import Header
from extractors.readers.tei_references import external
from extractors.readers.text_builder import TextBuilder

_KINDS: dict[str, tuple[Label, str]] = {
    "person": ("PERSON", "pers"),
    "place": ("PLACE", "place"),
    "org": ("ORG", "org"),
    "event": ("EVENT", "event"),
}
EVENT_TYPES = frozenset(
    {
        "state-visit", "official-visit", "working-visit", "official-travel", "agreement", "recognition", "conference",
        "establishment-of-relations", "opening-of-embassy",
    }
)  # fmt: skip
_NAMES = ("persName", "placeName", "orgName", "geogName", "eventName", "label", "desc")
_DATES = {"birth": "birth", "death": "death", "floruit": "existence", "date": "existence"}
_WORDS = ("note", "occupation", "desc", "p", "residence", "nationality", "trait", "state")


def entries(root: Element) -> list[Element]:
    """All entries of registers anywhere in a file, in order."""
    return [
        item
        for item in root.iter("{*}person", "{*}place", "{*}org", "{*}event")
        if item.getparent() is not None
        and (local(item.getparent()).startswith("list") or local(item.getparent()) == "place")  # type: ignore[arg-type]
    ]


def register(found: list[Element], header: Header, identity: str) -> Document:
    """The authority record of a file's entries. The text has one line an entry, all its words."""
    out = TextBuilder()
    entities: dict[str, Entity] = {}
    warnings: list[str] = []
    own_keys = {item: _key(item, header.scope) for item in found}
    for item in found:
        key = own_keys[item]
        line = " ".join(words(part) for part in _own_parts(item) if words(part))
        start, end = out.add_line(line)
        if key is None:
            warnings.append(f"TEI015 line {line_of(item)}: an entry without xml:id or idno cannot be referred to")
        elif key in entities:
            warnings.append(f"TEI016 line {line_of(item)}: the id {key} is used twice; the first entry stands")
        else:
            entities[key] = _entity(item, key, own_keys, start, end)
    return Document(
        id=identity,
        source_id=header.id,
        title=header.title,
        title_lang=header.title_lang,
        text=out.text,
        language=header.language,
        form="authority-record",
        entities=tuple(entities.values()),
        describes=tuple(entities),
        notes=header.notes,
        licence=header.licence,
        url=header.url,
        warnings=tuple(warnings),
    )


def _event_type(item: Element) -> str:
    """Key of the event type scheme, ``other`` where @type is none."""
    return found if (found := (item.get("type") or "").lower().replace(" ", "-")) in EVENT_TYPES else "other"


def _own_parts(item: Element) -> list[Element]:
    """Children of an entry that are not entries themselves."""
    return [part for part in item if local(part) not in _KINDS and not local(part).startswith("list")]


def _key(item: Element, scope: str) -> str | None:
    """What mentions call the entry: its number in the editors' own register, else ``scope#xml:id``."""
    segment = _KINDS[local(item)][1]
    for idno in children(item, "idno"):
        if idno.get("type") == "oape" and words(idno):
            return external("oape", words(idno), segment)
    identity = item.get(XML_ID)
    return f"{scope}#{identity}" if identity else None


def _entity(item: Element, key: str, keys: dict[Element, str | None], start: int, end: int) -> Entity:
    label, segment = _KINDS[local(item)]
    identifiers = [external(i.get("type") or "id", words(i), segment) for i in children(item, "idno") if words(i)]
    latitude, longitude = _coordinates(item)
    return Entity(
        local_id=key,
        label=label,
        names=_names(item),
        description=" ".join(words(part) for part in children(item, *_WORDS) if words(part)),
        dates=_dates(item),
        identifiers=tuple(dict.fromkeys(i for i in identifiers if i != key)),
        relations=_relations(item, keys),
        event_type=_event_type(item) if label == "EVENT" else None,
        latitude=latitude,
        longitude=longitude,
        start=start,
        end=end,
    )


def _names(item: Element) -> tuple[Name, ...]:
    """Names in order, the first preferred; copies flattened for search (@type flattened, noAddName) are left
    out."""
    found: dict[tuple[str, str | None], Name] = {}
    for part in children(item, *_NAMES):
        value, lang = words(part), language_tag(part.get(XML_LANG))
        if value and part.get("type") not in ("flattened", "noAddName") and (value, lang) not in found:
            found[value, lang] = Name(value, lang, preferred=not found)
    return tuple(found.values())


def _dates(item: Element) -> tuple[DateExpression, ...]:
    return tuple(
        dated(words(part), edtf_of(part), role=_DATES[local(part)], calendar=calendar_of(part))
        for part in children(item, *_DATES)
        if words(part) or edtf_of(part)
    )


def _relations(item: Element, keys: dict[Element, str | None]) -> tuple[EntityRelation, ...]:
    """A place within a place is part of it."""
    for outer in item.iterancestors("{*}place"):
        target = keys.get(outer)
        if target:
            name = next((name.value for name in _names(outer)), "")
            return (EntityRelation("part_of", target, name, "PLACE"),)
    return ()


def _coordinates(item: Element) -> tuple[float | None, float | None]:
    """Latitude and longitude of location/geo in degrees, WGS 84; None for none or beyond the globe."""
    for location in children(item, "location"):
        for geo in children(location, "geo"):
            parts = words(geo).replace(",", " ").split()
            try:
                latitude, longitude = (float(part) for part in parts)
            except ValueError:
                continue
            if abs(latitude) <= 90 and abs(longitude) <= 180:
                return latitude, longitude
    return None, None
