"""E9: birth, family and residence of persons who may be alive are not published, their offices are."""

from __future__ import annotations

from pathlib import Path

from access_case import BASE, TODAY, make, publish_on

from kg.edition import Edition
from kg.iri import Iris
from kg.store.oxigraph import OxigraphStore
from ontology.terms import RICO

IRIS = Iris(BASE, f"{BASE}/def#")
PRIVATE = (RICO.hasBirthDate, RICO.hasFamilyAssociationWith, RICO.isAssociatedWithPlace)


def said(edition: Edition, key: str) -> set[str]:
    """Properties of a person and of its entity, in any direction."""
    local = IRIS.local("qna", key)
    store = OxigraphStore(edition.store_path, read_only=True)
    query = (
        f"SELECT DISTINCT ?p {{ {{ <{local}> ?p ?o }} UNION {{ ?e <{RICO.isEquivalentTo}> <{local}> ; ?p ?o }} "
        f"UNION {{ ?s ?p <{local}> }} }}"
    )
    return {row["p"] for row in store.select(query)}


def test_the_living_are_protected_until_they_cannot_be_alive(tmp_path: Path) -> None:
    workspace = make(tmp_path, letters={}, living=True)
    protected = publish_on(workspace, TODAY)
    assert not said(protected, "F-alive") & {*PRIVATE, RICO.isBirthDateOf, RICO.familyRelation_role}
    assert RICO.hasOrHadOccupationOfType in said(protected, "F-alive")
    assert RICO.hasBirthDate in said(protected, "F-dead")
    store = OxigraphStore(protected.store_path, read_only=True)
    assert not list(
        store.select(f"SELECT ?r {{ ?r a <{RICO.FamilyRelation}> ; ?end <{IRIS.local('qna', 'F-alive')}> }}")
    )
    later = publish_on(workspace, "2061-06-01")
    assert set(PRIVATE) <= said(later, "F-alive")
