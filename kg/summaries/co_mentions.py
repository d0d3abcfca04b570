"""``summary/co-mentions``: in how many records two persons, bodies or families are named together."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from kg.summaries.counting import Edition, Numbers
from ontology.terms import RICO

MOST = 50
"""A record that names more agents than this is an index, a list or a whole volume: it says nothing of pairs."""
AGENTS = frozenset({RICO.Person, RICO.CorporateBody, RICO.Family})


def co_mentions(edition: Edition, graph: str) -> list[str]:
    """Triples of the graph with that name: each pair once, and the records that are left out."""
    counted, left_out = pairs(edition)
    out = Numbers(edition.iris)
    out.triples += [f"<{graph}> <{edition.iris.own('leavesOut')}> <{record}>" for record in left_out]
    for pair, number in counted.items():
        out.add(("co-mention", *pair), {"pairOf": pair}, {"recordCount": number})
    return out.triples


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
