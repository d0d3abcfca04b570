"""Persons, places and bodies that records of more than one archive name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from kg.iri import Iris
from kg.store.base import Reader
from ontology.terms import RICO

CLASSES = {"persons": RICO.Person, "places": RICO.Place, "bodies": RICO.CorporateBody}


def shared(store: Reader, iris: Iris, class_: str) -> list[dict[str, Any]]:
    """``{"thing": IRI, "records": {archive's code: number}}`` of each entity of a class that several archives name.

    First those that the second archive names most often: what connects is what both have. From ``summary/named``.
    """
    own, space = iris.own, iris.archive("")
    query = f"""SELECT ?e ?a ?n {{
      GRAPH <{iris.graph("summary/named")}> {{
        ?all <{own("summaryOf")}> ?e ; <{own("archiveCount")}> ?archives .
        ?one <{own("summaryOf")}> ?e ; <{own("ofArchive")}> ?a ; <{own("recordCount")}> ?n
        FILTER(?archives > 1)
      }} ?e a <{class_}> }}"""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in store.select(query):
        if row["a"].startswith(space):  # a finding aid may name a body as holder too
            found[row["e"]][row["a"].removeprefix(space)] = int(row["n"])
    return ranked(found)


def ranked(found: Mapping[str, Mapping[str, int]]) -> list[dict[str, Any]]:
    """The rows of those that several archives name; found: the number of records by archive of each entity."""
    kept = {iri: records for iri, records in found.items() if len(records) > 1}
    rows = [{"thing": iri, "records": dict(sorted(records.items()))} for iri, records in kept.items()]
    return sorted(rows, key=rank)


def rank(row: Mapping[str, Any]) -> tuple[int, int, str]:
    """By what the rows are in order; no two of them alike."""
    numbers = sorted(row["records"].values())
    return -numbers[-2], -sum(numbers), row["thing"]
