"""``summary/sets``: how many single records each record set holds, at all levels below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from kg.summaries.counting import Edition, Entry, written
from ontology.terms import RICO


def sets(edition: Edition, graph: str) -> Iterator[str]:
    """Triples of the graph: for each set that holds a record."""
    above: dict[str, list[str]] = {}
    for part, whole in edition.of(RICO.isOrWasIncludedIn):
        above.setdefault(part, []).append(whole)
    for whole, number in counted(edition.records, above).items():
        yield from written(edition.iris, entry(whole, number))


def counted(records: Mapping[str, str], above: Mapping[str, list[str]]) -> Counter[str]:
    """Number of single records in each set. records: class of each; above: the sets that directly hold each thing."""
    counts: Counter[str] = Counter()
    for record, kind in records.items():
        if kind == RICO.Record and record in above:
            counts.update(_all_above(record, above))
    return counts


def entry(whole: str, number: int) -> Entry:
    """How many single records a set holds."""
    return ("set", whole), {"summaryOf": (whole,)}, {"recordCount": number}


def _all_above(record: str, above: Mapping[str, list[str]]) -> set[str]:
    """As ``rico:isOrWasIncludedIn+`` reaches them; a circle is gone round once."""
    found: set[str] = set()
    waiting = list(above[record])
    while waiting:
        whole = waiting.pop()
        if whole not in found:
            found.add(whole)
            waiting += above.get(whole, ())
    return found
