"""The index of short literals, written when an edition is published. Same store, same bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
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
    # In a temporary table on disk: the literals of a large edition would not fit into memory.
    database.execute("CREATE TEMP TABLE found (term TEXT NOT NULL, small TEXT NOT NULL, property INTEGER NOT NULL)")
    for number, property_ in enumerate(PROPERTIES, 1):
        database.execute("INSERT INTO property VALUES (?, ?)", (number, property_))
        rows = ((term, small, number) for term, small in _literals(store, property_))
        database.executemany("INSERT INTO found VALUES (?, ?, ?)", rows)
    database.execute("INSERT INTO literal (term, small) SELECT DISTINCT term, small FROM found ORDER BY term")
    database.execute("INSERT INTO piece (rowid, small) SELECT id, small FROM literal ORDER BY id")
    folded = ((number,) for number, *texts in _all(database) if any(map(may_fold_otherwise, texts)))
    database.executemany("INSERT INTO otherwise VALUES (?)", folded)
    database.execute(
        "INSERT INTO of SELECT f.property, l.id FROM found f JOIN literal l ON l.term = f.term ORDER BY 1, 2"
    )
    database.execute("DROP TABLE found")
    (literals,) = database.execute("SELECT COUNT(*) FROM literal").fetchone()
    database.execute("INSERT INTO piece(piece) VALUES ('optimize')")
    database.commit()
    database.execute("VACUUM")
    database.close()
    return int(literals)


def _all(database: sqlite3.Connection) -> Iterator[tuple[int, str, str]]:
    yield from database.execute("SELECT id, small, term FROM literal ORDER BY id")


def _literals(store: Reader, property_: str) -> Iterator[tuple[str, str]]:
    """Each literal as SPARQL writes it, with its small letters."""
    query = f"SELECT DISTINCT ?t (LCASE(STR(?t)) AS ?l) {{ ?s <{property_}> ?t FILTER(isLITERAL(?t)) }}"
    return rows_of(store.table(query))


def rows_of(table: bytes) -> Iterator[tuple[str, str]]:
    """The rows of a TSV of literals and strings: the literal as it is written there, and the string itself."""
    for line in islice(BytesIO(table), 1, None):  # line by line: other line ends in a literal are escaped or are none
        term, _, small = line[:-1].decode().partition("\t")
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
