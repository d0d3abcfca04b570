"""``stats.json`` of an edition from that of the edition before: what a change touches is counted again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.iri import Iris
from kg.statistics import json_text, kinds_of_entities, last_part
from kg.statistics_across import across
from kg.store.base import Reader
from kg.updates.bound import bound, pairs
from kg.updates.delta import Delta
from kg.updates.numbers import Unfit, changed_numbers
from kg.updates.united import United, united
from ontology.terms import OA, RDF, RDFS, RICO, SSSOM

Path_ = tuple[str, ...]
"""Keys, from the outermost table to a number."""
_KINDS = {RICO.Record: "records", RICO.RecordSet: "record_sets", OA.Annotation: "mentions", SSSOM.Mapping: "links"}
_TABLES = ("archives", "languages", "methods", "decades")


def update_statistics(path: Path, before: Path, store: Reader, old: Reader, iris: Iris, delta: Delta) -> bool:
    """Write to path what ``write_statistics`` would; before: the file of the edition before. An ``Updater``."""
    told = json.loads(before.read_text(encoding="utf-8"))
    kinds = {iri: key for key, iri in kinds_of_entities().items()}
    dated, counted = RICO.hasCreationDate, (iris.own("method"), RICO.hasOrHadHolder, RICO.hasOrHadLanguage)
    wanted = {RDF.type, *counted, dated, RICO.beginningDate, RICO.title, RDFS.label, iris.own("mentions")}
    changed = united(delta, store, old, wanted)
    types = {*kinds, RICO.Record, RICO.RecordSet, iris.own("Entity")}
    things = changed.subjects(RICO.hasOrHadHolder, RICO.hasOrHadLanguage, dated, RICO.title, RDFS.label)
    things |= {thing for thing, kind in changed.of(RDF.type) if kind in types}
    for side in (old, store):
        things |= {thing for _, thing in pairs(side, f"?b <{dated}> ?a", changed.subjects(RICO.beginningDate))}
    numbers = [_Side(side, iris, kinds).numbers(things) for side in (old, store)]
    for found, counts in zip(numbers, across(changed, store, old, iris), strict=True):
        found.update({("across_archives", key): number for key, number in counts.items()})
    for found, triples in zip(numbers, (changed.gone, changed.come), strict=True):
        found.update(_plain(United(triples, frozenset()), iris))
    try:
        made = _nested(changed_numbers(dict(_paths(told)), *numbers), told)
    except Unfit:
        return False
    path.write_text(json_text(made), encoding="utf-8")
    return True


def _plain(side: United, iris: Iris) -> Iterator[Path_]:
    """What is counted triple by triple."""
    for _, kind in side.of(RDF.type):
        if kind in _KINDS:
            yield (_KINDS[kind],)
    for _, holder in side.of(RICO.hasOrHadHolder):
        if holder.startswith(iris.archive("")):
            yield "archives", last_part(holder)
    for name, property_ in (("languages", RICO.hasOrHadLanguage), ("methods", iris.own("method"))):
        for _, value in side.of(property_):
            yield name, last_part(value)


class _Side:
    """A store, asked what some things add to the numbers."""

    def __init__(self, store: Reader, iris: Iris, kinds: Mapping[str, str]) -> None:
        self._store = store
        self._iris = iris
        self._kinds = kinds

    def numbers(self, things: Collection[str]) -> Counter[Path_]:
        """Of all that is not counted triple by triple."""
        found: Counter[Path_] = Counter()
        space = self._iris.archive("")
        types, holders = set(self._rows(RDF.type, things)), set(self._rows(RICO.hasOrHadHolder, things))
        days = [(thing, day) for thing, day in pairs(self._store, _BEGINS, things)]
        found.update(("decades", decade) for _, decade in {(thing, f"{day[:3]}0") for thing, day in days})
        by_archive = {
            "kinds": {row for row in types if row[1] in (RICO.Record, RICO.RecordSet)},
            "languages": set(self._rows(RICO.hasOrHadLanguage, things)),
            "years": {(thing, day.partition("-")[0]) for thing, day in days if "-" in day[1:]},
        }
        held: dict[str, list[str]] = {}
        for thing, holder in holders:
            if holder.startswith(space):
                held.setdefault(thing, []).append(holder.removeprefix(space))
        for name, rows in by_archive.items():
            for thing, key in rows:
                if key:
                    found.update(("by_archive", code, name, last_part(key)) for code in held.get(thing, ()))
        found.update(self._spoken(types, things))
        return found

    def _spoken(self, types: Collection[tuple[str, str]], things: Collection[str]) -> Iterator[Path_]:
        """Entities by kind, these by the languages of their names, records by those of their titles."""
        entities = {thing for thing, kind in types if kind == self._iris.own("Entity")}
        names, titles = self._languages(RDFS.label, entities), self._languages(RICO.title, things)
        for thing, kind in types:
            if kind in self._kinds and thing in entities:
                yield "entities", self._kinds[kind]
                for language in names.get(thing, ()):
                    yield "coverage", self._kinds[kind], language
            if kind == RICO.Record:
                for language in titles.get(thing, ()):
                    yield "coverage", "title", language

    def _rows(self, property_: str, things: Collection[str]) -> Iterator[tuple[str, str]]:
        return pairs(self._store, f"?a <{property_}> ?b", things)

    def _languages(self, property_: str, things: Collection[str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for row in bound(self._store, f"?a <{property_}> ?label", things, out="?a (LANG(?label) AS ?b)"):
            found.setdefault(row["a"], set()).add(row["b"].split("-")[0])
        return found


_BEGINS = f"?a <{RICO.hasCreationDate}>/<{RICO.beginningDate}> ?b"


def _paths(table: Mapping[str, Any], above: Path_ = ()) -> Iterator[tuple[Path_, int]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _paths(value, (*above, key))
        else:
            yield (*above, key), value


def _nested(numbers: Mapping[Path_, int], told: Mapping[str, Any]) -> dict[str, Any]:
    """The tables of the numbers; what is never left out of them stands there with nothing."""
    made: dict[str, Any] = {name: 0 for name in _KINDS.values()} | {name: {} for name in _TABLES}
    kinds = kinds_of_entities()
    made |= {name: dict.fromkeys(kinds, 0) for name in ("entities", "across_archives")}
    made["coverage"] = {key: {} for key in (*kinds, "title")}
    codes = {path[1] for path in numbers if path[0] == "archives"}
    made["by_archive"] = {code: {"kinds": {}, "languages": {}, "years": {}} for code in codes}
    if made.keys() != told.keys():
        raise Unfit
    for path, number in numbers.items():
        table = made
        for key in path[:-1]:
            table = table[key]
        table[path[-1]] = number
    return made
