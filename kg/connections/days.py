"""Records of two archives that bear one date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kg.iri import Iris
from kg.store.base import Reader
from ontology.terms import RICO


def days(store: Reader, iris: Iris) -> list[dict[str, Any]]:
    """``{"day": …, "records": {archive's code: [IRI, …]}}`` for each day of which several archives have records."""
    space = iris.archive("")
    query = f"""SELECT DISTINCT ?day ?r ?h {{
      ?date <{RICO.beginningDate}> ?day ; <{RICO.endDate}> ?day .
      ?r <{RICO.hasCreationDate}> ?date ; a <{RICO.Record}> ; <{RICO.hasOrHadHolder}> ?h }}"""
    return by_day(store.select(query), space)


def by_day(rows: Iterable[Mapping[str, str]], space: str) -> list[dict[str, Any]]:
    """From ?day, ?r and ?h; space: what the IRIs of archives begin with."""
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row["h"].startswith(space):
            found[row["day"]][row["h"].removeprefix(space)].append(row["r"])
    return [
        {"day": day, "records": {code: sorted(records) for code, records in sorted(found[day].items())}}
        for day in sorted(found)
        if len(found[day]) > 1
    ]


def rank(row: Mapping[str, Any]) -> str:
    """By what the rows are in order; no two of them alike."""
    return str(row["day"])
