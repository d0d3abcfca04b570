"""All places: GeoNames' towns and the countries, two tables, and the curated historic places (``historic.py``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from extractors.gazetteer.historic import LANGUAGES, Names, historic_places

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """One place.

    id          ``geonames:290030``, or ``sunqar-place:zubarah`` where GeoNames was not consulted
    names       (language, name, years of use as EDTF or "") in the order of preference within a language
    curated     those of its names that the file of historic places gives
    spotted     those of them that are looked for in running text
    population  0 where it is not known
    kind        town, country, historic (a place with names of other times) or site (a small one of these)
    """

    id: str
    country: str
    latitude: float | None
    longitude: float | None
    population: int
    kind: str
    names: Names
    curated: Names = ()
    spotted: Names = ()


def _rows(name: str) -> Iterator[list[str]]:
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _names(columns: list[str]) -> Names:
    found = []
    for lang, column in zip(LANGUAGES, columns, strict=True):
        found += [(lang, name, "") for name in (column.split("|") if column else ())]
    return tuple(found)


def _joined(historic: Names, present: Names) -> Names:
    """Names of both, each once; in a language the present name comes first, then the historic ones."""
    used = {(lang, name): years for lang, name, years in historic}
    first = {lang: name for lang, name, _ in reversed(present)}
    ordered = [(lang, first[lang]) for lang in LANGUAGES if lang in first]
    ordered += [name[:2] for name in (*historic, *present)]
    ordered.sort(key=lambda name: LANGUAGES.index(name[0]))
    return tuple((lang, name, used.get((lang, name), "")) for lang, name in dict.fromkeys(ordered))


@cache
def records() -> tuple[PlaceRecord, ...]:
    """All places. One of the historic places takes in what the others say of the same GeoNames id."""
    found: dict[str, PlaceRecord] = {}
    for one in historic_places():
        place = f"geonames:{one.geonames}" if one.geonames else f"sunqar-place:{one.key}"
        spotted = one.names if one.spotted else ()
        kind = "historic" if one.spotted or one.kind in "AHL" else "site"
        found[place] = PlaceRecord(
            place, one.country, one.latitude, one.longitude, 0, kind, one.names, one.names, spotted
        )
    towns = ((row[0], row[1], row[2], row[3], row[4], "town", row[5:]) for row in _rows("places.tsv"))
    lands = ((row[0], row[1], row[2], row[3], row[4], "country", row[5:]) for row in _rows("countries.tsv"))
    for number, country, lat, lon, people, kind, columns in (*lands, *towns):
        place = f"geonames:{number}"
        known = found.get(place)
        more = _names(columns)
        if known is None:
            found[place] = PlaceRecord(place, country, float(lat), float(lon), int(people), kind, more)
        else:
            found[place] = replace(known, population=int(people), kind=kind, names=_joined(known.names, more))
    return tuple(found[place] for place in sorted(found))


@cache
def by_id() -> dict[str, PlaceRecord]:
    """The places by their ids."""
    return {record.id: record for record in records()}
