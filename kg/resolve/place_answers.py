"""What ``sunqar places`` answers to a line."""

from __future__ import annotations

from typing import Any

from extractors.errors import InputRejected
from extractors.languages.detect import normal_code
from kg.resolve.places import Ranked, rank, setting_of


def answer_of(record: dict[str, Any], lang: str | None = None) -> dict[str, Any]:
    """``{"matches": […]}`` for ``{"name", "lang"?, "country"?, "context"?}``, best first; empty where it is no place.

    lang  language of lines that name none
    context  text about the name, or a list of the places named beside it

    InputRejected for a line of another form.
    """
    spoken = normal_code(record.get("lang") or lang)
    context = record.get("context") or ""
    if isinstance(context, list):
        context = "; ".join(str(one) for one in context)
    country = record.get("country") or None
    if not isinstance(context, str) or not isinstance(country, str | None):
        raise InputRejected(
            "STREAM006", '"country" or "context" is not a string.', advice="Leave it out, or give a string."
        )
    name = record["name"].strip()
    return {"matches": [_match(one) for one in rank(name, spoken, setting_of(name, context, country, spoken))]}


def _match(one: Ranked) -> dict[str, Any]:
    number = {} if one.geonames is None else {"geonames": one.geonames}
    place = {"name": one.name, "lat": one.record.latitude, "lon": one.record.longitude, "score": one.score}
    return {**number, **place, "id": one.record.id, "country": one.record.country}
