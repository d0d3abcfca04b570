"""Ids in public registries, however a source writes them, as ``scheme:value``: the same for everybody."""

from __future__ import annotations

import re
from urllib.parse import unquote

SCHEMES = {
    "viaf": "viaf", "wikidata": "wikidata", "wiki": "wikidata", "wd": "wikidata", "qid": "wikidata",
    "geonames": "geonames", "geon": "geonames", "gn": "geonames", "isni": "isni", "gnd": "gnd", "lcnaf": "lcnaf",
    "naf": "lcnaf", "lccn": "lcnaf", "orcid": "orcid", "tgn": "tgn", "ulan": "ulan", "bnf": "bnf",
}  # fmt: skip
"""What sources call a registry -> what we call it."""

CLOSE = "closematch:"
"""Before an id that a source calls near its entity (``skos:closeMatch``), not the same."""

_ADDRESSES = tuple(
    (re.compile(rf"(?:[a-z]+\.)*{pattern}\Z", re.IGNORECASE), scheme)
    for pattern, scheme in (
        (r"viaf\.org/(?:[a-z]{2}/)?viaf/(\d+)(?:[./].*)?", "viaf"),
        (r"wikidata\.org/(?:wiki/(?:Special:EntityData/)?|entity/)(Q\d+)(?:\.[a-z]+)?", "wikidata"),
        (r"geonames\.org/(\d+)(?:/[^/]*)?", "geonames"),
        (r"isni\.org/(?:isni/|page/)?([\dX -]+)", "isni"),
        (r"(?:d-nb\.info|lobid\.org|explore\.gnd\.network)/gnd/([\dX-]+)(?:[./].*)?", "gnd"),
        (r"id\.loc\.gov/authorities/names/(n[a-z]*\d+)(?:\.[a-z.]+)?", "lcnaf"),
        (r"lccn\.loc\.gov/(n[a-z]*\d+)", "lcnaf"),
        (r"orcid\.org/([\dX-]{19})", "orcid"),
        (r"vocab\.getty\.edu/(?:page/)?tgn/(\d+)(?:[.-].*)?", "tgn"),
        (r"vocab\.getty\.edu/(?:page/)?ulan/(\d+)(?:[.-].*)?", "ulan"),
        (r"data\.bnf\.fr/(?:[a-z]{2}/)?(?:ark:/12148/cb)?(\d{8}[\da-z]?)(?:/.*)?", "bnf"),
    )
)
_SCHEME = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_VALUES = {
    "viaf": re.compile(r"\d+"),
    "wikidata": re.compile(r"Q[1-9]\d*"),
    "geonames": re.compile(r"[1-9]\d*"),
    "isni": re.compile(r"\d{15}[\dX]"),
    "gnd": re.compile(r"[\dX]+(?:-[\dX])?"),
    "lcnaf": re.compile(r"n[a-z]*\d+"),
    "orcid": re.compile(r"(?:\d{4}-){3}\d{3}[\dX]"),
    "tgn": re.compile(r"\d+"),
    "ulan": re.compile(r"\d+"),
    "bnf": re.compile(r"\d{8}[\da-z]?"),
}


def registry_id(value: str, source: str = "") -> str:
    """``https://viaf.org/viaf/12`` and, of source ``viaf``, ``12`` -> ``viaf:12``; anything else unchanged.

    An address may have any protocol or none, ``www`` or ``m``, a language, a format's suffix, a query, a fragment and
    slashes behind it. What a registry's ids never look like stays as it is.
    """
    value = value.strip()
    address = _address(value)
    for pattern, scheme in _ADDRESSES:
        match = pattern.match(address) if address else None
        if match and (known := known_id(scheme, match.group(1))):
            return known
    prefix, colon, rest = value.partition(":")
    if colon and prefix.strip().lower() in SCHEMES and not rest.startswith("//"):
        return known_id(prefix, rest) or f"{SCHEMES[prefix.strip().lower()]}:{rest.strip()}"
    if value and not colon and source.strip().lower() in SCHEMES:
        return known_id(source, value) or f"{SCHEMES[source.strip().lower()]}:{value}"
    return value


def known_id(source: str, value: str) -> str | None:
    """``scheme:value`` in the registry's own spelling; None where the value cannot be one of the registry's."""
    scheme = SCHEMES.get(source.strip().lower(), "")
    value = " ".join(value.split())
    if scheme == "isni":
        value = value.replace(" ", "").replace("-", "")
    elif scheme == "lcnaf":
        value = value.replace(" ", "").lower()
    value = value.lower() if scheme == "bnf" else value.upper() if scheme in ("wikidata", "gnd", "isni") else value
    value = value.lstrip("0") if scheme in ("viaf", "geonames") else value
    pattern = _VALUES.get(scheme)
    return f"{scheme}:{value}" if pattern and pattern.fullmatch(value) else None


def is_registered(value: str) -> bool:
    """Whether it says of which registry it is; a bare number or shelf mark means nothing outside its archive."""
    scheme, _, rest = registry_id(value).partition(":")
    return scheme in SCHEMES.values() and bool(rest)


def _address(value: str) -> str:
    """Host and path of an address, without protocol, query, fragment and slashes at the end; "" for what is none."""
    bare = _SCHEME.sub("", value, count=1)
    if "." not in bare.partition("/")[0] or any(sign.isspace() for sign in bare.partition("/")[0]):
        return ""
    return unquote(bare.partition("#")[0].partition("?")[0]).rstrip("/")
