"""The statements between shared entities and records as a compact table, made when an edition is published."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from kg.iri import Iris
from kg.rdf.vocabulary import RELATIONS, ROLE_PROPERTIES
from kg.store.base import Reader
from ontology.terms import RICO

_SCHEMA = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;
CREATE TABLE node (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, hub INTEGER NOT NULL);
CREATE TABLE property (id INTEGER PRIMARY KEY, iri TEXT NOT NULL);
CREATE TABLE step (here INTEGER NOT NULL, there INTEGER NOT NULL, property INTEGER NOT NULL, forward INTEGER NOT NULL,
  PRIMARY KEY (here, there, property, forward)) WITHOUT ROWID;
"""
_HUBS = {"place": (0.002, 30), "record": (0.005, 100)}
_HUB = (0.02, 100)
"""A thing beside more than such a part of all others, and more than so many, joins nothing that was not joined before:
countries and capitals, lists of persons."""
_NOT_JOINING = frozenset({RICO.hasOrHadHolder})
"""Every record has its archive."""


def build_paths(path: Path, store: Reader, iris: Iris) -> int:
    """Write the table of an edition; returns the number of statements in it. Same store, same bytes."""
    wanted = {iris.own("mentions"), RICO.describesOrDescribed, RICO.isAssociatedWithPlace, RICO.isOrWasContainedBy}
    wanted |= {*ROLE_PROPERTIES.values(), *(shortcut for _, shortcut, _ in RELATIONS.values())}
    graph, base = iris.graph("resolved"), f"{iris.base}/id/"
    stated = sorted(
        {
            (row["s"], property_, row["o"])
            for property_ in wanted - _NOT_JOINING
            for row in store.select(f"SELECT ?s ?o {{ GRAPH <{graph}> {{ ?s <{property_}> ?o }} FILTER(isIRI(?o)) }}")
            if row["s"] != row["o"] and row["s"].startswith(base) and row["o"].startswith(base)
        }
    )
    write_paths(path, stated, base)
    return len(stated)


def write_paths(path: Path, stated: Iterable[tuple[str, str, str]], base: str) -> None:
    """Write (subject, property, object); base: what the IRIs of things begin with, before their kind."""
    triples = list(stated)
    beside = {pair for s, _, o in triples for pair in ((s, o), (o, s))}
    degree = Counter(here for here, _ in beside)
    nodes = {iri: number for number, iri in enumerate(sorted(degree), 1)}
    properties = {iri: number for number, iri in enumerate(sorted({p for _, p, _ in triples}), 1)}
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript(_SCHEMA)
    rows = ((number, iri, _is_hub(iri.removeprefix(base), degree[iri], len(nodes))) for iri, number in nodes.items())
    database.executemany("INSERT INTO node VALUES (?, ?, ?)", rows)
    database.executemany("INSERT INTO property VALUES (?, ?)", ((number, iri) for iri, number in properties.items()))
    steps = {
        step
        for s, p, o in triples
        for step in ((nodes[s], nodes[o], properties[p], 1), (nodes[o], nodes[s], properties[p], 0))
    }
    database.executemany("INSERT INTO step VALUES (?, ?, ?, ?)", sorted(steps))
    database.commit()
    database.execute("VACUUM")
    database.close()


def _is_hub(name: str, beside: int, total: int) -> bool:
    share, least = _HUBS.get(name.split("/", 1)[0], _HUB)
    return beside > max(share * total, least)
