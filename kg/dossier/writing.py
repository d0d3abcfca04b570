"""Writes rows of IRIs as rows of numbers, and knows which nodes they name how often."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import cast

from kg.dossier.beside import Pair, change_pairs, write_pairs
from kg.dossier.content import Row, Rows
from kg.dossier.schema import FACT, TABLES, number

Value = str | int | float | None


class Disagrees(Exception):
    """The tables do not hold what the store of their edition says they hold."""


class Writing:
    """uses: by how much the number of rows that name a node has changed."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self.uses: Counter[str] = Counter()
        self._numbers: dict[str, int] = {}

    def number(self, iri: str) -> int:
        """Of an IRI."""
        found = self._numbers.get(iri)
        if found is None:
            found = self._numbers[iri] = number(iri)
        return found

    def write(self, name: str, rows: Rows) -> None:
        """All rows of a table that is empty."""
        if name == "beside":
            self.uses.update(write_pairs(self.database, cast(Iterable[Pair], rows)))
        elif name == "witness":
            self._witnesses({}, Counter(rows))
        else:
            self._add(name, rows.items() if isinstance(rows, Mapping) else ((row, 1) for row in rows))

    def change(self, name: str, before: Rows, after: Rows) -> None:
        """What some things gave, and what they give now. Raises Disagrees where the table never held that."""
        held, now = Counter(before), Counter(after)
        gone, come = held - now, now - held
        if name == "beside":
            now.subtract(held)
            more = cast(dict[Pair, int], {pair: records for pair, records in now.items() if records})
            for pair, records in more.items():
                self.uses.update(dict.fromkeys(pair, records))
            if not change_pairs(self.database, more):
                raise Disagrees
        elif name == "witness":
            self._witnesses(gone, come)
        else:
            self._remove(name, gone)
            self._add(name, come.items())

    def _add(self, name: str, rows: Iterable[tuple[Row, int]]) -> None:
        """Rows into a table, each so often; where it does not count, each must be new."""
        table = TABLES[name]
        marks = ", ".join("?" * (len(table.columns) + table.counted))
        more = "ON CONFLICT DO UPDATE SET times = times + excluded.times" if table.counted else ""
        made = sorted(
            (*self._encoded(row, table.columns, times), *((times,) if table.counted else ())) for row, times in rows
        )
        self.database.executemany(f"INSERT INTO {name} VALUES ({marks}) {more}", made)  # noqa: S608

    def _remove(self, name: str, rows: Mapping[Row, int]) -> None:
        table = TABLES[name]
        keys = sorted(self._encoded(row, table.columns, -times)[: table.key] for row, times in rows.items())
        which = " AND ".join(f"{column} = ?" for column in self._columns(name)[: table.key])
        if table.counted:
            less = sorted((times, *self._encoded(row, table.columns, 0)[: table.key]) for row, times in rows.items())
            self._all(f"UPDATE {name} SET times = times - ? WHERE {which}", less)  # noqa: S608
            self.database.executemany(f"DELETE FROM {name} WHERE {which} AND times = 0", keys)  # noqa: S608
        else:
            self._all(f"DELETE FROM {name} WHERE {which}", keys)  # noqa: S608

    def _witnesses(self, gone: Mapping[Row, int], come: Mapping[Row, int]) -> None:
        """Of statements, each of which stands as long as it has one."""
        facts: dict[int, tuple[Value, ...]] = {}
        rows: dict[bool, list[tuple[Value, ...]]] = {False: [], True: []}
        for coming, found in ((False, gone), (True, come)):
            for (*fact, mention, source), times in found.items():
                id_ = number("\x1f".join(map(str, fact)))
                facts[id_] = self._encoded(tuple(fact), FACT, times if coming else -times)
                quote = self.number(str(mention)) if mention else 0
                rows[coming].append((id_, int(not mention), quote, str(source), times))
        which = "fact = ? AND bare = ? AND quote = ? AND source = ?"
        less, keys = (sorted((row[4], *row[:4]) for row in rows[False]), sorted(row[:4] for row in rows[False]))
        self._all(f"UPDATE witness SET times = times - ? WHERE {which}", less)  # noqa: S608
        self.database.executemany(f"DELETE FROM witness WHERE {which} AND times = 0", keys)  # noqa: S608
        more = "ON CONFLICT DO UPDATE SET times = times + excluded.times"
        self.database.executemany(f"INSERT INTO witness VALUES (?, ?, ?, ?, ?) {more}", sorted(rows[True]))  # noqa: S608
        self._facts(facts)

    def _facts(self, facts: Mapping[int, tuple[Value, ...]]) -> None:
        made = []
        for id_ in sorted(facts):
            count = self.database.execute("SELECT count(*) FROM witness WHERE fact = ?", (id_,)).fetchone()[0]
            if count:
                made.append((id_, *facts[id_], count))
        self.database.executemany("DELETE FROM fact WHERE id = ?", ((id_,) for id_ in sorted(facts)))
        self.database.executemany("INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", made)

    def _all(self, statement: str, rows: list[tuple[Value, ...]]) -> None:
        if rows and self.database.executemany(statement, rows).rowcount != len(rows):
            raise Disagrees

    def _columns(self, name: str) -> list[str]:
        return [row[1] for row in self.database.execute(f"PRAGMA table_info({name})")]

    def _encoded(self, row: Row, columns: Iterable[str], times: int) -> tuple[Value, ...]:
        made: list[Value] = []
        for value, kind in zip(row, columns, strict=True):
            if not kind:
                made.append(value)  # type: ignore[arg-type]
            elif kind == "node" and columns is FACT and value == "":
                made.append(None)
            elif kind == "node":
                self.uses[str(value)] += times
                made.append(self.number(str(value)))
            else:
                made.append(self.number(str(value)) if value != "" else None)
        return tuple(made)
