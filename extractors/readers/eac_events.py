"""Dated events of a life or of a body's history: the items of a chronList in biogHist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractors.document import Entity, EntityRelation, Label, Name
from extractors.languages.fold import fold
from extractors.readers.eac_places import place_id
from extractors.readers.safe_xml import Element, words
from extractors.readers.structured_dates import date_of, dates_in

MARK = "chronItem"


def events(
    described: Element, about: Entity, record_id: str, places: Mapping[Element, tuple[int, int]]
) -> Iterator[Entity]:
    """Each item that names an event, as an event in which the described one took part.

    about: the described entity; places: where the words of the items stand
    """
    taken: set[str] = set()
    for item in described.iter(f"{{*}}{MARK}"):
        named = [words(part) for part in item.iter("{*}event") if words(part)]
        if not named or item not in places:
            continue
        start, end = places[item]
        dates = tuple(date for part in dates_in(item) if (date := date_of(part, "event")) is not None)
        name = "; ".join(named)
        key = f"{about.local_id}#event-{fold(name)}|{dates[0].edtf or dates[0].expressed if dates else ''}"
        if key in taken:
            continue
        taken.add(key)
        yield Entity(
            local_id=key,
            label="EVENT",
            names=(Name(name, preferred=True),),
            dates=dates,
            relations=(
                _end("participant", about.local_id, _called(about), about.label, start, end),
                *(
                    _end("location", place_id(part, record_id), words(part), "PLACE", start, end)
                    for part in item.iter("{*}placeEntry", "{*}placeName")
                    if words(part)
                ),
            ),
            start=start,
            end=end,
        )


def _end(kind: str, target: str, name: str, label: Label, start: int, end: int) -> EntityRelation:
    return EntityRelation(kind, target, name, label, start=start, end=end)


def _called(entity: Entity) -> str:
    return next((name.value for name in entity.names if name.preferred), entity.local_id)
