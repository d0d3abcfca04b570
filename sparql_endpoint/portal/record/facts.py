"""What is said of a record, with a bound for each property: a list of persons describes thousands of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sparql_endpoint.portal.statements import RICO, Statement, statements
from sparql_endpoint.service import View, written, written_all

_MOST = 40
"""Values of a property that are shown; of one that has more, so many and their number."""
_PLACE = frozenset(RICO + name for name in ("directlyIncludes", "includesOrIncluded", "isOrWasIncludedIn"))


@dataclass(frozen=True)
class Facts:
    """Statements but those of what the record holds; more: how many values of a property are left out."""

    said: tuple[Statement, ...]
    more: Mapping[str, int]


def licences_of(view: View, said: Iterable[Statement]) -> tuple[str, ...]:
    """Licences, as IRIs or in words, of the sources of statements."""
    graphs = sorted({graph for each in said for graph in each.graphs})
    if not graphs:
        return ()
    query = f"""SELECT DISTINCT ?licence WHERE {{ VALUES ?g {{ {written_all(graphs)} }}
      VALUES ?p {{ dcterms:license dcterms:rights }} ?g ?p ?licence }}"""
    return tuple(sorted(row["licence"].value for row in view.select(query)))


def facts_of(view: View, iri: str, wanted: tuple[str, ...]) -> Facts:
    """Nothing where the graph says nothing of it."""
    counted = view.select(f"SELECT ?p (COUNT(?o) AS ?n) WHERE {{ {written(iri)} ?p ?o }} GROUP BY ?p")
    counts = {row["p"].value: int(row["n"].value) for row in counted if "p" in row}
    shown = {
        name: number for name, number in counts.items() if name not in _PLACE | {view.edition.vocabulary + "mentions"}
    }
    few = sorted(name for name, number in shown.items() if number <= _MOST)
    said = list(statements(view, [iri], wanted, few)) if few else []
    more = {}
    for name in sorted(shown.keys() - set(few)):
        if some := statements(view, [iri], wanted, [name], _MOST):  # nothing where all of them are inferred
            said += some
            more[name] = shown[name] - len({each.value.term for each in some})
    return Facts(tuple(sorted(said, key=lambda each: (each.label.value, each.predicate))), more)
