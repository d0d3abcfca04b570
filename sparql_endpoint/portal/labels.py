"""One way to name a thing, used everywhere: the reader's language, its fallbacks, then any, never at random."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.spelling import spelt
from sparql_endpoint.results import Term
from sparql_endpoint.service import View, written_all

_BATCH = 400


def pick(labels: Sequence[Term], wanted: tuple[str, ...]) -> Term:
    """The label in the first wanted language that has one, else the first by language and text."""
    ordered = sorted(labels, key=lambda term: (term.lang, term.value))
    for code in wanted:
        for term in ordered:
            if term.lang.split("-")[0] == code:
                return term
    return ordered[0]


def labels(view: View, iris: Iterable[str], wanted: tuple[str, ...]) -> dict[str, Term]:
    """A label for each IRI; one without any is called by the last part of its IRI."""
    todo = sorted(set(iris))
    found: dict[str, list[Term]] = {}
    for start in range(0, len(todo), _BATCH):
        batch = todo[start : start + _BATCH]
        query = f"SELECT ?s ?label WHERE {{ VALUES ?s {{ {written_all(batch)} }} ?s rdfs:label ?label }}"
        for row in view.select(query):
            found.setdefault(row["s"].value, []).append(row["label"])
    return {iri: pick(found[iri], wanted) if iri in found else Term("literal", spelt(iri)) for iri in todo}
