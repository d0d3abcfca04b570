"""Writes what results are narrowed by: the values of each facet of a thing, its years, and what records name."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from kg.search.facets import EDITED, FACETS, SEVERAL, THRESHOLDS, decade
from kg.search.traits import Traits

NUMBERS = {name: number for number, name in enumerate(FACETS)}


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
        tags = [(number, tag) for iri, number in self._things.items() for tag in sorted(self._tags(iri))]
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

    def _tags(self, iri: str) -> frozenset[tuple[int, str]]:
        traits = self._traits
        return tags_of(
            self._kinds[iri],
            self._held.get(iri, ((), 0))[0],
            self._languages.get(iri, ()),
            traits.tags.get(iri, frozenset()),
            traits.spans.get(iri, ()),
            traits.confidence.get(iri, 1.0),
        )


def tags_of(
    kind: str,
    archives: Iterable[str],
    languages: Iterable[str],
    stated: Collection[tuple[str, str]],
    spans: Iterable[tuple[int, int]],
    sure: float,
) -> frozenset[tuple[int, str]]:
    """(number of the facet in FACETS, value) of all that a thing is narrowed by.

    languages: of its names; stated: tags as ``Traits`` has them; sure: confidence, 1 where no machine found it
    """
    return frozenset(_tags(kind, tuple(archives), languages, stated, spans, sure))


def languages_of(field: int, lang: str) -> tuple[str, ...]:
    """The facet's values for a passage: names of shared entities are in a language, records say theirs."""
    return (lang.split("-")[0],) if field == 0 and lang else ()


def _tags(
    kind: str,
    archives: tuple[str, ...],
    languages: Iterable[str],
    stated: Collection[tuple[str, str]],
    spans: Iterable[tuple[int, int]],
    sure: float,
) -> Iterator[tuple[int, str]]:
    yield NUMBERS["type"], kind
    for code in (*archives, *((SEVERAL,) if len(archives) > 1 else ())):
        yield NUMBERS["archive"], code
    for language in languages:
        yield NUMBERS["language"], language
    for facet, value in stated:
        yield NUMBERS[facet], value
    if not any(facet == "reviewed" for facet, _ in stated):
        # Nothing in it was found by a machine: it is as the archive or the authority file has it.
        yield NUMBERS["reviewed"], EDITED
    for since, until in spans:
        for year in range(decade(since), until + 1, 10):
            yield NUMBERS["date"], str(year)
    for threshold in THRESHOLDS:
        if sure >= threshold / 100:
            yield NUMBERS["confidence"], str(threshold)
