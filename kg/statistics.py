"""Counts of an edition, for the home page, VoID and ``sunqar stats``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kg.iri import Iris
from kg.rdf.vocabulary import CLASSES
from kg.store.base import Reader
from ontology.terms import OA, RICO, SSSOM


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
    kinds = {key.lower(): iri for key, iri in CLASSES.items() if key != "POSITION"}
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
    }


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
    rows = {row["k"]: int(row["n"]) for row in store.select(query) if "k" in row}
    return {(key.replace("#", "/").rsplit("/", 1)[-1] if cut else key): rows[key] for key in sorted(rows)}
