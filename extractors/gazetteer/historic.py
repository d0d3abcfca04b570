"""The curated historic places, read from ``places.lpf.json``.

The file is in the Linked Places Format (GeoJSON-T, https://github.com/LinkedPasts/linked-places-format), one feature a
line. Kept by hand; every feature names the works in which it can be checked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "places.lpf.json"
LANGUAGES = ("en", "ar", "ru", "kk")
_PREFIX = "sunqar-place:"

Names = tuple[tuple[str, str, str], ...]
"""(language, name, years of use as EDTF or "")."""


@dataclass(frozen=True, slots=True)
class HistoricPlace:
    """One feature of the file.

    key       the last part of its ``@id``, stable;  country  ISO 3166 code, "" where it is in none or in several
    geonames  the number that its ``exactMatch`` link gives
    kind      GeoNames' feature class: P inhabited place, A administrative, H water, L region, T land form, S site
    names     ordered by language, within a language as in the file
    spotted   whether its names are looked for in running text, too
    """

    key: str
    country: str
    latitude: float | None
    longitude: float | None
    geonames: int | None
    kind: str
    names: Names
    spotted: bool


def historic_places(file: Path = FILE) -> tuple[HistoricPlace, ...]:
    """All features of a file, in its order."""
    return tuple(_place(feature) for feature in json.loads(file.read_text("utf-8"))["features"])


def _place(feature: Mapping[str, Any]) -> HistoricPlace:
    properties = feature["properties"]
    lon, lat = feature["geometry"]["coordinates"] if "geometry" in feature else (None, None)
    links = [link["identifier"] for link in feature.get("links", ())]
    numbers = [int(link.removeprefix("gn:")) for link in links if link.startswith("gn:")]
    names = [(name["lang"].partition("-")[0], name["toponym"], _years(name)) for name in feature["names"]]
    names.sort(key=lambda name: LANGUAGES.index(name[0]))
    return HistoricPlace(
        feature["@id"].removeprefix(_PREFIX),
        "".join(properties["ccodes"][:1]),
        lat,
        lon,
        numbers[0] if numbers else None,
        properties["fclasses"][0],
        tuple(names),
        properties["spotted"],
    )


def _years(name: Mapping[str, Any]) -> str:
    """Years of use as EDTF: ``1921/1993``, ``1993/..``, ``../1930``; "" where none are told."""
    spans = name.get("when", {}).get("timespans", ())
    if not spans:
        return ""
    start, end = (spans[0].get(side, {}).get("in", "..") for side in ("start", "end"))
    return f"{start}/{end}"
