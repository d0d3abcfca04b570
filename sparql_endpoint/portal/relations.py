"""Relations of a thing as its page shows them: what others say it has a part in, and the words that carry each."""

from __future__ import annotations

from collections.abc import Sequence

from sparql_endpoint.portal.labels import labels
from sparql_endpoint.portal.quotes import Quote, quotes
from sparql_endpoint.portal.statements import RICO, Statement, Value
from sparql_endpoint.results import Term
from sparql_endpoint.service import View, written_all

_MOST = 600
_ENDS = "rico:relationHasSource rico:relationHasTarget rico:relationConnects"
_SEEN_FROM = {
    RICO + "hasOrHadParticipant": RICO + "isOrWasParticipantIn",
    RICO + "hasOrHadLocation": RICO + "isOrWasLocationOf",
    RICO + "affectsOrAffected": RICO + "isOrWasAffectedBy",
    RICO + "isOrWasLeaderOf": RICO + "hasOrHadLeader",
    RICO + "isOrWasMemberOf": RICO + "hasOrHadMember",
    RICO + "occupiesOrOccupied": RICO + "isOrWasOccupiedBy",
}
"""Property of a relation, stated from its other end -> how it reads from this one."""


def evidence(view: View, things: Sequence[str], wanted: tuple[str, ...]) -> dict[tuple[str, str], Quote]:
    """(thing, other end) of each relation node of the things -> the words that carry it, the first by IRI."""
    query = f"""SELECT DISTINCT ?thing ?other ?mention WHERE {{ VALUES ?thing {{ {written_all(things)} }}
      VALUES ?near {{ {_ENDS} }} ?relation ?near ?thing . ?relation kg:evidence ?mention .
      VALUES ?far {{ {_ENDS} }} ?relation ?far ?other . FILTER(?other != ?thing)
    }} ORDER BY ?thing ?other ?mention LIMIT {_MOST}"""
    rows = view.select(query)
    found = quotes(view, (row["mention"].value for row in rows), wanted)
    return {
        (row["thing"].value, row["other"].value): found[row["mention"].value]
        for row in reversed(rows)
        if row["mention"].value in found
    }


def stated_of(view: View, things: Sequence[str], wanted: tuple[str, ...]) -> tuple[Statement, ...]:
    """What statements about others say of the things, turned round: ``<visit> hasOrHadParticipant <thing>`` reads
    "took part in" on the thing's page. Sorted by the other's label."""
    query = f"""SELECT DISTINCT ?g ?other ?p ?thing WHERE {{ VALUES ?thing {{ {written_all(things)} }}
      VALUES ?p {{ {" ".join(f"<{name}>" for name in _SEEN_FROM)} }} GRAPH ?g {{ ?other ?p ?thing }}
    }} ORDER BY ?thing ?p ?other ?g LIMIT {_MOST}"""
    graphs: dict[tuple[str, str, Term], list[str]] = {}
    for row in view.select(query):
        graphs.setdefault((row["thing"].value, _SEEN_FROM[row["p"].value], row["other"]), []).append(row["g"].value)
    names = labels(view, {name for _, p, other in graphs for name in (p, other.value)}, wanted)
    found = [
        Statement(thing, p, names[p], Value(other, names[other.value]), tuple(sources))
        for (thing, p, other), sources in graphs.items()
    ]
    return tuple(sorted(found, key=lambda each: (each.label.value, each.value.label.value, each.value.term.value)))
