"""``summary/named``: how many records of how many archives name each shared entity, and how many entities those are."""

from __future__ import annotations

from collections import Counter, defaultdict

from kg.summaries.counting import Edition, Numbers


def named(edition: Edition, graph: str) -> list[str]:
    """Triples of the graph: for each entity in all, and by archive; for each class by number of archives."""
    total: Counter[str] = Counter()
    held: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for record, entities in edition.mentions.items():
        total.update(entities)
        for archive in edition.holders.get(record, ()):
            for entity in entities:
                held[entity][archive] += 1
    out = Numbers(edition.iris)
    classes: Counter[tuple[str, int]] = Counter()
    for entity, number in total.items():
        archives = held[entity]
        classes[edition.kinds[entity], len(archives)] += 1
        counts = {"recordCount": number, "archiveCount": len(archives)}
        out.add(("named", entity), {"summaryOf": (entity,)}, counts)
        for archive, records in archives.items():
            links = {"summaryOf": (entity,), "ofArchive": (archive,)}
            out.add(("named", entity, archive), links, {"recordCount": records})
    for (kind, archives_), number in classes.items():
        out.add(("named", kind, archives_), {"ofClass": (kind,)}, {"archiveCount": archives_, "thingCount": number})
    return out.triples
