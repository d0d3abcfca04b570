"""The index of an edition, written when it is published. Same store, same bytes."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from extractors.languages.fold import fold
from kg.iri import Iris
from kg.search import gather
from kg.search.facet_rows import FacetRows
from kg.search.gather import Words
from kg.search.hit import FIELDS
from kg.search.keys import sounds, stem, without_clitics
from kg.search.schema import INDEXES, SCHEMA, facets
from kg.search.traits import Traits, read_traits
from kg.search.words import folded_words, other_words
from kg.store.base import Reader

_FASTER = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;"
Held = dict[str, tuple[tuple[str, ...], int]]


def build_index(path: Path, store: Reader, iris: Iris) -> int:
    """Make the index of an edition; returns the number of things in it."""
    held, labels = gather.holdings(store, iris), gather.labels(store, iris)

    def by_weight(words: Words) -> tuple[int, str, str, str]:
        return -held.get(words.iri, ((), 0))[1], words.iri, words.lang, words.text

    names = sorted(gather.names(store, iris), key=by_weight)
    passages = chain(
        ((0, words) for words in names),
        ((1, words) for words in gather.titles(store, iris)),
        ((2, words) for words in gather.descriptions(store, iris)),
        ((3, words) for words in gather.texts(store, iris)),
    )
    traits = read_traits(store, iris)
    return write_index(path, iris.base, passages, labels, held, gather.years(store), gather.points(store, iris), traits)


def write_index(
    path: Path,
    base: str,
    passages: Iterable[tuple[int, Words]],
    labels: dict[str, tuple[str, str]],
    held: Held,
    years: dict[str, tuple[int, int]],
    points: Iterable[tuple[str, float, float]],
    traits: Traits | None = None,
) -> int:
    """Write passages, (number of the field in FIELDS, words), in their order; what is worth most comes first."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript(_FASTER + SCHEMA)
    writer = _Writer(database, base, labels, held, years, traits or Traits())
    database.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?)", writer.rows(passages))
    writer.finish(points)
    database.executescript(INDEXES)
    database.execute("INSERT INTO about VALUES ('passages', ?)", (str(writer.number),))
    for table in ("word", "spelling"):
        database.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608 (two names of ours)
    database.commit()
    database.execute("VACUUM")
    database.close()
    return len(writer.things)


class _Writer:
    """Gives numbers to things, pages and passages in the order in which they come."""

    def __init__(
        self,
        database: sqlite3.Connection,
        base: str,
        labels: dict[str, tuple[str, str]],
        held: Held,
        years: dict[str, tuple[int, int]],
        traits: Traits,
    ) -> None:
        self._database = database
        self._start = f"{base}/id/"
        self._labels = labels
        self._held = held
        self._years = years
        self._traits = traits
        self._languages: dict[str, set[str]] = {}
        self._pages: dict[str, int] = {}
        self._terms: Counter[str] = Counter()
        self.things: dict[str, int] = {}
        self._kinds: dict[str, str] = {}
        self.number = 0

    def rows(self, passages: Iterable[tuple[int, Words]]) -> Iterator[tuple[object, ...]]:
        """Rows of the table of passages; those of the other tables are written beside."""
        for field, words in passages:
            folded, others = folded_words(words.text), other_words(words.text, words.lang)
            if not folded:
                continue
            self.number += 1
            thing, facet = self._thing(words)
            self._terms.update({*folded, *others})
            columns = [""] * len(FIELDS)
            columns[field] = " ".join((*folded, *others))
            self._database.execute(
                "INSERT INTO word(rowid, name, title, description, text, facet) VALUES (?, ?, ?, ?, ?, ?)",
                (self.number, *columns, facet),
            )
            self._database.execute("INSERT INTO owner VALUES (?, ?)", (self.number, thing))
            if field == 0 and words.lang:
                self._languages.setdefault(words.iri, set()).add(words.lang.split("-")[0])
            page = self._page(words) if words.page else None
            yield self.number, thing, field, page, words.lang, words.text, " ".join(folded), " ".join(others)

    def finish(self, points: Iterable[tuple[str, float, float]]) -> None:
        """Write the words, and what is known of the things that were written: points, facets, years, names."""
        FacetRows(self._database, self.things, self._kinds, self._held, self._languages, self._traits).write()
        for number, term in enumerate(sorted(self._terms), 1):
            row = (number, term, self._terms[term], stem(self._bare(term)))
            self._database.execute("INSERT INTO term VALUES (?, ?, ?, ?)", row)
            said = [(bones, len(roman), roman, number) for bones, roman in sounds(term)]
            self._database.executemany("INSERT INTO sound VALUES (?, ?, ?, ?)", said)
            # Marks at both ends, so that short words with one wrong letter still share a piece.
            self._database.execute("INSERT INTO spelling(rowid, term) VALUES (?, ?)", (number, f"_{term}_"))
        for iri, lat, lon in points:
            if iri in self.things:
                self._database.execute("INSERT INTO point VALUES (?, ?, ?)", (self.things[iri], lat, lon))

    def _bare(self, term: str) -> str:
        """An Arabic word without "and" or "in" before it, where the rest is a word that is at least as common."""
        rests = (rest for rest in without_clitics(term) if self._terms.get(rest, 0) >= self._terms[term])
        return next(rests, term)

    def _thing(self, words: Words) -> tuple[int, str]:
        kind = words.iri.removeprefix(self._start).split("/", 1)[0]
        archives, weight = self._held.get(words.iri, ((), 0))
        if words.iri not in self.things:
            self.things[words.iri] = len(self.things) + 1
            label, lang = self._labels.get(words.iri, (words.text, words.lang))
            years = self._years.get(words.iri, (None, None))
            sure = self._traits.confidence.get(words.iri, 1.0)
            ends = (*years, sure, fold(label))
            row = (self.things[words.iri], words.iri, kind, label, lang, " ".join(archives), weight, *ends)
            self._database.execute("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            self._kinds[words.iri] = kind
        return self.things[words.iri], " ".join(facets(kind, archives, words.lang))

    def _page(self, words: Words) -> int:
        if words.page not in self._pages:
            self._pages[words.page] = len(self._pages) + 1
            row = (self._pages[words.page], words.page, words.page_number)
            self._database.execute("INSERT INTO page VALUES (?, ?, ?)", row)
        return self._pages[words.page]
