"""The index of an edition from that of the edition before: literals that came to a property or left it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from kg.iri import Iris
from kg.literals.build import PROPERTIES, rows_of
from kg.literals.folding import may_fold_otherwise
from kg.store.base import Reader
from kg.updates.delta import Delta
from kg.updates.tables import copied, lumps

_MOST, _SHARE = 1_000, 4
"""Literals that may have come or left: where there are more than both that number and one for so many, all is made.

Of one that may have, both stores are asked; it costs three times what one costs that is written anew (measured: 100
and 30 µs).
"""
Found = dict[str, str]
"""Small letters by the literal as SPARQL writes it."""


def update_literals(path: Path, before: Path, store: Reader, old: Reader, iris: Iris, delta: Delta) -> bool:
    """Make the index at path from the one before; False where it is better made whole. See ``kg.updates``."""
    if not before.is_file():
        return False
    touched = {name: {quad[2] for side in delta.of(name) for quad in side if quad[2][0] == '"'} for name in PROPERTIES}
    with copied(before, path) as database:
        index = _Index(database)
        if not index.is_of_today() or sum(map(len, touched.values())) > index.most():
            return False
        left, came = ({name: _held(reader, name, touched[name]) for name in PROPERTIES} for reader in (old, store))
        return index.edit(left, came)


def _held(store: Reader, property_: str, literals: Iterable[str]) -> Found:
    """Those of the literals, in N-Triples text, that anything has by the property in the default graph."""
    found: Found = {}
    for some in lumps(literals):
        query = (
            f"SELECT ?t (LCASE(STR(?t)) AS ?l) {{ VALUES ?t {{ {' '.join(some)} }} "
            f"FILTER EXISTS {{ ?s <{property_}> ?t }} }}"
        )
        found.update(rows_of(store.table(query)))
    return found


class _Index:
    """A copy of the index, to be changed."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def is_of_today(self) -> bool:
        """Whether it covers the properties that are covered today."""
        return [iri for (iri,) in self._database.execute("SELECT iri FROM property ORDER BY id")] == [*PROPERTIES]

    def most(self) -> int:
        """Literals whose change still pays."""
        (literals,) = self._database.execute("SELECT COUNT(*) FROM literal").fetchone()
        return max(_MOST, int(literals) // _SHARE)

    def edit(self, before: dict[str, Found], after: dict[str, Found]) -> bool:
        """Whether what was held of a property before stood in the index, and what came did not."""
        fits = True
        for number, name in enumerate(PROPERTIES, 1):
            for term in sorted(before[name].keys() - after[name].keys()):
                fits &= self._leave(number, term)
            for term in sorted(after[name].keys() - before[name].keys()):
                fits &= self._come(number, term, after[name][term])
        # What left one property may have come to another, so the literals themselves go last.
        for term in sorted({term for found in before.values() for term in found}):
            self._drop(term, next(found[term] for found in before.values() if term in found))
        return fits

    def _number(self, term: str) -> int:
        row = self._database.execute("SELECT id FROM literal WHERE term = ?", (term,)).fetchone()
        return int(row[0]) if row else 0

    def _leave(self, property_: int, term: str) -> bool:
        removal = "DELETE FROM of WHERE property = ? AND literal = ?"
        return self._database.execute(removal, (property_, self._number(term))).rowcount == 1

    def _come(self, property_: int, term: str, small: str) -> bool:
        number = self._number(term)
        if not number:
            made = self._database.execute("INSERT INTO literal (term, small) VALUES (?, ?)", (term, small))
            number = int(made.lastrowid or 0)
            self._database.execute("INSERT INTO piece(rowid, small) VALUES (?, ?)", (number, small))
            if may_fold_otherwise(small) or may_fold_otherwise(term):
                self._database.execute("INSERT INTO otherwise VALUES (?)", (number,))
        return self._database.execute("INSERT OR IGNORE INTO of VALUES (?, ?)", (property_, number)).rowcount == 1

    def _drop(self, term: str, small: str) -> None:
        """The literal, where no property has it any more."""
        number = self._number(term)
        query = "SELECT 1 FROM of WHERE property = ? AND literal = ?"
        if any(self._database.execute(query, (each, number)).fetchone() for each in range(1, len(PROPERTIES) + 1)):
            return
        self._database.execute("INSERT INTO piece(piece, rowid, small) VALUES ('delete', ?, ?)", (number, small))
        self._database.execute("DELETE FROM otherwise WHERE literal = ?", (number,))
        self._database.execute("DELETE FROM literal WHERE id = ?", (number,))
