"""The tables of the index.

A passage is one name, title or description, or some lines of a page. Passages are numbered by what they are worth
before any word is asked for: names first, those of things that many records name before others; so the first rows of
a match are good ones, and a common word costs no more than a rare one. All else stands in the order of the numbers of
the things, which are hashes, so that the first rows are a fair sample of all archives. See ``kg.search.numbering``.

What a result is narrowed by stands beside: of each thing the values of its facets (tag), the years it is of (span), and
which things a record names (named). Table label has the names of things, archives and forms in
all languages. Table owner says of which thing a passage is, without its words.
"""

from __future__ import annotations

SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, label TEXT NOT NULL,
  lang TEXT NOT NULL, archives TEXT NOT NULL, weight INTEGER NOT NULL, since INTEGER, until INTEGER,
  confidence REAL NOT NULL, folded TEXT NOT NULL);
CREATE TABLE page (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, number TEXT NOT NULL);
CREATE TABLE passage (id INTEGER PRIMARY KEY, thing INTEGER NOT NULL, field INTEGER NOT NULL, page INTEGER,
  lang TEXT NOT NULL, text TEXT NOT NULL, folded TEXT NOT NULL, others TEXT NOT NULL);
CREATE TABLE owner (passage INTEGER PRIMARY KEY, thing INTEGER NOT NULL);
CREATE VIRTUAL TABLE word USING fts5(name, title, description, text, facet, content='', columnsize=0,
  tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mc'");
CREATE TABLE term (id INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE, passages INTEGER NOT NULL, stem TEXT NOT NULL);
CREATE TABLE sound (bones TEXT NOT NULL, length INTEGER NOT NULL, roman TEXT NOT NULL, term INTEGER NOT NULL,
  PRIMARY KEY (bones, length, roman, term)) WITHOUT ROWID;
CREATE VIRTUAL TABLE spelling USING fts5(term, content='', columnsize=0, detail=none, tokenize='trigram');
CREATE TABLE point (thing INTEGER NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
  PRIMARY KEY (thing, lat, lon)) WITHOUT ROWID;
CREATE TABLE facet_value (id INTEGER PRIMARY KEY, facet INTEGER NOT NULL, value TEXT NOT NULL, things INTEGER NOT NULL,
  UNIQUE (facet, value));
CREATE TABLE tag (thing INTEGER NOT NULL, facet INTEGER NOT NULL, value INTEGER NOT NULL,
  PRIMARY KEY (thing, facet, value)) WITHOUT ROWID;
CREATE TABLE span (thing INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL,
  PRIMARY KEY (thing, since, until)) WITHOUT ROWID;
CREATE TABLE label (iri TEXT NOT NULL, lang TEXT NOT NULL, other INTEGER NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (iri, lang, other, text)) WITHOUT ROWID;
CREATE TABLE named (record INTEGER NOT NULL, thing INTEGER NOT NULL, PRIMARY KEY (record, thing)) WITHOUT ROWID;
"""
INSERT_THING = "INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_WORDS = "INSERT INTO word(rowid, name, title, description, text, facet) VALUES (?, ?, ?, ?, ?, ?)"
INDEXES = """
CREATE INDEX term_stem ON term (stem);
CREATE INDEX owner_thing ON owner (thing);
CREATE INDEX point_lat ON point (lat, lon);
CREATE INDEX tag_value ON tag (value, thing);
CREATE INDEX named_thing ON named (thing, record);
"""


def facets(kind: str, archives: tuple[str, ...], lang: str) -> list[str]:
    """Words by which a match is narrowed; letters and figures only, so that the tokeniser leaves them whole."""
    return [_facet("k", kind), *(_facet("a", code) for code in archives), *([_facet("l", lang)] if lang else [])]


def facet(kind: str, value: str) -> str:
    """The word for one of them: kind k, a or l."""
    return _facet(kind, value)


def _facet(kind: str, value: str) -> str:
    return f"zz{kind}{value.encode().hex()}"
