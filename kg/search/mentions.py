"""How sure the mentions of things are, and whether a person or a machine found them.

A mention counts for the shared entity of its body, or for the body itself where that is of none, and for the record
whose text it stands in. Those without a confidence count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import islice

from kg.iri import Iris
from kg.search.facets import EDITED, MACHINE, REVIEWER
from kg.search.gather import Only, among, bound
from kg.store.base import Reader
from ontology.terms import ITSRDF, OA, SSSOM

Pairs = frozenset[tuple[str, str]]
Noted = tuple[dict[str, float], dict[str, str]]
Mention = tuple[str, float, bool]
"""IRI, confidence, whether a person found it."""
_BY_PERSONS = ("method-editorial", "method-catalogue")
_DECIDED = ("review-accepted", "review-rejected")
_ENDS = (SSSOM.subject_id, SSSOM.object_id)


def pairs(store: Reader, pattern: str) -> Pairs:
    """Values of ?a and ?b."""
    return frozenset((row["a"], row["b"]) for row in store.select(f"SELECT ?a ?b WHERE {{ {pattern} }}"))


def noted(store: Reader, iris: Iris) -> Noted:
    """Confidence of the surest mention, and who found or decided something of it, by thing; of all things.

    Each property is read in one pass and joined in a table on disk: an engine joins a hundred thousand mentions many
    times slower, and a million of them leave no room in memory.
    """
    import sqlite3

    with closing(sqlite3.connect("")) as table:
        table.executescript(_TABLES)
        for name, property_ in (
            ("body", OA.hasBody), ("target", OA.hasTarget), ("source", OA.hasSource), ("text", iris.own("textOf")),
            ("member", iris.own("memberOf")), ("sure", ITSRDF.taConfidence), ("method", iris.own("method")),
        ):  # fmt: skip
            rows = store.select(f"SELECT ?a ?b WHERE {{ ?a <{property_}> ?b }}")
            table.executemany(f"INSERT INTO {name} VALUES (?, ?)", ((row["a"], row["b"]) for row in rows))  # noqa: S608
        table.executescript(_MENTIONS.format(*(iris.own(name) for name in _BY_PERSONS)))
        confidence: dict[str, float] = {}
        reviewed: dict[str, str] = {}
        for query in (_OF_BODIES, _OF_TEXTS):
            for thing, sure, by_person in table.execute(query):
                confidence[thing] = max(sure, confidence.get(thing, 0.0))
                reviewed[thing] = EDITED if by_person or reviewed.get(thing) == EDITED else MACHINE
        for local in sorted(decided(store, iris)):
            for (entity,) in table.execute("SELECT b FROM member WHERE a = ?", (local,)):
                reviewed[entity] = REVIEWER
        return confidence, reviewed


def decided(store: Reader, iris: Iris, *, links: Only = None, locals_: Only = None) -> dict[str, frozenset[str]]:
    """The local entities of links that a reviewer decided, each with those links."""
    found: dict[str, set[str]] = {}
    given = bound("a", links) + bound("b", locals_)
    states = bound("s", [iris.own(state) for state in _DECIDED])
    for end in _ENDS:
        for link, local in pairs(store, f"{given}{states}?a <{iris.own('reviewState')}> ?s ; <{end}> ?b"):
            found.setdefault(local, set()).add(link)
    return {local: frozenset(those) for local, those in found.items()}


def sure_of(store: Reader, iris: Iris, mentions: Only) -> dict[str, tuple[float, bool]]:
    """Confidence of these mentions, and whether a person found them; those without a confidence are missing."""
    method, persons = iris.own("method"), {iris.own(name) for name in _BY_PERSONS}
    asked = among([method, ITSRDF.taConfidence])
    by_persons, sure = set[str](), dict[str, float]()
    for row in store.select(f"SELECT ?a ?p ?b {{ {bound('a', mentions)}?a ?p ?b {asked} }}"):
        mention, said = row["a"], row["b"]
        if row["p"] != method:
            sure[mention] = max(sure.get(mention, 0.0), float(said))
        elif said in persons:
            by_persons.add(mention)
    return {mention: (confidence, mention in by_persons) for mention, confidence in sure.items()}


def of_records(store: Reader, iris: Iris, records: Only) -> Iterator[tuple[str, float, bool]]:
    """(record, confidence, whether a person found it) of the mentions in the texts of these records."""
    query = f"?t <{iris.own('textOf')}> ?a . ?g <{OA.hasSource}> ?t . ?b <{OA.hasTarget}> ?g"
    yield from _with_sureness(store, iris, pairs(store, bound("a", records) + query))


def mentions_of(store: Reader, iris: Iris, entity: str) -> Iterator[tuple[float, bool]]:
    """(confidence, whether a person found it) of the mentions of a thing, as they come; see above which those are."""
    members = store.select(f"SELECT ?l {{ ?l <{iris.own('memberOf')}> <{entity}> }}")
    while some := [row["l"] for row in islice(members, _AT_ONCE)]:
        yield from _of_bodies(store, iris, some)
    if next(store.select(f"SELECT ?e {{ <{entity}> <{iris.own('memberOf')}> ?e }}"), None) is None:
        yield from _of_bodies(store, iris, [entity])


def _of_bodies(store: Reader, iris: Iris, bodies: list[str]) -> Iterator[tuple[float, bool]]:
    found = pairs(store, f"{bound('a', bodies)}?b <{OA.hasBody}> ?a")
    yield from (each[1:] for each in _with_sureness(store, iris, found))


def _with_sureness(store: Reader, iris: Iris, found: Pairs) -> Iterator[tuple[str, float, bool]]:
    mentions = sorted({mention for _, mention in found})
    sure: dict[str, tuple[float, bool]] = {}
    for start in range(0, len(mentions), _AT_ONCE):
        sure |= sure_of(store, iris, mentions[start : start + _AT_ONCE])
    for thing, mention in sorted(found):
        if mention in sure:
            yield thing, *sure[mention]


_AT_ONCE = 300
_TABLES = """PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE body (a, b); CREATE TABLE target (a, b); CREATE TABLE source (a, b); CREATE TABLE text (a, b);
CREATE TABLE member (a, b); CREATE TABLE sure (a, b); CREATE TABLE method (a, b);"""
_MENTIONS = """CREATE INDEX member_a ON member (a);
CREATE INDEX text_a ON text (a);
CREATE INDEX source_a ON source (a);
CREATE TABLE person AS SELECT DISTINCT a FROM method WHERE b IN ('{}', '{}');
CREATE INDEX person_a ON person (a);
CREATE TABLE mention AS SELECT a, MAX(CAST(b AS REAL)) AS sure, a IN (SELECT a FROM person) AS found FROM sure
  GROUP BY a;
CREATE INDEX mention_a ON mention (a);"""
_OF_BODIES = """SELECT COALESCE(e.b, l.b), MAX(m.sure), MAX(m.found) FROM body l JOIN mention m ON m.a = l.a
  LEFT JOIN member e ON e.a = l.b GROUP BY 1"""
_OF_TEXTS = """SELECT r.b, MAX(m.sure), MAX(m.found) FROM target g JOIN mention m ON m.a = g.a
  JOIN source t ON t.a = g.b JOIN text r ON r.a = t.b GROUP BY 1"""
