"""The words of an index: how many passages hold each, its stem, how it is said, and how it may be misspelt."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from kg.search.keys import CLITICS, sounds, stem, without_clitics


def bare(term: str, passages: Mapping[str, int]) -> str:
    """An Arabic word without "and" or "in" before it, where the rest is a word that is at least as common."""
    rests = (rest for rest in without_clitics(term) if passages.get(rest, 0) >= passages[term])
    return next(rests, term)


def marked(term: str) -> str:
    """As the index of spellings has it: marks at both ends, so that short words with one wrong letter share a piece."""
    return f"_{term}_"


def add_term(database: sqlite3.Connection, number: int, term: str, passages: int, root: str) -> None:
    """Write a word into all tables of words."""
    database.execute("INSERT INTO term VALUES (?, ?, ?, ?)", (number, term, passages, root))
    said = ((bones, len(roman), roman, number) for bones, roman in sounds(term))
    database.executemany("INSERT INTO sound VALUES (?, ?, ?, ?)", said)
    database.execute("INSERT INTO spelling(rowid, term) VALUES (?, ?)", (number, marked(term)))


def change_terms(database: sqlite3.Connection, more: Mapping[str, int]) -> None:
    """So many passages more, or fewer, hold each of these words now."""
    changes = {term: count for term, count in more.items() if count}
    known = {term: row for term in changes if (row := _known(database, term)) is not None}
    gone = sorted((known[term][0], term) for term in known if not known[term][1] + changes[term])
    for number, term in gone:
        database.execute("DELETE FROM term WHERE id = ?", (number,))
        said = ((bones, len(roman), roman, number) for bones, roman in sounds(term))
        database.executemany("DELETE FROM sound WHERE (bones, length, roman, term) = (?, ?, ?, ?)", said)
        database.execute(
            "INSERT INTO spelling(spelling, rowid, term) VALUES ('delete', ?, ?)", (number, marked(term))
        )
    counted = ((known[term][1] + changes[term], known[term][0]) for term in known)
    database.executemany("UPDATE term SET passages = ? WHERE id = ?", counted)
    last = database.execute("SELECT COALESCE(MAX(id), 0) FROM term").fetchone()[0]
    passages = _Passages(database)
    for number, term in enumerate(sorted(changes.keys() - known.keys()), last + 1):
        add_term(database, number, term, changes[term], "")
    for term in changes:
        for word in (term, *_with_clitics(database, term)):
            if passages.get(word, 0):
                root = stem(bare(word, passages))
                database.execute("UPDATE term SET stem = ? WHERE term = ? AND stem <> ?", (root, word, root))


class _Passages(Mapping[str, int]):
    """How many passages hold a word, read from the index when it is asked for."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __getitem__(self, term: str) -> int:
        known = _known(self._database, term)
        if known is None:
            raise KeyError(term)
        return known[1]

    def __iter__(self) -> Iterator[str]:
        return (term for (term,) in self._database.execute("SELECT term FROM term ORDER BY term"))

    def __len__(self) -> int:
        return int(self._database.execute("SELECT COUNT(*) FROM term").fetchone()[0])


def _known(database: sqlite3.Connection, term: str) -> tuple[int, int] | None:
    row: tuple[int, int] | None = database.execute("SELECT id, passages FROM term WHERE term = ?", (term,)).fetchone()
    return row


def _with_clitics(database: sqlite3.Connection, term: str) -> Iterable[str]:
    """Words of the index that are this one after one or two clitics: their stem may follow from how common it is."""
    before = [*CLITICS, *("".join(two) for two in product(CLITICS, repeat=2))]
    marks = ", ".join("?" * len(before))
    rows = database.execute(f"SELECT term FROM term WHERE term IN ({marks})", [each + term for each in before])  # noqa: S608
    return [word for (word,) in rows if term in without_clitics(word)]
