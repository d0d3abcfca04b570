"""Latitude and longitude as descriptions give them."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[-+]?\d{1,3}(?:\.\d+)?")


def latitude_longitude(
    latitude: str | None = None, longitude: str | None = None, both: str = "", system: str = ""
) -> tuple[float, float] | None:
    """Degrees, WGS 84; from two values, else from ``25.28 51.53`` or ``25.28, 51.53`` (latitude first).

    system: name of the coordinate system; None for another than WGS 84, for anything but numbers, and for numbers
    that are no place on earth.
    """
    if system and not re.sub(r"[\s_-]", "", system).lower().startswith(("wgs84", "epsg:4326", "latlon")):
        return None
    parts = [latitude or "", longitude or ""] if latitude and longitude else re.split(r"[\s,;]+", both.strip())[:2]
    if len(parts) != 2 or not all(_NUMBER.fullmatch(part.strip()) for part in parts):
        return None
    north, east = float(parts[0]), float(parts[1])
    return (north, east) if abs(north) <= 90 and abs(east) <= 180 else None
