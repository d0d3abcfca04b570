"""A plain page for everything else: what is said of it, and some of what points to it."""

from __future__ import annotations

from dataclasses import dataclass

from sparql_endpoint.portal.labels import labels, pick
from sparql_endpoint.portal.quotes import Quote, quotes
from sparql_endpoint.portal.statements import LABEL, Statement, not_inferred, statements
from sparql_endpoint.results import Term
from sparql_endpoint.service import View, written

_MOST = 50


@dataclass(frozen=True)
class ResourcePage:
    """Ready to be shown. quote: for a mention, the words; incoming: property and subject of what points here."""

    iri: str
    title: Term
    statements: tuple[Statement, ...]
    incoming: tuple[tuple[Term, str, Term], ...]
    quote: Quote | None


def resource_page(view: View, iri: str, wanted: tuple[str, ...]) -> ResourcePage | None:
    """None where the graph says nothing of the IRI."""
    parts = [f"{iri}#{part}" for part in ("target", "quote", "position")] if "/id/mention/" in iri else []
    said = statements(view, [iri, *parts], wanted)
    if not said:
        return None
    rows = view.select(
        f"SELECT DISTINCT ?s ?p WHERE {{ GRAPH ?g {{ ?s ?p {written(iri)} }} {not_inferred(view)} }} "
        f"ORDER BY ?p ?s LIMIT {_MOST}"
    )
    names = labels(view, {row[name].value for row in rows for name in ("s", "p")} | {iri}, wanted)
    titles = [each.value.term for each in said if each.predicate == LABEL]
    return ResourcePage(
        iri,
        pick(titles, wanted) if titles else names[iri],
        said,
        tuple((names[row["p"].value], row["s"].value, names[row["s"].value]) for row in rows),
        quotes(view, [iri], wanted).get(iri) if parts else None,
    )
