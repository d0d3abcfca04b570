"""Search over the names of everything, in all scripts: SQLite FTS5 over folded text.

Folding (``extractors.languages.fold``) makes hamza, alef, case, diacritics and ё equal on both sides.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.languages.fold import fold
from kg.iri import Iris
from kg.store.base import Reader
from ontology.terms import RDFS, RICO, SKOS

KINDS = ("person", "body", "place", "event", "term", "record")

_SCHEMA = """
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL,
  lang TEXT NOT NULL, archives TEXT NOT NULL, weight INTEGER NOT NULL);
CREATE TABLE form (id INTEGER PRIMARY KEY, thing INTEGER NOT NULL REFERENCES thing(id),
  text TEXT NOT NULL, lang TEXT NOT NULL);
CREATE VIRTUAL TABLE word USING fts5(folded, content='', tokenize="unicode61 remove_diacritics 0", prefix='2 3');
CREATE VIRTUAL TABLE piece USING fts5(folded, content='', tokenize='trigram');
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that matches. matched is the form that did; weight the number of records that name it."""

    iri: str
    kind: str
    label: str
    lang: str
    matched: str
    matched_lang: str
    archives: tuple[str, ...]
    weight: int
    score: float


def build_index(path: Path, store: Reader, iris: Iris) -> int:
    """Make the index of an edition; returns the number of things in it. Same store, same bytes of content."""
    database = sqlite3.connect(path)
    database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
    held = _archives(store, iris)
    number = 0
    forms: dict[str, list[tuple[str, str]]] = {}
    for iri, text, lang in sorted(set(_forms(store, iris))):
        forms.setdefault(iri, []).append((text, lang))
    labels = {row["s"]: (row["l"], row["g"]) for row in store.select(_labels(iris))}
    form_id = 0
    for iri in sorted(forms):
        number += 1
        kind = iri.removeprefix(f"{iris.base}/id/").split("/", 1)[0]
        label, lang = labels.get(iri, forms[iri][0])
        archives, weight = held.get(iri, ((), 0))
        database.execute(
            "INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, iri, kind, label, lang, " ".join(archives), weight),
        )
        for text, form_lang in forms[iri]:
            form_id += 1
            folded = fold(text)
            database.execute("INSERT INTO form VALUES (?, ?, ?, ?)", (form_id, number, text, form_lang))
            database.execute("INSERT INTO word(rowid, folded) VALUES (?, ?)", (form_id, folded))
            database.execute("INSERT INTO piece(rowid, folded) VALUES (?, ?)", (form_id, folded))
    database.commit()
    database.close()
    return number


def search(
    path: Path, query: str, *, kind: str | None = None, archive: str | None = None, limit: int = 20
) -> list[Hit]:
    """Things whose names hold all words of the query, the last one as a beginning; else those that share its letters.

    Best first: whole-name matches, then things that more records name. An empty query finds nothing.
    """
    words = fold(query).split()
    if not words:
        return []
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as database:
        match = " ".join(f'"{word.replace(chr(34), "")}"' for word in words) + "*"
        hits = list(_hits(database, "word", match, " ".join(words), kind, archive, limit))
        if not hits and len("".join(words)) > 2:
            pieces = " AND ".join(f'"{word.replace(chr(34), "")}"' for word in words if len(word) > 2)
            if pieces:
                hits = list(_hits(database, "piece", pieces, " ".join(words), kind, archive, limit))
    database.close()
    return hits


def _hits(
    database: sqlite3.Connection,
    table: str,
    match: str,
    folded: str,
    kind: str | None,
    archive: str | None,
    limit: int,
) -> Iterator[Hit]:
    # table is one of our two names, never input; all values are bound.
    rows = database.execute(
        f"""SELECT t.iri, t.kind, t.label, t.lang, f.text, f.lang, t.archives, t.weight FROM {table}
        JOIN form f ON f.id = {table}.rowid JOIN thing t ON t.id = f.thing
        WHERE {table} MATCH ? AND (? IS NULL OR t.kind = ?)
        AND (? IS NULL OR ' ' || t.archives || ' ' LIKE '% ' || ? || ' %')
        ORDER BY t.weight DESC, t.id LIMIT ?""",  # noqa: S608
        (match, kind, kind, archive, archive, limit * 20),
    )
    best: dict[str, Hit] = {}
    for iri, kind_, label, lang, text, text_lang, archives, weight in rows:
        same = fold(text) == folded
        score = round((2.0 if same else 1.0) + min(weight, 999) / 1000, 3)
        hit = Hit(iri, kind_, label, lang, text, text_lang, tuple(archives.split()), weight, score)
        if iri not in best or best[iri].score < score:
            best[iri] = hit
    yield from sorted(best.values(), key=lambda hit: (-hit.score, hit.iri))[:limit]


def _labels(iris: Iris) -> str:
    return f"""SELECT ?s (SAMPLE(?name) AS ?l) (SAMPLE(LANG(?name)) AS ?g) WHERE {{
      {{ ?s a <{iris.own("Entity")}> }} UNION {{ ?s <{RICO.hasOrHadHolder}> ?h }}
      ?s <{RDFS.label}> ?name }} GROUP BY ?s"""


def _forms(store: Reader, iris: Iris) -> Iterator[tuple[str, str, str]]:
    for property_ in (SKOS.prefLabel, SKOS.altLabel):
        rows = store.select(
            f"SELECT ?s ?n (LANG(?n) AS ?g) WHERE {{ ?s a <{iris.own('Entity')}> ; <{property_}> ?n }}"
        )
        yield from ((row["s"], row["n"], row["g"]) for row in rows)
    for property_ in (RICO.title, RICO.identifier):
        rows = store.select(
            f"SELECT ?s ?n (LANG(?n) AS ?g) WHERE {{ ?s <{RICO.hasOrHadHolder}> ?h ; <{property_}> ?n }}"
        )
        yield from ((row["s"], row["n"], row["g"]) for row in rows)


def _archives(store: Reader, iris: Iris) -> dict[str, tuple[tuple[str, ...], int]]:
    """For everything, the codes of the archives whose records name it, and how many do."""
    found: dict[str, tuple[set[str], int]] = {}
    queries: Iterable[str] = (
        f"SELECT ?s ?h (COUNT(DISTINCT ?r) AS ?n) WHERE {{ ?s a <{iris.own('Entity')}> . "
        f"?r <{iris.own('mentions')}> ?s ; <{RICO.hasOrHadHolder}> ?h }} GROUP BY ?s ?h",
        f"SELECT ?s ?h (1 AS ?n) WHERE {{ ?s <{RICO.hasOrHadHolder}> ?h }}",
    )
    for query in queries:
        for row in store.select(query):
            codes, count = found.get(row["s"], (set(), 0))
            found[row["s"]] = (codes | {row["h"].rsplit("/", 1)[1]}, count + int(row["n"]))
    return {iri: (tuple(sorted(codes)), count) for iri, (codes, count) in found.items()}
