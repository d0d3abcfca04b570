"""What counts over everything that speaks of a thing: its archives and records, years, notes, how sure it is."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kg.iri import Iris
from kg.search.facets import EDITED, MACHINE, REVIEWER
from kg.search.gather import bound, describing, holdings, said_of_members
from kg.search.mentions import decided, mentions_of, of_records, pairs
from kg.search.shares import Span, Written
from kg.search.traits import named_by, spans
from kg.store.base import Reader
from kg.updates.tables import AT_ONCE, lumps
from ontology.terms import RICO


@dataclass(frozen=True, slots=True)
class Sum:
    """archives: codes; weight: records that name it; spans: years; said: (language, text) of its members.

    confidence, reviewed  None where no mention counts
    """

    archives: frozenset[str]
    weight: int
    spans: frozenset[Span]
    said: frozenset[Written]
    confidence: float | None
    reviewed: str | None


def whole_sums(store: Reader, iris: Iris, things: Sequence[str]) -> tuple[dict[str, Sum], set[tuple[str, str]]]:
    """Of these things, by everything that the store holds; and the pairs of records and those of them they name."""
    held = holdings(store, iris, things)
    named = set(pairs(store, bound("b", things) + named_by(iris)))
    dated: dict[str, set[Span]] = defaultdict(set, spans(store, things))
    for records in lumps({record for record, _ in named}):
        theirs = spans(store, records)
        for record, entity in named:
            dated[entity] |= theirs.get(record, set())
    said: defaultdict[str, set[Written]] = defaultdict(set)
    for words in said_of_members(store, iris, things):
        said[words.iri].add((words.lang, words.text))
    found: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for thing, sure, by_person in of_records(store, iris, things):
        found[thing].append((sure, by_person))
    for thing in things:
        found[thing] += mentions_of(store, iris, thing)
    by_reviewer: set[str] = set()
    member: defaultdict[str, set[str]] = defaultdict(set)
    for local, entity in pairs(store, f"{bound('b', things)}?a <{iris.own('memberOf')}> ?b"):
        member[local].add(entity)
    for locals_ in lumps(member):
        by_reviewer |= {entity for local in decided(store, iris, locals_=locals_) for entity in member[local]}
    sums = {}
    for thing in things:
        codes, weight = held.get(thing, ((), 0))
        state = REVIEWER if thing in by_reviewer else reviewed_of(found[thing])
        sure_ = max((sure for sure, _ in found[thing]), default=None)
        sums[thing] = Sum(
            frozenset(codes), weight, frozenset(dated.get(thing, ())), frozenset(said[thing]), sure_, state
        )
    return sums, named


def reviewed_of(mentions: Iterable[tuple[float, bool]]) -> str | None:
    """EDITED where a person found one, MACHINE where only machines did, None without any."""
    found = [by_person for _, by_person in mentions]
    return (EDITED if any(found) else MACHINE) if found else None


class Rest:
    """What else speaks of one entity beside what was touched: asked only where something was taken away.

    database: the index as it was, with the touched records in its table temp.touched
    """

    def __init__(self, store: Reader, old: Reader, iris: Iris, database: sqlite3.Connection, entity: str) -> None:
        self._store = store
        self._old = old
        self._iris = iris
        self._database = database
        self._entity = entity

    def holds(self, code: str) -> bool:
        """Whether a record of that archive names it."""
        query = f"{_UNTOUCHED} AND instr(' ' || r.archives || ' ', ?) LIMIT 1"
        if self._database.execute(query, (self._entity, f" {code} ")).fetchone():
            return True
        holder = self._iris.archive(code)
        return any(
            next(self._store.select(f"SELECT ?a {{ {given}?a <{RICO.hasOrHadHolder}> <{holder}> }}"), None) is not None
            for given in self._records()
        )

    def dated(self, span: Span) -> bool:
        """Whether a record of these years names it."""
        within = "EXISTS (SELECT 1 FROM span s WHERE s.thing = r.id AND s.since = ? AND s.until = ?)"
        if self._database.execute(f"{_UNTOUCHED} AND {within} LIMIT 1", (self._entity, *span)).fetchone():
            return True
        return any(
            span in found
            for some in self._parts(f"?a <{self._iris.own('mentions')}> <{self._entity}>")
            for found in spans(self._store, some).values()
        )

    def says(self, written: Written) -> bool:
        """Whether a member has that note."""
        kinds = frozenset(describing(self._iris))
        for some in self._parts(f"?a <{self._iris.own('memberOf')}> <{self._entity}>"):
            query = f"SELECT ?p ?n (LANG(?n) AS ?g) {{ {bound('a', some)}?a ?p ?n FILTER(isLiteral(?n)) }}"
            if any((row["g"], row["n"]) == written and row["p"] in kinds for row in self._store.select(query)):
                return True
        return False

    def decided(self) -> bool:
        """Whether a reviewer decided something of it."""
        members = self._parts(f"?a <{self._iris.own('memberOf')}> <{self._entity}>")
        return any(decided(self._store, self._iris, locals_=some) for some in members)

    def mentions(self) -> Iterator[tuple[float, bool]]:
        """Confidence of each mention, and whether a person found it."""
        return mentions_of(self._store, self._iris, self._entity)

    def was_mentioned(self) -> bool:
        """Whether a mention with a confidence was of it in the edition before."""
        return next(mentions_of(self._old, self._iris, self._entity), None) is not None

    def is_named(self) -> bool:
        """Whether any record names it."""
        return next(self._records(), None) is not None

    def _records(self) -> Iterator[str]:
        return (bound("a", some) for some in self._parts(f"?a <{self._iris.own('mentions')}> <{self._entity}>"))

    def _parts(self, pattern: str) -> Iterator[list[str]]:
        rows = self._store.select(f"SELECT ?a {{ {pattern} }}")
        while some := [row["a"] for row in islice(rows, AT_ONCE)]:
            yield some


_UNTOUCHED = """SELECT 1 FROM thing t JOIN named n ON n.thing = t.id JOIN thing r ON r.id = n.record
  WHERE t.iri = ? AND r.kind = 'record' AND r.iri NOT IN (SELECT iri FROM temp.touched)"""
