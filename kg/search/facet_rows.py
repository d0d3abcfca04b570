"""Writes what results are narrowed by: the values of each facet of a thing, its years, and what records name."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping

from kg.search.facets import EDITED, FACETS, SEVERAL, THRESHOLDS, decade
from kg.search.traits import Traits

_NUMBER = {name: number for number, name in enumerate(FACETS)}


class FacetRows:
    """Of the things that the index holds, by IRI and number. languages: of the names of shared entities."""

    def __init__(
        self,
        database: sqlite3.Connection,
        things: Mapping[str, int],
        kinds: Mapping[str, str],
        held: Mapping[str, tuple[tuple[str, ...], int]],
        languages: Mapping[str, set[str]],
        traits: Traits,
    ) -> None:
        self._database = database
        self._things = things
        self._kinds = kinds
        self._held = held
        self._languages = languages
        self._traits = traits

    def write(self) -> None:
        """Fill the tables; the same things give the same rows in the same order."""
        tags = [(number, tag) for iri, number in self._things.items() for tag in sorted(set(self._tags(iri)))]
        counts = Counter(tag for _, tag in tags)
        numbers = {tag: number for number, tag in enumerate(sorted(counts), 1)}
        rows = ((number, *tag, counts[tag]) for tag, number in numbers.items())
        self._database.executemany("INSERT INTO facet_value VALUES (?, ?, ?, ?)", rows)
        self._database.executemany(
            "INSERT INTO tag VALUES (?, ?, ?)", sorted((thing, tag[0], numbers[tag]) for thing, tag in tags)
        )
        spans = self._traits.spans
        years = ((number, *span) for iri, number in self._things.items() for span in sorted(spans.get(iri, ())))
        self._database.executemany("INSERT INTO span VALUES (?, ?, ?)", years)
        known = ((self._things.get(record), self._things.get(thing)) for record, thing in self._traits.named)
        pairs = sorted((record, thing) for record, thing in known if record is not None and thing is not None)
        self._database.executemany("INSERT INTO named VALUES (?, ?)", pairs)
        self._database.executemany("INSERT INTO label VALUES (?, ?, ?, ?)", sorted(self._traits.labels))

    def _tags(self, iri: str) -> Iterator[tuple[int, str]]:
        kind = self._kinds[iri]
        yield _NUMBER["type"], kind
        archives = self._held.get(iri, ((), 0))[0]
        for code in (*archives, *((SEVERAL,) if len(archives) > 1 else ())):
            yield _NUMBER["archive"], code
        for language in self._languages.get(iri, ()):
            yield _NUMBER["language"], language
        stated = self._traits.tags.get(iri, frozenset())
        for facet, value in stated:
            yield _NUMBER[facet], value
        if not any(facet == "reviewed" for facet, _ in stated):
            # Nothing in it was found by a machine: it is as the archive or the authority file has it.
            yield _NUMBER["reviewed"], EDITED
        for since, until in self._traits.spans.get(iri, ()):
            for year in range(decade(since), until + 1, 10):
                yield _NUMBER["date"], str(year)
        sure = self._traits.confidence.get(iri, 1.0)
        for threshold in THRESHOLDS:
            if sure >= threshold / 100:
                yield _NUMBER["confidence"], str(threshold)
