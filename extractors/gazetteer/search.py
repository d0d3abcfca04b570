"""Places that a name as written in a text may mean, by all its forms. Which one it means, the context says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractors.gazetteer.forms import JOINED, LOOSE, keys, loose
from extractors.gazetteer.lookup import HOME, borne
from extractors.gazetteer.records import PlaceRecord, records
from extractors.languages.fold import fold


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that may be meant: its name number ``at`` fits so well (0 to 1)."""

    record: PlaceRecord
    at: int
    fit: float


def search(name: str, lang: str | None = None) -> tuple[Hit, ...]:
    """All places that bear the name in one of its forms, each once with its best form, by id.

    A form with another article or spacing counts only where the name as it stands is none. Names spelt otherwise count
    only where no form is found, where one place alone is spelt so, and for the places that the archives are about:
    around the world, too many names come near each other.
    """
    found: dict[str, Hit] = {}
    for key, fit in keys(name, lang):
        if fit == JOINED and found:
            continue
        for record, at in borne(key):
            if record.id not in found:
                found[record.id] = Hit(record, at, fit)
    if not found:
        alike = _alike().get(loose(fold(name)), ())
        found = {record.id: Hit(record, at, LOOSE) for record, at in alike if len(alike) == 1}
    return tuple(found[place] for place in sorted(found))


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
