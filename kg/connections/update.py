"""``connections.json`` of an edition from that of the edition before."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import Any

from kg.connections import days, letters, shared, visits
from kg.connections.follow import Row, answer, follow
from kg.connections.following_letters import changed_letters
from kg.iri import Iris
from kg.statistics import json_text
from kg.store.base import Reader
from kg.updates.bound import bound, pairs
from kg.updates.delta import Delta
from kg.updates.numbers import Unfit
from kg.updates.united import United, united
from ontology.terms import RDF, RICO

_TYPED = (RICO.hasEventType, RICO.hasOrHadParticipant, RICO.hasOrHadLocation, RICO.occurredAtDate)
_SENT = (RICO.hasSender, RICO.hasAddressee, RICO.hasOrHadHolder, RICO.hasReply)
Sides = tuple[list[Row], list[Row]]
"""Rows of what a change touches, in the old store and in the new one."""


def update_connections(path: Path, before: Path, store: Reader, old: Reader, iris: Iris, delta: Delta) -> bool:
    """Write to path what ``write_connections`` would; before: the file of the edition before. An ``Updater``.

    An answer of which too much would have to be looked at is found anew.
    """
    told = json.loads(before.read_text(encoding="utf-8"))
    if told.keys() != {*shared.CLASSES, "letters", "days", "visits"}:
        return False
    wanted = {*_TYPED, *_SENT, RDF.type, RICO.hasCreationDate, RICO.beginningDate, RICO.endDate, iris.own("memberOf")}
    changed = united(delta, store, old, wanted)
    sides: dict[str, Sides] = {}
    made: dict[str, Any] = {}
    named = _named_anew(changed, store, old, iris, delta)
    for key, class_ in shared.CLASSES.items():
        sides[key] = _named(old, iris, class_, named), _named(store, iris, class_, named)
        made[key] = _answer(told[key], sides[key], shared.rank, partial(shared.shared, store, iris, class_))
    try:
        made["letters"] = follow(told["letters"], *changed_letters(changed, store, old, iris), letters.rank)
    except Unfit:
        made["letters"] = answer(letters.letters(store, iris))
    found = _days(changed, store, old, iris)
    made["days"] = _answer(told["days"], found, days.rank, partial(days.days, store, iris))
    found = _visits(changed, store, old, iris, sides["persons"])
    made["visits"] = _answer(told["visits"], found, visits.rank, partial(_all_visits, store, iris))
    path.write_text(json_text(made), encoding="utf-8")
    return True


def _answer(
    told: dict[str, Any], sides: Sides, rank: Callable[[Row], Any], anew: Callable[[], list[Row]]
) -> dict[str, Any]:
    try:
        return follow(told, *sides, rank)
    except Unfit:
        return answer(anew())


def _named_anew(changed: United, store: Reader, old: Reader, iris: Iris, delta: Delta) -> set[str]:
    """Entities whose summary or class differs."""
    graph, whose = iris.graph("summary/named"), f"?a <{iris.own('summaryOf')}> ?b"
    nodes = delta.within((graph,)).subjects()
    things = {thing for thing, kind in changed.of(RDF.type) if kind in shared.CLASSES.values()}
    for side in (old, store):
        things |= {thing for _, thing in pairs(side, whose, nodes, graph)}
    return things


def _named(store: Reader, iris: Iris, class_: str, things: Collection[str]) -> list[Row]:
    """The rows of ``shared`` of some things."""
    own, space = iris.own, iris.archive("")
    its = {row["a"] for row in bound(store, f"?a a <{class_}>", things, out="?a")}
    counted = f"?node <{own('summaryOf')}> ?a ; <{own('ofArchive')}> ?b ; <{own('recordCount')}> ?n"
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in bound(store, counted, its, out="?a ?b ?n", graph=iris.graph("summary/named")):
        if row["b"].startswith(space):
            found[row["a"]][row["b"].removeprefix(space)] = int(row["n"])
    return shared.ranked(found)


def _days(changed: United, store: Reader, old: Reader, iris: Iris) -> Sides:
    both, dated = (old, store), RICO.hasCreationDate
    records = changed.subjects(dated, RICO.hasOrHadHolder)
    records |= {thing for thing, kind in changed.of(RDF.type) if kind == RICO.Record}
    dates = changed.subjects(RICO.beginningDate, RICO.endDate)
    for side in both:
        dates |= {date for _, date in pairs(side, f"?a <{dated}> ?b", records)}
    begin, space = RICO.beginningDate, iris.archive("")
    touched = {day for side in both for _, day in pairs(side, f"?a <{begin}> ?b ; <{RICO.endDate}> ?b", dates)}
    values = " ".join(f'"{day}"^^<http://www.w3.org/2001/XMLSchema#date>' for day in sorted(touched))
    query = f"""SELECT DISTINCT ?day ?r ?h {{ VALUES ?day {{ {values} }}
      ?date <{begin}> ?day ; <{RICO.endDate}> ?day .
      ?r <{dated}> ?date ; a <{RICO.Record}> ; <{RICO.hasOrHadHolder}> ?h }}"""
    before, after = (days.by_day(side.select(query), space) for side in both)
    return before, after


def _visits(changed: United, store: Reader, old: Reader, iris: Iris, persons: Sides) -> Sides:
    both = (old, store)
    before, after = ({row["thing"] for row in rows} for rows in persons)
    entities = {thing for thing, kind in changed.of(RDF.type) if kind == iris.own("Entity")}
    events = changed.subjects(*_TYPED) | entities
    ends = {
        RICO.hasOrHadParticipant: entities | (before ^ after),
        RICO.hasOrHadLocation: entities,
        RICO.occurredAtDate: changed.subjects(RICO.beginningDate),
    }
    for property_, things in ends.items():
        for side in both:
            events |= {event for _, event in pairs(side, f"?b <{property_}> ?a", things)}
    found = []
    for side in both:
        guests = {guest for _, guest in pairs(side, f"?a <{RICO.hasOrHadParticipant}> ?b", events)}
        wanted = [row["thing"] for row in _named(side, iris, shared.CLASSES["persons"], guests)]
        found.append(visits.visits(side, iris, wanted, events))
    return found[0], found[1]


def _all_visits(store: Reader, iris: Iris) -> list[Row]:
    persons = shared.shared(store, iris, shared.CLASSES["persons"])
    return visits.visits(store, iris, [row["thing"] for row in persons])
