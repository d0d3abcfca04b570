"""Places that a name as written in a text may mean, by all its forms. Which one it means, the context says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractors.gazetteer.forms import LOOSE, WITHOUT_KIND, keys, kind_told, loose
from extractors.gazetteer.lookup import HOME, borne
from extractors.gazetteer.records import PlaceRecord, records
from extractors.languages.fold import fold

_OTHER_KIND = 0.85
"""How well a place fits that lent its name to a district or a river."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that may be meant: its name number ``at`` fits so well (0 to 1)."""

    record: PlaceRecord
    at: int
    fit: float


def search(name: str, lang: str | None = None) -> tuple[Hit, ...]:
    """All places that bear the name in one of its forms, each once with its best form, by id.

    A form counts only where no form nearer to the name as it stands is one: "بروسيا" is Prussia, not "in Russia".
    What a word for its kind says counts too: "Kuwait City" is no country, "قضاء حلب" hardly the town, "Jordan River"
    neither. Names spelt otherwise count only where no form is found, where one place alone is spelt so, and for the
    places that the archives are about: around the world, too many names come near each other.
    """
    found: dict[str, Hit] = {}
    kind = kind_told(name)
    nearest = 0.0
    for key, fit in keys(name, lang):
        if found and fit < nearest:
            break
        for record, at in borne(key):
            if record.id not in found:
                nearest = fit
                found[record.id] = Hit(record, at, fit * (_of_kind(record, kind) if fit <= WITHOUT_KIND else 1.0))
    if not found:
        alike = _alike().get(loose(fold(name)), ())
        found = {record.id: Hit(record, at, LOOSE) for record, at in alike if len(alike) == 1}
    return tuple(found[place] for place in sorted(found))


def _of_kind(record: PlaceRecord, kind: str) -> float:
    """How well a place fits the word for its kind before or after the name."""
    if kind == "settlement":
        return 0.5 if record.kind == "country" else 1.0
    return _OTHER_KIND if kind in ("district", "water") else 1.0


@cache
def _alike() -> dict[str, tuple[tuple[PlaceRecord, int], ...]]:
    index: dict[str, dict[str, tuple[PlaceRecord, int]]] = {}
    for record in records():
        if not record.curated and record.country not in HOME:
            continue
        for at, (_, name, _) in enumerate(record.names):
            if key := loose(fold(name)):
                index.setdefault(key, {}).setdefault(record.id, (record, at))
    return {key: tuple(found.values()) for key, found in index.items()}
