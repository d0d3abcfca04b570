"""Which things get a page in a static site."""

from __future__ import annotations

from collections.abc import Iterator

from kg.iri import Iris
from kg.rdf.vocabulary import RELATIONS
from kg.store.base import Reader
from ontology.terms import RICO


def things(store: Reader, iris: Iris) -> dict[str, list[str]]:
    """Kind (record, person, body, place, event, archive, …) to the IRIs of its things, sorted.

    Every archive and every record; of the entities those that more than one record names, that a registry knows, or
    that are related to others: the rest would say no more than the record that names them.
    """
    found: dict[str, set[str]] = {}
    for iri in _asked(store, iris):
        kind = iri.removeprefix(f"{iris.base}/id/").partition("/")[0]
        found.setdefault(kind, set()).add(iri)
    return {kind: sorted(found[kind]) for kind in sorted(found)}


def _asked(store: Reader, iris: Iris) -> Iterator[str]:
    entity, resolved = iris.own("Entity"), iris.graph("resolved")
    shortcuts = " ".join(f"<{shortcut}>" for shortcut in sorted({shortcut for _, shortcut, _ in RELATIONS.values()}))
    queries = (
        f'SELECT DISTINCT ?t {{ ?t <{RICO.identifier}> ?any FILTER(STRSTARTS(STR(?t), "{iris.base}/id/record/")) }}',
        f'SELECT DISTINCT ?t {{ ?any <{RICO.hasOrHadHolder}> ?t FILTER(STRSTARTS(STR(?t), "{iris.archive("")}")) }}',
        f"""SELECT ?t {{ GRAPH <{resolved}> {{ ?record <{iris.own("mentions")}> ?t . ?t a <{entity}> }} }}
          GROUP BY ?t HAVING(COUNT(DISTINCT ?record) > 1)""",
        f"SELECT DISTINCT ?t {{ GRAPH <{resolved}> {{ ?t a <{entity}> }} ?t <{iris.own('externalId')}> ?any }}",
        f"""SELECT DISTINCT ?t {{ VALUES ?p {{ {shortcuts} }} GRAPH <{resolved}> {{
          {{ ?t ?p ?any }} UNION {{ ?any ?p ?t }} ?t a <{entity}> }} }}""",
    )
    for query in queries:
        for row in store.select(query):
            yield row["t"]
