"""Letters and answers, as a change touches them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kg.connections.follow import Row
from kg.connections.letters import Letter, answered, letters_of, pattern
from kg.iri import Iris
from kg.store.base import Reader
from kg.updates.bound import bound, pairs
from kg.updates.numbers import Unfit
from kg.updates.united import United
from ontology.terms import RICO

_DEAREST = 20_000
"""Records that name the writers and readers whose letters are read; beyond, to read all letters costs less."""
Both = tuple[Reader, Reader]


def changed_letters(changed: United, store: Reader, old: Reader, iris: Iris) -> tuple[list[Row], list[Row]]:
    """Rows of ``letters`` in the old and in the new store: of all letters that one that differs has to do with.

    Whom a letter answers depends on all letters between the two; a record with several senders is between several. So
    what is looked at grows until no letter without has to do with one within. Unfit where that is too much.
    """
    both = (old, store)
    before, after = (_by_records(side, _touched(changed, both, iris), iris) for side in both)
    replies = {record for pair in changed.of(RICO.hasReply) for record in pair}
    records = {letter.record for letter in before ^ after} | replies
    seen: set[str] = set()
    people: set[frozenset[str]] = set()
    letters: tuple[set[Letter], set[Letter]] = (set(), set())
    while records - seen:
        for side, found in zip(both, letters, strict=True):
            found |= _by_records(side, records - seen, iris)
        seen |= records
        fresh = {frozenset((one.writer, one.reader)) for found in letters for one in found} - people
        people |= fresh
        for side, found in zip(both, letters, strict=True):
            found |= _between(side, fresh, iris)
        records = seen | {one.record for found in letters for one in found} | _replied(both, seen)
    old_rows, new_rows = (
        answered(found, pairs(side, f"?a <{RICO.hasReply}> ?b", seen))
        for side, found in zip(both, letters, strict=True)
    )
    return old_rows, new_rows


def _touched(changed: United, both: Both, iris: Iris) -> set[str]:
    """Records whose letters may differ."""
    found = changed.subjects(RICO.hasSender, RICO.hasAddressee, RICO.hasOrHadHolder, RICO.hasCreationDate)
    ends = {
        RICO.hasSender: changed.subjects(iris.own("memberOf")),
        RICO.hasAddressee: changed.subjects(iris.own("memberOf")),
        RICO.hasCreationDate: changed.subjects(RICO.beginningDate),
    }
    for property_, values in ends.items():
        for side in both:
            found |= {record for _, record in pairs(side, f"?b <{property_}> ?a", values)}
    return found


def _by_records(store: Reader, records: Collection[str], iris: Iris) -> set[Letter]:
    return letters_of(bound(store, pattern(iris), records, out="?a ?h ?w ?t ?d"), iris)


def _between(store: Reader, people: Collection[frozenset[str]], iris: Iris) -> set[Letter]:
    """All letters between each two, found by the one of them whom fewer records name."""
    named = f"?node <{iris.own('summaryOf')}> ?a ; <{iris.own('recordCount')}> ?b ; <{iris.own('archiveCount')}> ?all"
    rows = pairs(store, named, {each for pair in people for each in pair}, iris.graph("summary/named"))
    weights = {person: int(number) for person, number in rows}
    lighter = {min(pair, key=lambda person: (weights.get(person, 0), person)) for pair in people}
    if sum(weights.get(person, 0) for person in lighter) > _DEAREST:
        raise Unfit
    records: set[str] = set()
    for property_ in (RICO.hasSender, RICO.hasAddressee):
        mail = f"?local <{iris.own('memberOf')}> ?a . ?b <{property_}> ?local"
        records |= {record for _, record in pairs(store, mail, lighter)}
    found = _by_records(store, records, iris)
    return {letter for letter in found if frozenset((letter.writer, letter.reader)) in people}


def _replied(both: Iterable[Reader], records: Collection[str]) -> set[str]:
    """What a source calls the reply to one of the records, or one of them the reply to."""
    found: set[str] = set()
    for side in both:
        for end in (f"?a <{RICO.hasReply}> ?b", f"?b <{RICO.hasReply}> ?a"):
            found |= {other for _, other in pairs(side, end, records)}
    return found
