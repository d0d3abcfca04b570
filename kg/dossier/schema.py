"""The tables of the dossiers.

Whatever has an IRI is numbered by a hash of it (``number``). So what is sorted by number is sorted by content, and a
table that followed changes stands as one that was made at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

SCHEMA = """
CREATE TABLE node (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, uses INTEGER NOT NULL);
CREATE TABLE label (node INTEGER NOT NULL, lang TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (node, lang, text)) WITHOUT ROWID;
CREATE TABLE kind (entity INTEGER NOT NULL, class INTEGER NOT NULL, PRIMARY KEY (entity, class)) WITHOUT ROWID;
CREATE TABLE name (entity INTEGER NOT NULL, lang TEXT NOT NULL, text TEXT NOT NULL, preferred INTEGER NOT NULL,
  times INTEGER NOT NULL, PRIMARY KEY (entity, lang, text, preferred)) WITHOUT ROWID;
CREATE TABLE outside (entity INTEGER NOT NULL, value TEXT NOT NULL, times INTEGER NOT NULL,
  PRIMARY KEY (entity, value)) WITHOUT ROWID;
CREATE TABLE point (entity INTEGER PRIMARY KEY, lat REAL NOT NULL, lon REAL NOT NULL);
CREATE TABLE date (node INTEGER PRIMARY KEY, expressed TEXT NOT NULL, lang TEXT NOT NULL, edtf TEXT NOT NULL,
  calendar TEXT NOT NULL, qualifier TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL);
CREATE TABLE record (node INTEGER PRIMARY KEY, archive INTEGER NOT NULL, identifier TEXT NOT NULL, date INTEGER,
  since INTEGER, until INTEGER);
CREATE TABLE quote (id INTEGER PRIMARY KEY, mention TEXT NOT NULL, record INTEGER NOT NULL, page TEXT NOT NULL,
  start INTEGER NOT NULL, before TEXT NOT NULL, exact TEXT NOT NULL, after TEXT NOT NULL, cut INTEGER NOT NULL,
  method TEXT NOT NULL, confidence REAL NOT NULL, agent INTEGER NOT NULL);
CREATE TABLE mention (entity INTEGER NOT NULL, archive INTEGER NOT NULL, identifier TEXT NOT NULL,
  start INTEGER NOT NULL, quote INTEGER NOT NULL,
  PRIMARY KEY (entity, archive, identifier, start, quote)) WITHOUT ROWID;
CREATE TABLE named (entity INTEGER NOT NULL, archive INTEGER NOT NULL, record INTEGER NOT NULL,
  times INTEGER NOT NULL, PRIMARY KEY (entity, archive, record)) WITHOUT ROWID;
CREATE TABLE fact (id INTEGER PRIMARY KEY, entity INTEGER NOT NULL, archive INTEGER NOT NULL, property INTEGER NOT NULL,
  forward INTEGER NOT NULL, other INTEGER, text TEXT NOT NULL, lang TEXT NOT NULL, date INTEGER,
  sources INTEGER NOT NULL);
CREATE TABLE witness (fact INTEGER NOT NULL, bare INTEGER NOT NULL, quote INTEGER NOT NULL, source TEXT NOT NULL,
  times INTEGER NOT NULL, PRIMARY KEY (fact, bare, quote, source)) WITHOUT ROWID;
CREATE TABLE role (entity INTEGER NOT NULL, archive INTEGER NOT NULL, property INTEGER NOT NULL,
  record INTEGER NOT NULL, quote INTEGER,
  PRIMARY KEY (entity, archive, property, record)) WITHOUT ROWID;
CREATE TABLE beside (here INTEGER NOT NULL, records INTEGER NOT NULL, there INTEGER NOT NULL,
  PRIMARY KEY (here, records DESC, there)) WITHOUT ROWID;
CREATE TABLE judgement (entity INTEGER NOT NULL, bare INTEGER NOT NULL, worth INTEGER NOT NULL,
  confidence REAL NOT NULL, link INTEGER NOT NULL,
  PRIMARY KEY (entity, bare, worth, confidence, link)) WITHOUT ROWID;
CREATE TABLE link (id INTEGER PRIMARY KEY, one INTEGER NOT NULL, other INTEGER NOT NULL, verdict TEXT NOT NULL,
  confidence REAL NOT NULL, method TEXT NOT NULL, because TEXT NOT NULL, person TEXT NOT NULL, day TEXT NOT NULL);
"""
INDEXES = """
CREATE INDEX fact_entity ON fact (entity, other IS NULL);
CREATE INDEX record_since ON record (since) WHERE since IS NOT NULL;
CREATE INDEX named_record ON named (record, entity);
"""


@dataclass(frozen=True, slots=True)
class Table:
    """How a row of IRIs is written.

    columns  ``node``: number of an IRI that is then listed as a node; ``id``: number alone, None for ''; '': as it is
    key      the first so many columns are its key
    counted  whether its last column, ``times``, is how many things give the row
    """

    name: str
    columns: tuple[str, ...]
    key: int
    counted: bool = False


TABLES = {
    table.name: table
    for table in (
        Table("kind", ("node", "node"), 2),
        Table("name", ("node", "", "", ""), 4, counted=True),
        Table("outside", ("node", ""), 2, counted=True),
        Table("point", ("node", "", ""), 1),
        Table("quote", ("id", "", "node", "", "", "", "", "", "", "", "", "node"), 1),
        Table("mention", ("node", "node", "", "", "id"), 5),
        Table("named", ("node", "node", "node"), 3, counted=True),
        Table("role", ("node", "node", "node", "node", "id"), 4),
        Table("judgement", ("node", "", "", "", "id"), 5),
        Table("link", ("id", "node", "node", "", "", "", "", "", ""), 1),
    )
}
"""Those that are written row by row; witnesses with their facts, and pairs, go their own way."""
FACT = ("node", "node", "node", "", "node", "", "", "node")
"""Columns of a fact, as of a table; '' is no node."""


def number(iri: str) -> int:
    """Of 63 bits: of ten million IRIs, no two have the same but once in 200,000 times, and then SQLite refuses."""
    return int.from_bytes(blake2b(iri.encode(), digest_size=8).digest(), "big") >> 1
