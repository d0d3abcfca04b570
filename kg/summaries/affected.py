"""Which things a change touches, as far as the summaries count them: everything else counts as it did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.iri import Iris
from kg.store.base import Reader
from kg.summaries import dates, values
from kg.summaries.counting import ENTITIES, RECORDS
from kg.summaries.part import Part
from kg.updates.bound import bound
from kg.updates.delta import Delta
from kg.updates.united import united
from ontology.terms import RDF, RICO, SCHEMA


@dataclass(frozen=True, slots=True)
class Affected:
    """Bare IRIs, by what has to be counted again over them.

    naming: things whose mentions, or the classes of what they mention, differ. held: those and the things whose holder
    differs. dates: whose years differ; dated: things of which a date differs. within: things that stand in other sets.
    valued: things of which a counted value differs.
    """

    naming: frozenset[str]
    held: frozenset[str]
    dates: frozenset[str]
    dated: frozenset[str]
    within: frozenset[str]
    valued: frozenset[str]


def affected(store: Reader, old: Reader, iris: Iris, delta: Delta) -> Affected:
    """What the change touches; store is the new one."""
    mentions, within, holder = iris.own("mentions"), RICO.isOrWasIncludedIn, RICO.hasOrHadHolder
    ends = dates.ENDS.values()
    wanted = {RDF.type, mentions, within, holder, *ends, *dates.PROPERTIES, *values.PROPERTIES}
    changed = united(delta, store, old, wanted)
    both = (old, store)
    classes = {*ENTITIES, *RECORDS, iris.own("Entity")}
    typed = frozenset(thing for thing, kind in changed.of(RDF.type) if kind in classes)
    parts = [Part(one, iris, typed) for one in both]
    kinds = {thing for thing in typed if parts[0].kinds.get(thing) != parts[1].kinds.get(thing)}
    records = {thing for thing in typed if parts[0].records.get(thing) != parts[1].records.get(thing)}
    archives = {thing for thing, kind in changed.of(RDF.type) if kind == SCHEMA.ArchiveOrganization}
    naming = records | changed.subjects(mentions) | set(_before(both, mentions, kinds))
    years = changed.subjects(*ends)
    dated = records | changed.subjects(*dates.PROPERTIES)
    for property_ in dates.PROPERTIES:
        dated |= set(_before(both, property_, years))
    return Affected(
        frozenset(naming),
        frozenset(naming | changed.subjects(holder) | set(_before(both, holder, archives))),
        frozenset(years),
        frozenset(dated),
        _below(both, changed.subjects(within)) | records,
        frozenset(changed.subjects(*values.PROPERTIES) | kinds | records),
    )


def _before(stores: Iterable[Reader], property_: str, things: Iterable[str]) -> Iterator[str]:
    """What has one of the things as value of the property."""
    for store in stores:
        for row in bound(store, f"?b <{property_}> ?a", things):
            yield row["b"]


def _below(stores: Iterable[Reader], things: set[str]) -> frozenset[str]:
    """The things and all that stands in them, at any level."""
    found: set[str] = set()
    for store in stores:
        here, fresh = set(things), set(things)
        while fresh:
            fresh = set(_before((store,), RICO.isOrWasIncludedIn, fresh)) - here
            here |= fresh
        found |= here
    return frozenset(found)
