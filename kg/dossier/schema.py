"""The tables of the dossiers."""

from __future__ import annotations

SCHEMA = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;
CREATE TABLE node (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE);
CREATE TABLE label (node INTEGER NOT NULL, lang TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (node, lang, text)) WITHOUT ROWID;
CREATE TABLE kind (entity INTEGER NOT NULL, class INTEGER NOT NULL, PRIMARY KEY (entity, class)) WITHOUT ROWID;
CREATE TABLE name (entity INTEGER NOT NULL, lang TEXT NOT NULL, text TEXT NOT NULL, preferred INTEGER NOT NULL,
  PRIMARY KEY (entity, lang, text)) WITHOUT ROWID;
CREATE TABLE outside (entity INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (entity, value)) WITHOUT ROWID;
CREATE TABLE point (entity INTEGER PRIMARY KEY, lat REAL NOT NULL, lon REAL NOT NULL);
CREATE TABLE date (node INTEGER PRIMARY KEY, expressed TEXT NOT NULL, lang TEXT NOT NULL, edtf TEXT NOT NULL,
  calendar TEXT NOT NULL, qualifier TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL);
CREATE TABLE record (node INTEGER PRIMARY KEY, archive INTEGER NOT NULL, identifier TEXT NOT NULL, date INTEGER,
  since INTEGER, until INTEGER);
CREATE TABLE quote (id INTEGER PRIMARY KEY, mention TEXT NOT NULL, record INTEGER NOT NULL, page TEXT NOT NULL,
  start INTEGER NOT NULL, before TEXT NOT NULL, exact TEXT NOT NULL, after TEXT NOT NULL, cut INTEGER NOT NULL,
  method TEXT NOT NULL, confidence REAL NOT NULL, agent INTEGER NOT NULL);
CREATE TABLE mention (entity INTEGER NOT NULL, archive INTEGER NOT NULL, place INTEGER NOT NULL, quote INTEGER NOT NULL,
  PRIMARY KEY (entity, archive, place)) WITHOUT ROWID;
CREATE TABLE named (entity INTEGER NOT NULL, archive INTEGER NOT NULL, record INTEGER NOT NULL,
  mentions INTEGER NOT NULL, PRIMARY KEY (entity, archive, record)) WITHOUT ROWID;
CREATE TABLE fact (id INTEGER PRIMARY KEY, entity INTEGER NOT NULL, archive INTEGER NOT NULL, property INTEGER NOT NULL,
  forward INTEGER NOT NULL, other INTEGER, text TEXT NOT NULL, lang TEXT NOT NULL, date INTEGER,
  sources INTEGER NOT NULL);
CREATE TABLE witness (fact INTEGER NOT NULL, place INTEGER NOT NULL, quote INTEGER, source TEXT NOT NULL,
  PRIMARY KEY (fact, place)) WITHOUT ROWID;
CREATE TABLE role (entity INTEGER NOT NULL, archive INTEGER NOT NULL, property INTEGER NOT NULL,
  record INTEGER NOT NULL, quote INTEGER,
  PRIMARY KEY (entity, archive, property, record)) WITHOUT ROWID;
CREATE TABLE beside (here INTEGER NOT NULL, records INTEGER NOT NULL, there INTEGER NOT NULL,
  PRIMARY KEY (here, records DESC, there)) WITHOUT ROWID;
CREATE TABLE judgement (entity INTEGER NOT NULL, place INTEGER NOT NULL, link TEXT NOT NULL, one INTEGER NOT NULL,
  other INTEGER NOT NULL, verdict TEXT NOT NULL, confidence REAL NOT NULL, method TEXT NOT NULL, because TEXT NOT NULL,
  person TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (entity, place)) WITHOUT ROWID;
CREATE TABLE judged (entity INTEGER PRIMARY KEY, judgements INTEGER NOT NULL);
"""
INDEXES = """
CREATE INDEX fact_entity ON fact (entity, id);
CREATE INDEX record_since ON record (since) WHERE since IS NOT NULL;
CREATE INDEX named_record ON named (record, entity);
"""
