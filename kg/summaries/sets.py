"""``summary/sets``: how many single records each record set holds, at all levels below it."""

from __future__ import annotations

from collections import Counter

from kg.summaries.counting import Edition, Numbers
from ontology.terms import RICO


def sets(edition: Edition, graph: str) -> list[str]:
    """Triples of the graph: for each set that holds a record."""
    above: dict[str, list[str]] = {}
    for part, whole in edition.rows(f"?a <{RICO.isOrWasIncludedIn}> ?b"):
        above.setdefault(part, []).append(whole)
    counts: Counter[str] = Counter()
    for record, kind in edition.records.items():
        if kind == RICO.Record and record in above:
            counts.update(_all_above(record, above))
    out = Numbers(edition.iris)
    for whole, number in counts.items():
        out.add(("set", whole), {"summaryOf": (whole,)}, {"recordCount": number})
    return out.triples


def _all_above(record: str, above: dict[str, list[str]]) -> set[str]:
    """As ``rico:isOrWasIncludedIn+`` reaches them; a circle is gone round once."""
    found: set[str] = set()
    waiting = list(above[record])
    while waiting:
        whole = waiting.pop()
        if whole not in found:
            found.add(whole)
            waiting += above.get(whole, ())
    return found
