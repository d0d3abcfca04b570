"""The statements between shared entities and records as a compact table, made when an edition is published."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.iri import Iris
from kg.paths.hubs import LEAST, is_hub
from kg.paths.numbering import columns, degrees, numbered
from kg.rdf.vocabulary import RELATIONS, ROLE_PROPERTIES
from kg.store.base import Reader
from ontology.terms import RICO

_SCHEMA = f"""
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;
CREATE TABLE node (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, hub INTEGER NOT NULL, degree INTEGER NOT NULL);
CREATE TABLE total (nodes INTEGER NOT NULL);
CREATE TABLE property (id INTEGER PRIMARY KEY, iri TEXT NOT NULL);
CREATE TABLE step (here INTEGER NOT NULL, there INTEGER NOT NULL, property INTEGER NOT NULL, forward INTEGER NOT NULL,
  PRIMARY KEY (here, there, property, forward)) WITHOUT ROWID;
CREATE INDEX busy ON node (degree) WHERE degree > {LEAST};
"""
_NOT_JOINING = frozenset({RICO.hasOrHadHolder})
"""Every record has its archive."""


def joining(iris: Iris) -> list[str]:
    """The properties whose statements are steps, sorted: their numbers are in that order."""
    wanted = {iris.own("mentions"), RICO.describesOrDescribed, RICO.isAssociatedWithPlace, RICO.isOrWasContainedBy}
    wanted |= {*ROLE_PROPERTIES.values(), *(shortcut for _, shortcut, _ in RELATIONS.values())}
    return sorted(wanted - _NOT_JOINING)


def things(iris: Iris) -> str:
    """What the IRIs of things begin with, before their kind."""
    return f"{iris.base}/id/"


def build_paths(path: Path, store: Reader, iris: Iris) -> int:
    """Write the table of an edition; returns the number of statements in it. Same store, same bytes."""
    return write_paths(path, _stated(store, iris), things(iris), joining(iris))


def _stated(store: Reader, iris: Iris) -> Iterator[tuple[str, str, str]]:
    graph, base = iris.graph("resolved"), things(iris)
    for property_ in joining(iris):
        for row in store.select(f"SELECT ?s ?o {{ GRAPH <{graph}> {{ ?s <{property_}> ?o }} FILTER(isIRI(?o)) }}"):
            if row["s"] != row["o"] and row["s"].startswith(base) and row["o"].startswith(base):
                yield row["s"], property_, row["o"]


def write_paths(path: Path, stated: Iterable[tuple[str, str, str]], base: str, known: Iterable[str] = ()) -> int:
    """Write (subject, property, object), in any order; base: what the IRIs of things begin with, before their kind.

    known: properties that have a number even where nothing is stated with them. Returns the number of statements.
    """
    steps, nodes, properties = numbered(stated, known)
    degree = degrees(steps, len(nodes))
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript(_SCHEMA)
    rows = (
        (number, iri, is_hub(iri.removeprefix(base), beside, len(nodes)), beside)
        for number, (iri, beside) in enumerate(zip(nodes, degree, strict=True), 1)
    )
    database.executemany("INSERT INTO node VALUES (?, ?, ?, ?)", rows)
    database.execute("INSERT INTO total VALUES (?)", (len(nodes),))
    database.executemany("INSERT INTO property VALUES (?, ?)", enumerate(properties, 1))
    database.executemany("INSERT INTO step VALUES (?, ?, ?, ?)", columns(steps))
    database.commit()
    database.execute("VACUUM")
    database.close()
    return len(steps) // 2
