"""E7: what only closed records know is absent; what an open one says too keeps the open one's word alone."""

from __future__ import annotations

from access_case import BASE

from kg.edition import Edition
from kg.iri import Iris
from kg.store.oxigraph import OxigraphStore
from ontology.terms import OA, RDFS

IRIS = Iris(BASE, f"{BASE}/def#")


def test_names_counts_and_sources_are_those_of_open_records(closed_edition: Edition) -> None:
    edition = closed_edition
    store = OxigraphStore(edition.store_path, read_only=True)

    def ask(query: str) -> set[str]:
        return {row["x"] for row in store.select(query)}

    omar = IRIS.local("qna", "F:omar")
    assert ask(f"SELECT ?x {{ <{omar}> <{RDFS.label}> ?x }}") == {"Omar Alqasimi"}  # not his name in the inquiry
    assert not ask(f"SELECT ?x {{ <{IRIS.local('qna', 'F:shah')}> ?x ?o }}")
    naming = ask(f"SELECT ?x {{ ?x <{IRIS.own('mentions')}> <{omar}> }}")
    assert naming == {IRIS.record("qna", "F/1/1")}
    quoted = ask(
        f"SELECT ?x {{ ?a <{OA.hasBody}> <{omar}> ; <{OA.hasTarget}>/<{OA.hasSource}>/<{IRIS.own('textOf')}> ?x }}"
    )
    assert quoted == naming
    shared = ask(f"SELECT ?x {{ ?x a <{IRIS.own('Entity')}> ; <{RDFS.label}> ?l FILTER(CONTAINS(?l, 'Omar')) }}")
    assert len(shared) >= 1
    for entity in shared:
        assert not ask(f"SELECT ?x {{ <{entity}> ?p ?x FILTER(CONTAINS(STR(?x), 'Wadimurra')) }}")
    assert edition.stats["mentions"] == int(
        next(iter(store.select(f"SELECT (COUNT(*) AS ?n) {{ ?a a <{OA.Annotation}> }}")))["n"]
    )
