"""Counts of an edition, for the home page, VoID and ``sunqar stats``."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from kg.iri import Iris
from kg.rdf.vocabulary import CLASSES
from kg.store.base import Reader
from ontology.terms import OA, RDFS, RICO, SSSOM


def statistics(store: Reader, iris: Iris) -> dict[str, Any]:
    """Numbers by kind, archive, language, method and decade. Same store, same numbers."""
    own = iris.own
    entity = f"a <{own('Entity')}>"
    # A finding aid may name a body as holder too; only the archives of the settings are counted as archives.
    archive = f'FILTER(STRSTARTS(STR(?h), "{iris.archive("")}"))'
    across = (
        f"SELECT (COUNT(*) AS ?n) WHERE {{ SELECT ?e WHERE {{ ?e a <%s>, <{own('Entity')}> . "
        f"?r <{own('mentions')}> ?e ; <{RICO.hasOrHadHolder}> ?h {archive} }} "
        "GROUP BY ?e HAVING (COUNT(DISTINCT ?h) > 1) }"
    )
    kinds = kinds_of_entities()
    return {
        "records": _number(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ ?r a <{RICO.Record}> }}"),
        "record_sets": _number(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ ?r a <{RICO.RecordSet}> }}"),
        "mentions": _number(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ ?m a <{OA.Annotation}> }}"),
        "links": _number(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ ?m a <{SSSOM.Mapping}> }}"),
        "entities": {
            key: _number(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ ?e a <{iri}> ; {entity} }}")
            for key, iri in kinds.items()
        },
        "across_archives": {key: _number(store, across % iri) for key, iri in kinds.items()},
        "archives": _table(
            store,
            f"SELECT (?h AS ?k) (COUNT(*) AS ?n) WHERE {{ ?r <{RICO.hasOrHadHolder}> ?h {archive} }} GROUP BY ?h",
            cut=True,
        ),
        "languages": _table(
            store,
            f"SELECT ?k (COUNT(*) AS ?n) WHERE {{ ?r <{RICO.hasOrHadLanguage}> ?k }} GROUP BY ?k",
            cut=True,
        ),
        "methods": _table(
            store, f"SELECT ?k (COUNT(*) AS ?n) WHERE {{ ?m <{own('method')}> ?k }} GROUP BY ?k", cut=True
        ),
        "decades": _table(
            store,
            f"SELECT ?k (COUNT(DISTINCT ?r) AS ?n) WHERE {{ ?r <{RICO.hasCreationDate}>/<{RICO.beginningDate}> ?d "
            "BIND(CONCAT(SUBSTR(STR(?d), 1, 3), '0') AS ?k) } GROUP BY ?k",
            cut=False,
        ),
        "by_archive": _by_archive(store, iris),
        "coverage": _coverage(store, iris, kinds),
    }


def kinds_of_entities() -> dict[str, str]:
    """By their names in the tables, their classes."""
    return {key.lower(): iri for key, iri in CLASSES.items() if key != "POSITION"}


def _by_archive(store: Reader, iris: Iris) -> dict[str, dict[str, Any]]:
    """Of each archive: records and sets, languages of its records, how many records begin in each year."""
    space = iris.archive("")
    held = f'?r <{RICO.hasOrHadHolder}> ?h FILTER(STRSTARTS(STR(?h), "{space}"))'
    queries = {
        "kinds": f"?r a ?k ; <{RICO.hasOrHadHolder}> ?h VALUES ?k {{ <{RICO.Record}> <{RICO.RecordSet}> }}",
        "languages": f"?r <{RICO.hasOrHadLanguage}> ?k ; <{RICO.hasOrHadHolder}> ?h",
        "years": f"?r <{RICO.hasCreationDate}>/<{RICO.beginningDate}> ?d ; <{RICO.hasOrHadHolder}> ?h "
        "BIND(STRBEFORE(STR(?d), '-') AS ?k)",
    }
    archives = {row["h"] for row in store.select(f"SELECT DISTINCT ?h {{ {held} }}")}
    found: dict[str, dict[str, Any]] = {iri: {key: {} for key in queries} for iri in sorted(archives)}
    for key, pattern in queries.items():
        for row in store.select(f"SELECT ?h ?k (COUNT(DISTINCT ?r) AS ?n) {{ {pattern} }} GROUP BY ?h ?k"):
            if row.get("h") in found and row.get("k"):
                table, name = found[row["h"]][key], last_part(row["k"])
                table[name] = table.get(name, 0) + int(row["n"])
    return {iri.removeprefix(space): found[iri] for iri in found}


def _coverage(store: Reader, iris: Iris, kinds: dict[str, str]) -> dict[str, dict[str, int]]:
    """By kind, how many shared entities have a name in each language; records by that of their titles and texts.

    Languages by their first subtag: ``kk-cyrl`` counts as ``kk``; without one: the empty string.
    """
    entity = f"a <{iris.own('Entity')}>"
    values = " ".join(f"<{iri}>" for iri in kinds.values())
    called, found = {iri: key for key, iri in kinds.items()}, {key: Counter[str]() for key in (*kinds, "title")}
    spoken = _languages(store, f"?e {entity} ; <{RDFS.label}> ?label")
    for row in store.select(f"SELECT ?e ?t {{ VALUES ?t {{ {values} }} ?e a ?t ; {entity} }}"):
        found[called[row["t"]]].update(spoken.get(row["e"], ()))
    for languages in _languages(store, f"?e a <{RICO.Record}> ; <{RICO.title}> ?label").values():
        found["title"].update(languages)
    return {key: dict(sorted(counted.items())) for key, counted in found.items()}


def _languages(store: Reader, pattern: str) -> dict[str, frozenset[str]]:
    """First subtags of the languages in which each ?e of a pattern has a ?label."""
    found: dict[str, frozenset[str]] = {}
    alike: dict[frozenset[str], frozenset[str]] = {}  # few differ, and there are as many as entities
    for row in store.select(f"SELECT ?e (LANG(?label) AS ?k) {{ {pattern} }}"):
        languages = found.get(row["e"], frozenset()) | {row["k"].split("-")[0]}
        found[row["e"]] = alike.setdefault(languages, languages)
    return found


def write_statistics(path: Path, store: Reader, iris: Iris) -> None:
    """The same as a file."""
    path.write_text(json_text(statistics(store, iris)), encoding="utf-8")


def json_text(value: Any) -> str:
    """JSON for people and programs: sorted keys, one a line, characters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _number(store: Reader, query: str) -> int:
    return int(next(iter(store.select(query)))["n"])


def _table(store: Reader, query: str, *, cut: bool) -> dict[str, int]:
    """cut: show the last part of an IRI (an archive's code, ``lang-en``) in place of the whole."""
    found = Counter[str]()
    for row in store.select(query):
        if "k" in row:
            found[last_part(row["k"]) if cut else row["k"]] += int(row["n"])
    return {key: found[key] for key in sorted(found)}


def last_part(iri: str) -> str:
    """What follows the last slash or number sign: an archive's code, ``lang-en``."""
    return iri.replace("#", "/").rsplit("/", 1)[-1]
