"""The words in which documents name a local entity, from the store."""

from __future__ import annotations

from dataclasses import dataclass

from kg.iri import Iris
from kg.store.base import Reader
from ontology.terms import OA, RICO

MOST = 3
"""Quotes of one local entity that are shown."""
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document with what stands before and after them; record is its IRI, call_number what it is called."""

    before: str
    exact: str
    after: str
    call_number: str
    record: str


def quotes_of(store: Reader, iris: Iris, node: str, most: int = MOST) -> tuple[Quote, ...]:
    """The first quotes of a local entity by call number and place; of an authority entry the entry itself."""
    query = f"""SELECT DISTINCT ?mention ?before ?exact ?after ?record ?number ?start WHERE {{
      ?mention <{OA.hasBody}> <{node}> ; <{OA.hasTarget}> ?target .
      ?target <{OA.hasSource}> ?text ; <{OA.hasSelector}> ?quote , ?position .
      ?quote <{OA.exact}> ?exact ; <{OA.prefix}> ?before ; <{OA.suffix}> ?after .
      ?position <{OA.start}> ?start .
      ?text <{iris.own("textOf")}> ?record . ?record <{RICO.identifier}> ?number
    }} ORDER BY ?number <http://www.w3.org/2001/XMLSchema#integer>(?start) ?mention LIMIT {4 * most}"""
    found: list[Quote] = []
    reached: dict[str, int] = {}
    for row in store.select(query):
        exact, start = row["exact"], int(row["start"])
        if start < reached.get(row["record"], 0):
            continue  # within the words quoted before it
        reached[row["record"]] = start + len(exact)
        cut = exact[:_LONGEST] + "…" if len(exact) > _LONGEST else exact
        found.append(Quote(_line(row["before"]), _line(cut), _line(row["after"]), row["number"], row["record"]))
    return tuple(found[:most])


def _line(text: str) -> str:
    return " ".join(text.split()) if text.strip() == text else f" {text} ".replace("\n", " ").replace("  ", " ")
