"""Things of an index as they are after a change, from the store, the index before, and what was touched."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.iri import Iris
from kg.search import gather
from kg.search.following import followed
from kg.search.gather import Words, bound
from kg.search.hit import FIELDS
from kg.search.mentions import pairs
from kg.search.shares import Side, Sides, Span
from kg.search.sums import Rest, Sum, whole_sums
from kg.search.texts import texts
from kg.search.thing import Piece, Thing, all_tags
from kg.search.touched import Touched
from kg.search.traits import named_by, spans, stated
from kg.search.words import folded_words
from kg.store.base import Reader
from ontology.terms import RICO


@dataclass(frozen=True, slots=True)
class Change:
    """The two stores, the index before, what was touched, and what that brings to entities by each store."""

    store: Reader
    old: Reader
    iris: Iris
    database: sqlite3.Connection
    touched: Touched
    was: Sides
    now: Sides


@dataclass(frozen=True, slots=True)
class Afresh:
    """things: as they are now, without those that the index holds no longer; named: pairs of records and newcomers."""

    things: dict[str, Thing]
    named: set[tuple[str, str]]


def afresh(change: Change, iris: Sequence[str], before: Mapping[str, Thing]) -> Afresh:
    """Of these IRIs, a few hundred at most."""
    store, names = change.store, change.iris
    whole = [iri for iri in iris if iri not in before or iri in change.touched.flipped]
    steady = set(iris).difference(whole) & _entities(store, names, iris) & _entities(change.old, names, iris)
    steady -= _records(store, names, iris) | _records(change.old, names, iris)
    sums, named = whole_sums(store, names, [iri for iri in iris if iri not in steady])
    own_was, own_now = spans(change.old, sorted(steady)), spans(store, iris)
    for iri in sorted(steady):
        rest = Rest(store, change.old, names, change.database, iri)
        sides = change.was.get(iri, _NOTHING), change.now.get(iri, _NOTHING)
        sums[iri] = followed(before[iri], *sides, own_was.get(iri, set()), own_now.get(iri, set()), rest)
    return Afresh(_things(change, iris, sums, own_now), named)


def _things(
    change: Change, iris: Sequence[str], sums: Mapping[str, Sum], own: Mapping[str, set[Span]]
) -> dict[str, Thing]:
    store, names = change.store, change.iris
    pieces = _pieces(change, iris, sums)
    there = [iri for iri in iris if any(pieces[iri])]
    labels, years = gather.labels(store, names, there), gather.years(store, there)
    tags = _stated(change, there)
    named, points = defaultdict[str, set[str]](set), defaultdict[str, set[tuple[float, float]]](set)
    place = f"{names.base}/id/place/"
    for record, entity in pairs(store, bound("a", there) + named_by(names)):
        named[record].add(entity)
        if entity.startswith(place):
            tags[record].add(("place", entity))
    for iri, lat, lon in gather.points(store, names, there):
        points[iri].add((lat, lon))
    found = {}
    for iri in there:
        count, held = sums[iri], pieces[iri]
        first = next(field[0] for field in held if field)
        label, lang = labels.get(iri) or (first.text, first.lang)
        kind = iri.removeprefix(f"{names.base}/id/").split("/", 1)[0]
        codes, when = tuple(sorted(count.archives)), frozenset(own.get(iri, ())) | count.spans
        said = tags[iri] | ({("reviewed", count.reviewed)} if count.reviewed else set())
        sure = 1.0 if count.confidence is None else count.confidence
        found[iri] = Thing(
            iri,
            kind,
            label,
            lang,
            codes,
            count.weight,
            years.get(iri, (None, None)),
            sure,
            held,
            all_tags(kind, codes, held, said, when, sure),
            when,
            frozenset(named[iri]),
            frozenset(points[iri]),
        )
    return found


def _pieces(change: Change, iris: Sequence[str], sums: Mapping[str, Sum]) -> dict[str, tuple[tuple[Piece, ...], ...]]:
    store, names = change.store, change.iris
    described = gather.descriptions(store, names, iris)
    described |= {Words(iri, text, lang) for iri in iris for lang, text in sums[iri].said}
    fields: tuple[Iterable[Words], ...] = (
        *(
            sorted(field, key=lambda one: (one.lang, one.text))
            for field in (gather.names(store, names, iris), gather.titles(store, names, iris), described)
        ),
        texts(store, names, iris),
    )
    found: dict[str, list[list[Piece]]] = {iri: [[] for _ in FIELDS] for iri in iris}
    for number, field in enumerate(fields):
        for words in field:
            if folded_words(words.text):
                piece = Piece(words.lang, words.text, (words.page, words.page_number if words.page else ""))
                found[words.iri][number].append(piece)
    return {iri: tuple(map(tuple, fields)) for iri, fields in found.items()}


def _stated(change: Change, iris: Sequence[str]) -> dict[str, set[tuple[str, str]]]:
    """What is stated; and a place that a record names is of itself."""
    tags = defaultdict(set, stated(change.store, change.iris, iris))
    for iri in _entities(change.store, change.iris, [iri for iri in iris if f"{change.iris.base}/id/place/" in iri]):
        rest = Rest(change.store, change.old, change.iris, change.database, iri)
        if iri.startswith(f"{change.iris.base}/id/place/") and ("place", iri) not in tags[iri] and rest.is_named():
            tags[iri].add(("place", iri))
    return tags


def _entities(store: Reader, iris: Iris, among: Sequence[str]) -> set[str]:
    return {a for a, _ in pairs(store, f"{bound('a', among)}?a a <{iris.own('Entity')}> BIND(?a AS ?b)")}


def _records(store: Reader, iris: Iris, among: Sequence[str]) -> set[str]:
    held = {a for a, _ in pairs(store, f"{bound('a', among)}?a <{RICO.hasOrHadHolder}> ?b")}
    return held | {a for a, _ in pairs(store, f"{bound('a', among)}?b <{iris.own('textOf')}> ?a")}


_NOTHING = Side()
