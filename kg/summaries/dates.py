"""``summary/dates``: an index of dates by year, and how many records were created, sent or printed in each year."""

from __future__ import annotations

import re
from collections import defaultdict

from kg.rdf import nt
from kg.rdf.vocabulary import RECORD_DATES, SET_DATES
from kg.summaries.counting import Edition, Numbers
from ontology.terms import RICO

_YEAR = re.compile(r"-?\d{4,}(?=-)")
_ENDS = {"beginsInYear": RICO.beginningDate, "endsInYear": RICO.endDate}


def dates(edition: Edition, graph: str) -> list[str]:
    """Triples of the graph: years of each date; for each year and property the number of records."""
    out = Numbers(edition.iris)
    begins: dict[str, int] = {}
    for name, property_ in _ENDS.items():
        for date, day in edition.rows(f"?a <{property_}> ?b"):
            if (year := _YEAR.match(day)) is not None:
                out.triples.append(f"<{date}> <{edition.iris.own(name)}> {nt.integer(int(year[0]))}")
                if name == "beginsInYear":
                    begins[date] = int(year[0])
    for property_ in sorted({*RECORD_DATES.values(), *SET_DATES.values()}):
        records: defaultdict[int, set[str]] = defaultdict(set)
        for record, date in edition.rows(f"?a <{property_}> ?b"):
            if date in begins and edition.records.get(record) == RICO.Record:
                records[begins[date]].add(record)
        for year_, found in records.items():
            counts = {"beginsInYear": year_, "recordCount": len(found)}
            out.add(("year", property_, year_), {"ofProperty": (property_,)}, counts)
    return out.triples
