"""How many entities several archives name, as a change makes them more or fewer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from kg.iri import Iris
from kg.statistics import kinds_of_entities
from kg.store.base import Reader
from kg.updates.bound import bound, pairs
from kg.updates.united import United
from ontology.terms import RDF, RICO

Sets = Mapping[str, set[str]]


def across(changed: United, store: Reader, old: Reader, iris: Iris) -> tuple[Counter[str], Counter[str]]:
    """Number of entities of each kind that several archives name: of those that a change touches, before and after.

    An entity that many records name is not asked about all of these. Its summary says of which archives single records
    name it. Where those bear out all that the touched records say, before and after, the archives are the same.
    """
    mentions, kinds = iris.own("mentions"), {iri: key for key, iri in kinds_of_entities().items()}
    touched = changed.subjects(mentions, RICO.hasOrHadHolder)
    said = [_said(side, iris, touched) for side in (old, store)]
    typed = {thing for thing, kind in changed.of(RDF.type) if kind in kinds or kind == iris.own("Entity")}
    things = {*typed, *said[0], *said[1]}
    classes = [_classes(side, iris, things, kinds) for side in (old, store)]
    told = [_told(side, iris, things) for side in (old, store)]
    counts = (Counter[str](), Counter[str]())
    unsure = set()
    for thing in things:
        if len(told[0][thing] & told[1][thing]) > 1:
            for count, of in zip(counts, classes, strict=True):
                count.update(of[thing])
        elif classes[0][thing] != classes[1][thing] or not (
            said[0][thing] <= told[1][thing] and said[1][thing] <= told[0][thing]
        ):
            unsure.add(thing)
    for side, count, of in zip((old, store), counts, classes, strict=True):
        holders = _holders(side, iris, unsure)
        count.update(kind for thing in unsure if len(holders[thing]) > 1 for kind in of[thing])
    return counts


def _said(store: Reader, iris: Iris, records: Collection[str]) -> Sets:
    """The archives that hold those of the records that name each thing; none where no archive does."""
    rows = list(pairs(store, f"?a <{RICO.hasOrHadHolder}> ?b", records))
    holders = _by_first(row for row in rows if row[1].startswith(iris.archive("")))
    found: defaultdict[str, set[str]] = defaultdict(set)
    for record, thing in pairs(store, f"?a <{iris.own('mentions')}> ?b", records):
        found[thing] |= holders[record]
    return found


def _told(store: Reader, iris: Iris, things: Iterable[str]) -> Sets:
    """The archives by the summary of each thing."""
    own = iris.own
    pattern = f"?node <{own('summaryOf')}> ?a ; <{own('ofArchive')}> ?b"
    rows = pairs(store, pattern, things, iris.graph("summary/named"))
    return _by_first(row for row in rows if row[1].startswith(iris.archive("")))


def _holders(store: Reader, iris: Iris, things: Iterable[str]) -> Sets:
    """The archives of all that names each thing."""
    pattern = f"?r <{iris.own('mentions')}> ?a ; <{RICO.hasOrHadHolder}> ?b"
    rows = ((row["a"], row["b"]) for row in bound(store, pattern, things, out="DISTINCT ?a ?b"))
    return _by_first(row for row in rows if row[1].startswith(iris.archive("")))


def _classes(store: Reader, iris: Iris, things: Iterable[str], kinds: Mapping[str, str]) -> Sets:
    """The kinds of each thing that is a shared entity."""
    rows = pairs(store, f"?a <{RDF.type}> ?b ; a <{iris.own('Entity')}>", things)
    return _by_first((thing, kinds[kind]) for thing, kind in rows if kind in kinds)


def _by_first(rows: Iterable[tuple[str, str]]) -> Sets:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in rows:
        found[one].add(other)
    return found
