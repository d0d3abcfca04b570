"""``summary/co-mentions``: in how many records two persons, bodies or families are named together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from kg.iri import Iris
from kg.summaries.counting import Edition, Entry, written
from ontology.terms import RICO

MOST = 50
"""A record that names more agents than this is an index, a list or a whole volume: it says nothing of pairs."""
AGENTS = frozenset({RICO.Person, RICO.CorporateBody, RICO.Family})


def co_mentions(edition: Edition, graph: str) -> Iterator[str]:
    """Triples of the graph with that name: each pair once, and the records that are left out."""
    counted, left_out = pairs(edition)
    for record in left_out:
        yield leaves_out(edition.iris, graph, record)
    for pair, number in counted.items():
        yield from written(edition.iris, entry(pair, number))


def entry(pair: tuple[str, str], number: int) -> Entry:
    """In how many records two are named together."""
    return ("co-mention", *pair), {"pairOf": pair}, {"recordCount": number}


def leaves_out(iris: Iris, graph: str, record: str) -> str:
    """The triple that says that a record is not counted."""
    return f"<{graph}> <{iris.own('leavesOut')}> <{record}>"


def pairs(edition: Edition) -> tuple[Counter[tuple[str, str]], list[str]]:
    """In how many records each two are named together, the smaller IRI first; and the records that are left out."""
    counted: Counter[tuple[str, str]] = Counter()
    left_out: list[str] = []
    for record, entities in edition.mentions.items():
        agents = sorted(each for each in entities if edition.kinds[each] in AGENTS)
        if len(agents) > MOST:
            left_out.append(record)
        else:
            counted.update(combinations(agents, 2))
    return counted, left_out
