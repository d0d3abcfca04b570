"""The table, written when an edition is published, from what the co-mention summary is counted from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kg.iri import Iris
from kg.store.base import Reader
from kg.summaries.co_mentions import pairs
from kg.summaries.counting import Edition
from ontology.terms import RICO

TOGETHER = "together.sqlite"
"""Its name in the folder of an edition."""
KINDS = {RICO.Person: "person", RICO.CorporateBody: "body", RICO.Family: "family"}
_AT_ONCE = 50_000
"""Rows that are handed over at once."""
_SCHEMA = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE);
CREATE TABLE beside (here INTEGER NOT NULL, kind TEXT NOT NULL, records INTEGER NOT NULL, there INTEGER NOT NULL,
  PRIMARY KEY (here, kind, records DESC, there)) WITHOUT ROWID;
"""


def write_together(path: Path, store: Reader, iris: Iris) -> int:
    """Write the table of an edition; returns the number of pairs. Same store, same bytes."""
    edition = Edition(store, iris)
    counted, _ = pairs(edition)
    numbers = {iri: number for number, iri in enumerate(sorted({each for pair in counted for each in pair}), 1)}
    kinds = [KINDS[edition.kinds[iri]] for iri in numbers]
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript(_SCHEMA)
    database.executemany("INSERT INTO thing VALUES (?, ?)", ((number, iri) for iri, number in numbers.items()))
    rows = _rows(counted, numbers, kinds)
    database.executemany("INSERT INTO beside VALUES (?, ?, ?, ?)", rows)
    database.commit()
    database.execute("VACUUM")
    database.close()
    return len(counted)


def _rows(
    counted: Mapping[tuple[str, str], int], numbers: Mapping[str, int], kinds: Sequence[str]
) -> Iterator[tuple[int, str, int, int]]:
    """In the order of the table; sorted as numbers, for there may be millions. kinds: of each thing, by its number."""
    import numpy as np

    ends = np.fromiter((numbers[each] for pair in counted for each in pair), dtype=np.int32).reshape(-1, 2)
    records = np.tile(np.fromiter(counted.values(), dtype=np.int32), 2)
    here, there = np.concatenate((ends, ends[:, ::-1])).T
    names, kind = np.unique(np.array(["", *kinds]), return_inverse=True)
    order = np.lexsort((there, -records, kind[there], here))
    for start in range(0, len(order), _AT_ONCE):
        some = order[start : start + _AT_ONCE]
        columns = here[some], names[kind[there[some]]], records[some], there[some]
        yield from zip(*(column.tolist() for column in columns), strict=True)
