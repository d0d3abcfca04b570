"""Identifiers in registries elsewhere, as links where the registry has pages."""

from __future__ import annotations

import re
from dataclasses import dataclass

_REGISTRIES = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/entity/{}", r"Q\d+"),
    "viaf": ("VIAF", "https://viaf.org/viaf/{}", r"\d+"),
    "isni": ("ISNI", "https://isni.org/isni/{}", r"[\dX]{16}"),
    "geonames": ("GeoNames", "https://sws.geonames.org/{}/", r"\d+"),
    "lcnaf": ("Library of Congress", "https://id.loc.gov/authorities/names/{}", r"n[a-z]?\d+"),
    "gnd": ("GND", "https://d-nb.info/gnd/{}", r"[\dX-]+"),
    "orcid": ("ORCID", "https://orcid.org/{}", r"[\dX-]{19}"),
    "tgn": ("Getty TGN", "http://vocab.getty.edu/tgn/{}", r"\d+"),
    "ulan": ("Getty ULAN", "http://vocab.getty.edu/ulan/{}", r"\d+"),
    "aat": ("Getty AAT", "http://vocab.getty.edu/aat/{}", r"\d+"),
    "pleiades": ("Pleiades", "https://pleiades.stoa.org/places/{}", r"\d+"),
    "histstate-people": ("Office of the Historian", "", r"\d+"),
}


@dataclass(frozen=True, slots=True)
class Outside:
    """registry: its name or code; number: in it; address: of its page, empty where there is none to link."""

    registry: str
    number: str
    address: str


def outside(values: tuple[str, ...]) -> tuple[Outside, ...]:
    """From ``viaf:90635782`` and the like, by registry."""
    return tuple(sorted((_one(value) for value in values), key=lambda each: (each.registry.lower(), each.number)))


def _one(value: str) -> Outside:
    if re.match(r"https?://[^\s\"'<>]+$", value):
        return Outside(value.split("/")[2], value, value)
    code, _, number = value.partition(":")
    name, address, shape = _REGISTRIES.get(code, (code, "", ".+"))
    bare = number.replace(" ", "")
    return Outside(name, number, address.format(bare) if address and re.fullmatch(shape, bare) else "")
