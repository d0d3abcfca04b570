"""Places around a point: a band of latitudes from the index, then the great circle of each."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt

_RADIUS_KM = 6371.0088
_KM_A_DEGREE = 110.5
"""Of latitude, at the least; so that the band holds all that may be near enough."""
Point = tuple[float, float]


def points_of(database: sqlite3.Connection, iri: str) -> list[Point]:
    """Latitude and longitude of a place; none where it has none, or is not known."""
    query = "SELECT p.lat, p.lon FROM point p JOIN thing t ON t.id = p.thing WHERE t.iri = ? ORDER BY p.lat, p.lon"
    return [(float(lat), float(lon)) for lat, lon in database.execute(query, (iri,))]


def near(
    database: sqlite3.Connection, centres: Sequence[Point], within_km: float, limit: int, leave_out: str = ""
) -> list[tuple[str, float]]:
    """(IRI, kilometres) of the places around any of the centres, the nearest first, equals by IRI."""
    found: dict[str, float] = {}
    for lat, lon in centres:
        band = within_km / _KM_A_DEGREE
        query = "SELECT t.iri, p.lat, p.lon FROM point p JOIN thing t ON t.id = p.thing WHERE p.lat BETWEEN ? AND ?"
        for iri, place_lat, place_lon in database.execute(query, (lat - band, lat + band)):
            distance = kilometres((lat, lon), (place_lat, place_lon))
            if distance <= within_km and iri != leave_out:
                found[iri] = min(distance, found.get(iri, distance))
    return sorted(found.items(), key=lambda item: (item[1], item[0]))[:limit]


def kilometres(one: Point, other: Point) -> float:
    """The great circle between two points of (latitude, longitude) on a sphere (haversine formula).

    >>> round(kilometres((25.2867, 51.5333), (51.1801, 71.446)))
    3340
    """
    a, b, c, d = (radians(value) for value in (*one, *other))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * _RADIUS_KM * asin(sqrt(min(1.0, half)))
