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
from kg.search.facet_rows import FacetRows, languages_of
from kg.search.gather import Words
from kg.search.keys import stem
from kg.search.numbering import in_order, number_of, numbered
from kg.search.schema import INDEXES, INSERT_THING, INSERT_WORDS, SCHEMA, facets
from kg.search.terms import add_term, bare
from kg.search.texts import texts
from kg.search.traits import Traits, read_traits
from kg.search.words import folded_words, other_words, row_of
from kg.store.base import Reader

_FASTER = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;"
Held = dict[str, tuple[tuple[str, ...], int]]


def build_index(path: Path, store: Reader, iris: Iris) -> int:
    """Make the index of an edition; returns the number of things in it."""
    held, labels = gather.holdings(store, iris), gather.labels(store, iris)
    weights = {iri: weight for iri, (_, weight) in held.items()}
    described = gather.descriptions(store, iris) | gather.said_of_members(store, iris)
    passages = chain(
        ((0, words) for words in in_order(0, gather.names(store, iris), weights)),
        ((1, words) for words in in_order(1, gather.titles(store, iris), weights)),
        ((2, words) for words in in_order(2, described, weights)),
        ((3, words) for words in texts(store, iris)),
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
    """Write passages, (number of the field in FIELDS, words), in their order; what is worth most comes first.

    They come field by field, those of a thing together (see ``kg.search.numbering``).
    """
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript(_FASTER + SCHEMA)
    writer = _Writer(database, base, labels, held, years, traits or Traits())
    database.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?)", writer.rows(passages))
    writer.finish(points)
    database.executescript(INDEXES)
    about = {"passages": writer.passages, "collisions": writer.collisions}
    database.executemany("INSERT INTO about VALUES (?, ?)", ((key, str(value)) for key, value in about.items()))
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
        self._pages: dict[tuple[str, str, str], int] = {}
        self._terms: Counter[str] = Counter()
        self._kinds: dict[str, str] = {}
        self._first: dict[str, tuple[str, str]] = {}
        self._taken: set[int] = set()
        self.things: dict[str, int] = {}
        self.passages = 0
        self.collisions = 0

    def rows(self, passages: Iterable[tuple[int, Words]]) -> Iterator[tuple[object, ...]]:
        """Rows of the table of passages; those of the index of words and of owners are written beside."""
        for number, field, words in numbered(passages):
            folded, others = folded_words(words.text), other_words(words.text, words.lang)
            if not folded:
                continue
            self.passages += 1
            thing = self._thing(words)
            self._terms.update({*folded, *others})
            row, facet = row_of(field, folded, others), self._facets(words)
            self._database.execute(INSERT_WORDS, (number, *row, facet))
            self._database.execute("INSERT INTO owner VALUES (?, ?)", (number, thing))
            for language in languages_of(field, words.lang):
                self._languages.setdefault(words.iri, set()).add(language)
            page = self._page(words) if words.page else None
            yield number, thing, field, page, words.lang, words.text, " ".join(folded), " ".join(others)

    def finish(self, points: Iterable[tuple[str, float, float]]) -> None:
        """Write the words, the things, and what is known of them: points, facets, years, names."""
        self._database.executemany(INSERT_THING, self._rows_of_things())
        FacetRows(self._database, self.things, self._kinds, self._held, self._languages, self._traits).write()
        for number, term in enumerate(sorted(self._terms), 1):
            add_term(self._database, number, term, self._terms[term], stem(bare(term, self._terms)))
        known = sorted({(self.things[iri], lat, lon) for iri, lat, lon in points if iri in self.things})
        self._database.executemany("INSERT INTO point VALUES (?, ?, ?)", known)

    def _rows_of_things(self) -> Iterator[tuple[object, ...]]:
        for number, iri in sorted((number, iri) for iri, number in self.things.items()):
            archives, weight = self._held.get(iri, ((), 0))
            label, lang = self._labels.get(iri) or self._first[iri]
            years, sure = self._years.get(iri, (None, None)), self._traits.confidence.get(iri, 1.0)
            yield number, iri, self._kinds[iri], label, lang, " ".join(archives), weight, *years, sure, fold(label)

    def _thing(self, words: Words) -> int:
        if words.iri not in self.things:
            number = number_of(words.iri)
            self.collisions += number in self._taken
            while number in self._taken:
                number += 1
            self._taken.add(number)
            self.things[words.iri] = number
            self._kinds[words.iri] = words.iri.removeprefix(self._start).split("/", 1)[0]
            if words.iri not in self._labels:
                self._first[words.iri] = (words.text, words.lang)
        return self.things[words.iri]

    def _facets(self, words: Words) -> str:
        return " ".join(facets(self._kinds[words.iri], self._held.get(words.iri, ((), 0))[0], words.lang))

    def _page(self, words: Words) -> int:
        key = (words.iri, words.page, words.page_number)
        if key not in self._pages:
            self._pages[key] = len(self._pages) + 1
            self._database.execute("INSERT INTO page VALUES (?, ?, ?)", (self._pages[key], *key[1:]))
        return self._pages[key]
