"""The index of short literals, written when an edition is published. Same store, same bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from kg.iri import Iris
from kg.literals.folding import may_fold_otherwise
from kg.store.base import Reader
from ontology.terms import RDFS, RICO, SKOS

PROPERTIES = (RDFS.label, RICO.identifier, RICO.name, RICO.title, SKOS.altLabel, SKOS.prefLabel)
"""Every literal that one of these has in the default graph is in the index."""
PIECE = 3
LITERALS = "literals.sqlite"
"""Its name in the folder of an edition."""
_SCHEMA = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;
CREATE TABLE property (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE);
CREATE TABLE literal (id INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE, small TEXT NOT NULL);
CREATE TABLE of (property INTEGER NOT NULL, literal INTEGER NOT NULL, PRIMARY KEY (property, literal)) WITHOUT ROWID;
CREATE TABLE otherwise (literal INTEGER PRIMARY KEY);
CREATE VIRTUAL TABLE piece USING fts5(small, content='', columnsize=0, detail=none,
  tokenize='trigram case_sensitive 1');
"""


def build_literals(path: Path, store: Reader, iris: Iris) -> int:
    """Write the index of an edition; returns the number of literals in it.

    The small letters are those of the engine's own LCASE, so that they are what a filter compares with.
    """
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript(_SCHEMA)
    by_property: list[set[tuple[str, str]]] = [set(_literals(store, property_)) for property_ in PROPERTIES]
    numbers: dict[str, int] = {}
    for number, (term, small) in enumerate(sorted(set().union(*by_property)), 1):
        numbers[term] = number
        database.execute("INSERT INTO literal VALUES (?, ?, ?)", (number, term, small))
        database.execute("INSERT INTO piece(rowid, small) VALUES (?, ?)", (number, small))
        if may_fold_otherwise(small) or may_fold_otherwise(term):
            database.execute("INSERT INTO otherwise VALUES (?)", (number,))
    for number, (property_, found) in enumerate(zip(PROPERTIES, by_property, strict=True), 1):
        database.execute("INSERT INTO property VALUES (?, ?)", (number, property_))
        rows = sorted((number, numbers[term]) for term, _ in found)
        database.executemany("INSERT INTO of VALUES (?, ?)", rows)
    database.execute("INSERT INTO piece(piece) VALUES ('optimize')")
    database.commit()
    database.execute("VACUUM")
    database.close()
    return len(numbers)


def _literals(store: Reader, property_: str) -> Iterator[tuple[str, str]]:
    """Each literal as SPARQL writes it, with its small letters."""
    query = f"SELECT DISTINCT ?t (LCASE(STR(?t)) AS ?l) {{ ?s <{property_}> ?t FILTER(isLITERAL(?t)) }}"
    for line in store.table(query).decode().split("\n")[1:-1]:
        term, _, small = line.partition("\t")
        yield term, _unquoted(small)


def _unquoted(written: str) -> str:
    """The string that a TSV cell stands for."""
    text = written[1:-1]
    if "\\" not in text:
        return text
    parts = text.split("\\\\")
    return "\\".join(
        part.replace("\\t", "\t").replace("\\n", "\n").replace("\\r", "\r").replace('\\"', '"').replace("\\'", "'")
        for part in parts
    )
