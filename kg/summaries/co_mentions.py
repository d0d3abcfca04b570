"""``summary/co-mentions``: in how many records two persons, bodies or families are named together."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from kg.summaries.counting import Edition, Numbers
from ontology.terms import RICO

MOST = 100
"""A record that names more agents than this is an index, a list or a whole volume: it says nothing of pairs."""
AGENTS = frozenset({RICO.Person, RICO.CorporateBody, RICO.Family})


def co_mentions(edition: Edition, graph: str) -> list[str]:
    """Triples of the graph with that name: each pair once, and the records that are left out."""
    pairs: Counter[tuple[str, str]] = Counter()
    out = Numbers(edition.iris)
    for record, entities in edition.mentions.items():
        agents = sorted(each for each in entities if edition.kinds[each] in AGENTS)
        if len(agents) > MOST:
            out.triples.append(f"<{graph}> <{edition.iris.own('leavesOut')}> <{record}>")
        else:
            pairs.update(combinations(agents, 2))
    for pair, number in pairs.items():
        out.add(("co-mention", *pair), {"pairOf": pair}, {"recordCount": number})
    return out.triples
