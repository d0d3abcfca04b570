"""``summary/named``: how many records of how many archives name each shared entity, and how many entities those are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.summaries.counting import Edition, Entry, written


def named(edition: Edition, graph: str) -> Iterator[str]:
    """Triples of the graph: for each entity in all, and by archive; for each class by number of archives."""
    total, held = counted(edition)
    archives = Counter(entity for entity, _ in held)
    classes = Counter((edition.kinds[entity], archives[entity]) for entity in total)
    for entity, number in total.items():
        yield from written(edition.iris, entry(entity, number, archives[entity]))
    for pair, number in held.items():
        yield from written(edition.iris, held_entry(pair, number))
    for key, number in classes.items():
        yield from written(edition.iris, class_entry(key, number))


def counted(edition: Edition) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Number of records that name each entity, and of those the number that each archive holds."""
    total: Counter[str] = Counter()
    held: Counter[tuple[str, str]] = Counter()
    for record, entities in edition.mentions.items():
        total.update(entities)
        for archive in edition.holders.get(record, ()):
            held.update((entity, archive) for entity in entities)
    return total, held


def entry(entity: str, number: int, archives: int) -> Entry:
    """How many records of how many archives name an entity."""
    return ("named", entity), {"summaryOf": (entity,)}, {"recordCount": number, "archiveCount": archives}


def held_entry(key: tuple[str, str], number: int) -> Entry:
    """How many records of an archive name an entity; key: entity and archive."""
    entity, archive = key
    return ("named", *key), {"summaryOf": (entity,), "ofArchive": (archive,)}, {"recordCount": number}


def class_entry(key: tuple[str, int], number: int) -> Entry:
    """How many entities of a class so many archives name."""
    kind, archives = key
    return ("named", *key), {"ofClass": (kind,)}, {"archiveCount": archives, "thingCount": number}
