"""What single records, members, mentions and decisions bring to the shared entities they speak of, on two sides.

An entity's row counts over all of these; where a few of them differ, only these are asked about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.iri import Iris
from kg.search.gather import bound, said_of_members
from kg.search.mentions import decided, pairs, sure_of
from kg.search.touched import Touched
from kg.search.traits import named_by, spans
from kg.store.base import Reader
from kg.updates.tables import lumps
from ontology.terms import OA, RICO

Span = tuple[int, int]
Sure = tuple[float, bool]
Written = tuple[str, str]


@dataclass(slots=True)
class Side:
    """Of one entity, on one side.

    named     records;  held  (record, code of its archive);  spans  (record, years);  mentions  (mention, sureness)
    said      texts of members;  links  those that were decided
    """

    named: set[str] = field(default_factory=set)
    held: set[tuple[str, str]] = field(default_factory=set)
    spans: set[tuple[str, Span]] = field(default_factory=set)
    mentions: set[tuple[str, Sure]] = field(default_factory=set)
    said: set[Written] = field(default_factory=set)
    links: set[str] = field(default_factory=set)


Sides = defaultdict[str, Side]


def shares(store: Reader, iris: Iris, touched: Touched) -> Sides:
    """By entity, what the touched records, members, mentions and decisions bring to it by that store."""
    found: Sides = defaultdict(Side)
    for records in lumps(touched.records):
        start, held = iris.archive(""), defaultdict[str, set[str]](set)
        for record, holder in pairs(store, f"{bound('a', records)}?a <{RICO.hasOrHadHolder}> ?b"):
            if holder.startswith(start):
                held[record].add(holder.rsplit("/", 1)[1])
        dated = spans(store, records)
        for record, entity in pairs(store, bound("a", records) + named_by(iris)):
            found[entity].named.add(record)
            found[entity].held |= {(record, code) for code in held.get(record, ())}
            found[entity].spans |= {(record, span) for span in dated.get(record, ())}
    for members in lumps(touched.members):
        for words in said_of_members(store, iris, members=members):
            found[words.iri].said.add((words.lang, words.text))
    for mentions in lumps(touched.mentions):
        sure = sure_of(store, iris, mentions)
        bodies = pairs(store, f"{bound('a', mentions)}?a <{OA.hasBody}> ?b")
        entities = _entities(store, iris, {body for _, body in bodies})
        for mention, body in bodies:
            for thing in entities.get(body, (body,)) if mention in sure else ():
                found[thing].mentions.add((mention, sure[mention]))
    for links in lumps(touched.links):
        ends = decided(store, iris, links=links)
        for local, entity in _flat(_entities(store, iris, ends)):
            found[entity].links |= ends[local]
    return found


def differing(before: Sides, after: Sides) -> set[str]:
    """Entities to which the two sides bring different things."""
    return {iri for iri in {*before, *after} if before.get(iri, _NONE) != after.get(iri, _NONE)}


def _entities(store: Reader, iris: Iris, members: Iterable[str]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for some in lumps(members):
        for member, entity in pairs(store, f"{bound('a', some)}?a <{iris.own('memberOf')}> ?b"):
            found[member].add(entity)
    return found


def _flat(found: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    return ((key, value) for key, values in found.items() for value in values)


_NONE = Side()
