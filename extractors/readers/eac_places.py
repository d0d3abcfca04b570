"""Places of an authority record: where somebody was born, lived, worked; coordinates where they are given."""

from __future__ import annotations

from extractors.document import Entity, EntityRelation, Label, Name
from extractors.readers.coordinates import latitude_longitude
from extractors.readers.language_codes import name_tag
from extractors.readers.registry_ids import registry_id
from extractors.readers.safe_xml import XML_LANG, Element, child, children, words
from extractors.readers.structured_dates import date_of, dates_in

_ROLES = {
    "birth_place": ("birth", "naissance", "рождени", "туған", "ميلاد", "الولادة"),
    "death_place": ("death", "décès", "смерт", "қайтыс", "وفاة"),
}

_SCHEME = ("countryCode", "administrationCode", "vocabularySource", "vocabularySourceURI")
"""Attributes of a place's name that say where it is listed."""


def place_name(place: Element) -> Element | None:
    """Its placeEntry (1.0) or placeName (2.0)."""
    return next(iter(children(place, "placeEntry", "placeName")), None)


def place_id(name: Element, record_id: str) -> str:
    """Id in a registry, or in the vocabulary the archive names, or the name itself within the record."""
    outer = name.getparent()
    told = name.get("valueURI") or name.get("vocabularySource")
    if not told and outer is not None and outer.tag != name.tag:
        told = outer.get("valueURI")
    return registry_id(told) if told else f"{record_id}#place:{words(name)}"


def place_entity(place: Element, record_id: str, at: tuple[int, int]) -> Entity | None:
    """The place as an entity, where its coordinates are told; None otherwise. at: where its name stands."""
    name = place_name(place)
    if name is None or not words(name):
        return None
    point = child(place, "geographicCoordinates")
    at_point = latitude_longitude(
        name.get("latitude"),
        name.get("longitude"),
        words(point),
        (point.get("coordinateSystem") or "") if point is not None else "",
    )
    if at_point is None:
        return None
    script = name.get("scriptCode") or name.get("scriptOfElement")
    lang = name_tag(name.get(XML_LANG) or name.get("languageOfElement"), script)
    known = place_id(name, record_id)
    return Entity(
        local_id=known,
        label="PLACE",
        names=(Name(words(name), lang, preferred=True),),
        identifiers=(known,) if not known.startswith(f"{record_id}#") else (),
        latitude=at_point[0],
        longitude=at_point[1],
        start=at[0],
        end=at[1],
    )


def place_relation(place: Element, record_id: str, label: Label, at: tuple[int, int]) -> EntityRelation | None:
    """What the place is to the described entity; None for a place without a name. at: where it stands."""
    name = place_name(place)
    if name is None or not words(name):
        return None
    stated = child(place, "placeRole")
    role = words(stated) or name.get("localType") or place.get("localType") or ""
    more = (name.get("localType"), place.get("localType"), stated.get("valueURI") if stated is not None else "")
    found = next((kind for kind, parts in _ROLES.items() if any(part in role.casefold() for part in parts)), None)
    return EntityRelation(
        type=found if found is not None and label == "PERSON" else "location",
        target=place_id(name, record_id),
        target_name=words(name),
        target_label="PLACE",
        date=next((made for item in dates_in(place) if (made := date_of(item)) is not None), None),
        note="; ".join(dict.fromkeys(part.strip() for part in (role, *more) if part and part.strip())),
        scheme=" ".join(filter(None, map(name.get, _SCHEME))),
        start=at[0],
        end=at[1],
    )
