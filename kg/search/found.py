"""The result of a search as a set: how many there are, a page of them, and the choice that narrows them.

The set is built once, in tables of the connection's own memory; list, table, map, time line, network and downloads all
read it. Column ``fails`` of a hit has a bit for each facet whose choice it does not meet. The result is where none is
set; where the bit of one facet alone is set are those that another value of that facet would bring in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import RunAborted
from kg.search.asked import LOOKED_AT, Asked, asked_words, expression
from kg.search.facets import FACETS, Choice
from kg.search.hit import Hit
from kg.search.query import HALF, opened
from kg.search.scoring import COLUMNS, hit_of, score, with_snippet

SORTS = ("best", "name", "date", "records")
_MOST_MEANT = 5
_BATCH = 500
_MEANT = 0.95
"""A name that scores so high is the query, word for word."""
_NAMED = 0.6
"""What a record counts for that names what is meant in other words."""
_TABLES = """PRAGMA temp_store = MEMORY;
CREATE TEMP TABLE hit (thing INTEGER PRIMARY KEY, passage INTEGER, place INTEGER, fails INTEGER NOT NULL DEFAULT 0);"""
_JOINS = """thing t LEFT JOIN passage p ON p.id = {passage} LEFT JOIN page g ON g.id = p.page"""
_ORDERS = {
    "best": "h.place IS NULL, h.place, h.passage IS NULL, h.passage, t.weight DESC, t.iri",
    "name": "t.folded, t.iri",
    "date": "t.since IS NULL, t.since, t.until, t.iri",
    "records": "t.weight DESC, t.iri",
}


@dataclass(frozen=True, slots=True)
class Label:
    """A name and its language. other: there is a preferred one beside it."""

    text: str
    lang: str
    other: bool


class Found:
    """A result. Only within ``find``; ``database`` has it as temp.hit for what counts it in other ways."""

    def __init__(
        self, database: sqlite3.Connection, words: list[Asked], meant: dict[int, str], *, whole: bool = False
    ) -> None:
        """whole: it is everything that the index holds."""
        self.database = database
        self._words = words
        self._meant = meant
        self.whole = whole
        self.total = int(database.execute("SELECT COUNT(*) FROM hit WHERE fails = 0").fetchone()[0])

    @property
    def meant(self) -> tuple[str, ...]:
        """IRIs of the entities whose whole name is what was asked for; records that name them count as found."""
        return tuple(self._meant.values())

    def page(self, offset: int, limit: int, sort: str = "best") -> list[Hit]:
        """Hits from offset on, at most limit of them, in an order of SORTS."""
        rows = self.database.execute(
            f"""SELECT {COLUMNS}, t.id AS thing FROM hit h JOIN {_JOINS.format(passage="h.passage")}
            WHERE h.fails = 0 AND t.id = h.thing ORDER BY {_ORDERS[sort]} LIMIT ? OFFSET ?""",  # noqa: S608
            (limit, offset),
        ).fetchall()
        return [self._hit(row) for row in rows]

    def labels(self, iris: Iterable[str]) -> dict[str, list[Label]]:
        """All names of things, archives and forms, by IRI; those without one are missing."""
        named: dict[str, list[Label]] = {}
        todo = sorted(set(iris))
        for start in range(0, len(todo), _BATCH):
            batch = todo[start : start + _BATCH]
            marks = ", ".join("?" * len(batch))
            query = f"SELECT iri, text, lang, other FROM label WHERE iri IN ({marks}) ORDER BY iri, lang, other, text"  # noqa: S608
            for iri, text, lang, other in self.database.execute(query, batch):
                named.setdefault(iri, []).append(Label(text, lang, bool(other)))
        return named

    def _hit(self, row: sqlite3.Row) -> Hit:
        if row["id"] is not None:
            return with_snippet(hit_of(row, score(row, self._words)), self._words)
        hit = hit_of(row, 0.0)
        if not self._meant:
            return hit
        marks = ", ".join("?" * len(self._meant))
        named = self.database.execute(
            f"""SELECT t.iri, t.label, t.lang FROM named n JOIN thing t ON t.id = n.thing
            WHERE n.record = ? AND n.thing IN ({marks}) ORDER BY t.weight DESC, t.iri LIMIT 1""",  # noqa: S608
            (row["thing"], *self._meant),
        ).fetchone()
        values = {name: getattr(hit, name) for name in Hit.__slots__}
        found = {"field": "named", "named": named["iri"], "matched": named["label"], "matched_lang": named["lang"]}
        return Hit(**values | found)


@contextmanager
def find(path: Path, query: str, choice: Choice | None = None) -> Iterator[Found]:
    """The result for the words of a query, all things for an empty one, narrowed by a choice.

    query: as ``search`` has it. Where no thing holds all words, those count that hold most of what was asked for.
    RunAborted SEARCH001 for an index of an earlier software.
    """
    database = opened(path)
    try:
        database.row_factory = sqlite3.Row
        database.executescript(_TABLES)
        words: list[Asked] = []
        meant: dict[int, str] = {}
        if query.strip():
            words, meant = _match(database, query)
        else:
            database.execute("INSERT INTO hit (thing) SELECT id FROM thing")
        narrow(database, choice or Choice())
        whole = not query.strip() and (choice is None or choice.empty)
        yield Found(database, words, meant, whole=whole)
    except sqlite3.OperationalError as error:
        if "no such" not in str(error):
            raise
        raise RunAborted(
            "SEARCH001",
            "The search index is of an earlier software, without facets.",
            where=str(path),
            advice="Run `sunqar publish`: it makes an edition with an index that this software reads.",
        ) from error
    finally:
        database.close()


def narrow(database: sqlite3.Connection, choice: Choice) -> None:
    """Set the bits of the facets that a hit fails."""
    for facet, values in choice.values().items():
        marks = ", ".join("?" * len(values))
        held = f"""SELECT 1 FROM tag g JOIN facet_value v ON v.id = g.value
          WHERE g.thing = hit.thing AND g.facet = ? AND v.value IN ({marks})"""  # noqa: S608
        _fail(database, facet, held, (FACETS.index(facet), *values))
    if choice.dated:
        since, until = choice.since, choice.until
        held = """SELECT 1 FROM span s WHERE s.thing = hit.thing AND (? IS NULL OR s.until >= ?)
          AND (? IS NULL OR s.since <= ?)"""
        _fail(database, "date", held, (since, since, until, until))
    if choice.confidence is not None:
        held = "SELECT 1 FROM thing t WHERE t.id = hit.thing AND t.confidence >= ?"
        _fail(database, "confidence", held, (choice.confidence,))


def _fail(database: sqlite3.Connection, facet: str, held: str, values: tuple[object, ...]) -> None:
    query = f"UPDATE hit SET fails = fails | ? WHERE NOT EXISTS ({held})"  # noqa: S608
    database.execute(query, (1 << FACETS.index(facet), *values))


def _match(database: sqlite3.Connection, query: str) -> tuple[list[Asked], dict[int, str]]:
    """Fill the table of hits. The words that were looked for, and the entities that are meant."""
    exact, words = asked_words(database, query, True), asked_words(database, query, False)
    match = expression(words)
    if not match:
        return words, {}
    database.execute(
        """INSERT INTO hit (thing, passage) SELECT o.thing, MIN(o.passage) FROM word w
        JOIN owner o ON o.passage = w.rowid WHERE word MATCH ? GROUP BY o.thing""",
        (match,),
    )
    best = _best(database, [(match, words), *([(expression(exact), exact)] if exact else [])])
    if not best and len(words) > 1:
        best = {
            thing: ranked for thing, ranked in _best(database, [(expression(words, any_of=True), words)]).items()
            if ranked[0] >= HALF
        }  # fmt: skip
        database.executemany("INSERT INTO hit (thing, passage) VALUES (?, ?)", ((k, v[1]) for k, v in best.items()))
    order = sorted(best, key=lambda thing: (-best[thing][0], -best[thing][2], best[thing][3]))
    whole = [thing for thing in order if best[thing][4] == 0 and best[thing][0] >= _MEANT]
    meant = {thing: best[thing][3] for thing in whole[:_MOST_MEANT]}
    database.executemany("UPDATE hit SET passage = ? WHERE thing = ?", ((best[thing][1], thing) for thing in order))
    marks = ", ".join("?" * len(meant))
    naming = [
        row[0]
        for row in database.execute(
            f"""SELECT DISTINCT n.record FROM named n LEFT JOIN hit h ON h.thing = n.record
            WHERE n.thing IN ({marks}) AND h.thing IS NULL ORDER BY n.record""",  # noqa: S608
            tuple(meant),
        )
    ]
    database.executemany("INSERT INTO hit (thing) VALUES (?)", ((record,) for record in naming))
    better = [thing for thing in order if best[thing][0] >= _NAMED]
    places = enumerate((*better, *naming, *order[len(better) :]))
    database.executemany("UPDATE hit SET place = ? WHERE thing = ?", places)
    return words, meant


_Ranked = tuple[float, int, int, str, int]


def _best(database: sqlite3.Connection, asked: list[tuple[str, list[Asked]]]) -> dict[int, _Ranked]:
    """Of the first passages of each match, by thing: (score, passage, weight, IRI, field) of the best."""
    found: dict[int, _Ranked] = {}
    for match, words in asked:
        rows = database.execute(
            f"""SELECT {COLUMNS}, t.id AS thing FROM
            (SELECT rowid FROM word WHERE word MATCH ? ORDER BY rowid LIMIT ?) w
            JOIN passage p ON p.id = w.rowid JOIN thing t ON t.id = p.thing LEFT JOIN page g ON g.id = p.page
            ORDER BY p.id""",  # noqa: S608
            (match, LOOKED_AT),
        ).fetchall()
        for row in rows:
            worth = score(row, words)
            if row["thing"] not in found or found[row["thing"]][0] < worth:
                found[row["thing"]] = (worth, row["id"], row["weight"], row["iri"], row["field"])
    return found
