"""Levels of description: EAD's @level and the post-Soviet fond / opis / delo / list in three languages."""

from __future__ import annotations

from extractors.document import Level

_LEVELS: dict[str, Level] = {
    "fonds": "fonds", "collection": "collection", "recordgrp": "fonds", "subgrp": "subfonds",
    "subfonds": "subfonds", "series": "series", "subseries": "subseries", "file": "file", "item": "item",
    "class": "collection",
    "fond": "fond", "opis": "opis", "delo": "delo", "list": "list",
    "фонд": "fond", "опись": "opis", "дело": "delo", "лист": "list",
    "қор": "fond", "тізімдеме": "opis", "іс": "delo", "парақ": "list",
}  # fmt: skip
RECORDS: frozenset[Level] = frozenset(("item", "list"))
"""Levels of single records; all others are sets."""


def level_of(level: str | None, other: str | None, top: bool, has_parts: bool) -> Level:
    """Our level.

    Told by @otherlevel where @level is ``otherlevel``, else by @level; a record group below the top is a
    subfonds. Untold: a unit with parts is a series (the top one a fonds), one without is a file.
    """
    key = (other if (level or "otherlevel") == "otherlevel" else level) or ""
    found = _LEVELS.get(key.strip().lower())
    if found == "fonds" and not top:
        found = "subfonds"
    return found or ("fonds" if top else "series" if has_parts else "file")


def known_level(level: str) -> bool:
    """Whether a level as told is one of ours."""
    return level.strip().lower() in _LEVELS
