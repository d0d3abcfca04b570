"""The table, written when an edition is published, from what the co-mention summary is counted from."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kg.iri import Iris
from kg.store.base import Reader
from kg.summaries.co_mentions import pairs
from kg.summaries.counting import Edition
from ontology.terms import RICO

TOGETHER = "together.sqlite"
"""Its name in the folder of an edition."""
KINDS = {RICO.Person: "person", RICO.CorporateBody: "body", RICO.Family: "family"}
_SCHEMA = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE);
CREATE TABLE beside (here INTEGER NOT NULL, kind TEXT NOT NULL, records INTEGER NOT NULL, there INTEGER NOT NULL,
  PRIMARY KEY (here, kind, records DESC, there)) WITHOUT ROWID;
"""


def write_together(path: Path, store: Reader, iris: Iris) -> int:
    """Write the table of an edition; returns the number of pairs. Same store, same bytes.

    Things are numbered in the order of their IRIs, so that equal numbers of records come in that order.
    """
    edition = Edition(store, iris)
    counted, _ = pairs(edition)
    numbers = {iri: number for number, iri in enumerate(sorted({each for pair in counted for each in pair}), 1)}
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript(_SCHEMA)
    database.executemany("INSERT INTO thing VALUES (?, ?)", ((number, iri) for iri, number in numbers.items()))
    rows = [
        (numbers[here], KINDS[edition.kinds[there]], records, numbers[there])
        for (one, other), records in counted.items()
        for here, there in ((one, other), (other, one))
    ]
    rows.sort(key=lambda row: (row[0], row[1], -row[2], row[3]))
    database.executemany("INSERT INTO beside VALUES (?, ?, ?, ?)", rows)
    database.commit()
    database.execute("VACUUM")
    database.close()
    return len(counted)
