"""``summary/dates``: an index of dates by year, and how many records were created, sent or printed in each year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from kg.rdf import nt
from kg.rdf.vocabulary import RECORD_DATES, SET_DATES
from kg.summaries.counting import Edition, Entry, written
from ontology.terms import RICO

PROPERTIES = tuple(sorted({*RECORD_DATES.values(), *SET_DATES.values()}))
_YEAR = re.compile(r"-?\d{4,}(?=-)")
ENDS = {"beginsInYear": RICO.beginningDate, "endsInYear": RICO.endDate}


def dates(edition: Edition, graph: str) -> Iterator[str]:
    """Triples of the graph: years of each date; for each year and property the number of records."""
    triples, begins = index(edition)
    yield from triples
    for key, number in counted(edition, begins).items():
        yield from written(edition.iris, entry(key, number))


def index(edition: Edition) -> tuple[set[str], dict[str, int]]:
    """The triples that give the years of each date; and the year in which each begins, the first if there are two."""
    triples: set[str] = set()
    begins: dict[str, int] = {}
    for name, property_ in ENDS.items():
        for date, day in edition.of(property_):
            if (found := _YEAR.match(day)) is not None:
                year = int(found[0])
                triples.add(f"<{date}> <{edition.iris.own(name)}> {nt.integer(year)}")
                if name == "beginsInYear":
                    begins[date] = min(year, begins.get(date, year))
    return triples, begins


def counted(edition: Edition, begins: Mapping[str, int]) -> Counter[tuple[str, int]]:
    """Number of single records by property and by the year in which a date of it begins."""
    found: Counter[tuple[str, int]] = Counter()
    for property_ in PROPERTIES:
        rows = edition.of(property_)
        single = {
            (record, begins[date])
            for record, date in rows
            if date in begins and edition.records.get(record) == RICO.Record
        }
        found.update((property_, year) for _, year in single)
    return found


def entry(key: tuple[str, int], number: int) -> Entry:
    """How many records have a date of that property in that year."""
    property_, year = key
    return ("year", *key), {"ofProperty": (property_,)}, {"beginsInYear": year, "recordCount": number}
