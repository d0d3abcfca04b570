"""The three tables of places, read from the package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
Names = tuple[tuple[str, str, str], ...]

LANGUAGES = ("en", "ar", "ru", "kk")
_DATED = re.compile(r"(.+?)\[([^\]]+)\]\Z")


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """One place.

    id          ``geonames:290030``, or ``sunqar-place:zubarah`` where GeoNames was not consulted
    names       (language, name, years of use as EDTF or "") in the order of preference within a language
    curated     those of its names that our own table of historic names gives
    population  0 where it is not known;  kind: town, country or historic (a place with names of other times)
    """

    id: str
    country: str
    latitude: float | None
    longitude: float | None
    population: int
    kind: str
    names: Names
    curated: Names = ()


def _rows(name: str) -> Iterator[list[str]]:
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _names(columns: list[str]) -> Names:
    found = []
    for lang, column in zip(LANGUAGES, columns, strict=True):
        for name in column.split("|") if column else ():
            dated = _DATED.match(name) if name.endswith("]") else None
            found.append((lang, dated[1], dated[2]) if dated else (lang, name, ""))
    return tuple(found)


def _joined(historic: Names, present: Names) -> Names:
    """Names of both, each once; in a language the present name comes first, then the historic ones."""
    used = {(lang, name): years for lang, name, years in historic}
    first = {lang: name for lang, name, _ in reversed(present)}
    ordered = [(lang, first[lang]) for lang in LANGUAGES if lang in first]
    ordered += [name[:2] for name in (*historic, *present)]
    ordered.sort(key=lambda name: LANGUAGES.index(name[0]))
    return tuple((lang, name, used.get((lang, name), "")) for lang, name in dict.fromkeys(ordered))


def _float(text: str) -> float | None:
    return float(text) if text else None


@cache
def records() -> tuple[PlaceRecord, ...]:
    """All places. One of the historic table takes in what the others say of the same GeoNames id."""
    found: dict[str, PlaceRecord] = {}
    for key, geonames, country, lat, lon, *names in _rows("historic.tsv"):
        place = f"geonames:{geonames}" if geonames else f"sunqar-place:{key}"
        found[place] = PlaceRecord(
            place, country, _float(lat), _float(lon), 0, "historic", _names(names), _names(names)
        )
    towns = ((row[0], row[1], row[2], row[3], row[4], "town", row[5:]) for row in _rows("places.tsv"))
    lands = ((row[0], row[1], row[2], row[3], row[4], "country", row[5:]) for row in _rows("countries.tsv"))
    for number, country, lat, lon, people, kind, columns in (*lands, *towns):
        place, known = f"geonames:{number}", found.get(f"geonames:{number}")
        more = _names(columns)
        if known:
            lat, lon = str(known.latitude), str(known.longitude)
            more = _joined(known.names, more)
        found[place] = PlaceRecord(
            place, country, float(lat), float(lon), int(people), kind, more, known.curated if known else ()
        )
    return tuple(found[place] for place in sorted(found))
