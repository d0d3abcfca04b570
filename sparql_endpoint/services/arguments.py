"""Arguments of a service, read from RDF terms; what is wrong is said with the name of the property."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sparql_endpoint.results import Term
from sparql_endpoint.services.errors import ServiceError

MOST = 1_000
"""Rows that one call of a service may give."""
_POINT = re.compile(r"\s*(?:<[^>]*>\s*)?POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)\s*", re.IGNORECASE)


def text_of(given: Mapping[str, Term], name: str) -> str:
    """A string; empty where none is given."""
    term = given.get(name)
    if term is not None and term.kind != "literal":
        raise bad(name, "a text")
    return term.value if term is not None else ""


def last_part(given: Mapping[str, Term], name: str) -> str:
    """A code, or the last part of an IRI that ends in it; empty where none is given."""
    term = given.get(name)
    return re.split(r"[#/]", term.value)[-1] if term is not None else ""


def number_of(given: Mapping[str, Term], name: str, default: float, least: float, most: float) -> float:
    """A number within bounds."""
    term = given.get(name)
    if term is None:
        return default
    try:
        value = float(term.value)
    except ValueError:
        raise bad(name, "a number") from None
    if not least <= value <= most:
        raise bad(name, f"a number from {least:g} to {most:g}")
    return value


def limit_of(given: Mapping[str, Term], default: int = 20) -> int:
    """kg:limit."""
    return int(number_of(given, "limit", default, 1, MOST))


def truth_of(given: Mapping[str, Term], name: str) -> bool:
    """true or false; false where none is given."""
    term = given.get(name)
    if term is not None and term.value not in ("true", "false", "1", "0"):
        raise bad(name, "true or false")
    return term is not None and term.value in ("true", "1")


def iri_of(given: Mapping[str, Term], name: str) -> str:
    """An IRI; empty where none is given."""
    term = given.get(name)
    if term is not None and term.kind != "uri":
        raise bad(name, "an IRI")
    return term.value if term is not None else ""


def point_of(term: Term) -> tuple[float, float] | None:
    """Latitude and longitude of a WKT point; None for what is none."""
    match = _POINT.fullmatch(term.value) if term.kind == "literal" else None
    if match is None:
        return None
    try:
        lon, lat = float(match[1]), float(match[2])
    except ValueError:
        return None
    return (lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else None


def bad(name: str, wanted: str) -> ServiceError:
    """The error for an argument that is not what the service takes."""
    return ServiceError("SERVICE007", f"kg:{name} must be {wanted}.", advice="See docs/reference/services.md.")
