"""Ids in public registries, however a source writes them, as ``scheme:value``: the same for everybody."""

from __future__ import annotations

import re

SCHEMES = {
    "viaf": "viaf", "wikidata": "wikidata", "wiki": "wikidata", "wd": "wikidata", "geonames": "geonames",
    "geon": "geonames", "gn": "geonames", "isni": "isni", "gnd": "gnd", "lcnaf": "lcnaf", "naf": "lcnaf",
    "orcid": "orcid",
}  # fmt: skip
"""What sources call a registry -> what we call it."""

_ADDRESSES = tuple(
    (re.compile(rf"https?://(?:www\.)?{pattern}/?$", re.IGNORECASE), scheme)
    for pattern, scheme in (
        (r"viaf\.org/viaf/(\d+)", "viaf"),
        (r"wikidata\.org/(?:wiki|entity)/(Q\d+)", "wikidata"),
        (r"(?:sws\.)?geonames\.org/(\d+)(?:/[^/]*)?", "geonames"),
        (r"isni\.org/(?:isni/)?(\d{15}[\dX])", "isni"),
        (r"d-nb\.info/gnd/([\dX-]+)", "gnd"),
        (r"id\.loc\.gov/authorities/names/(n[a-z]*\d+)", "lcnaf"),
        (r"orcid\.org/([\dX-]{19})", "orcid"),
    )
)


def registry_id(value: str, source: str = "") -> str:
    """``https://viaf.org/viaf/12`` and, of source ``viaf``, ``12`` -> ``viaf:12``; anything else unchanged."""
    value = value.strip()
    for address, scheme in _ADDRESSES:
        match = address.match(value)
        if match:
            return f"{scheme}:{match.group(1)}"
    prefix, colon, rest = value.partition(":")
    if colon and prefix.lower() in SCHEMES and not rest.startswith("//"):
        return f"{SCHEMES[prefix.lower()]}:{rest}"
    if value and not colon and source.lower() in SCHEMES:
        return f"{SCHEMES[source.lower()]}:{value}"
    return value
