"""The resolved view is made from what sources say, whatever an earlier run has inferred."""

from __future__ import annotations

from pathlib import Path

from kg.iri import Iris
from kg.resolve.resolved_graph import _statements, resolved_blocks
from kg.store.oxigraph import OxigraphStore
from ontology.terms import RICO

IRIS = Iris("http://e", "http://e/def#")


def test_inferred_statements_are_not_repeated(tmp_path: Path) -> None:
    store = OxigraphStore(tmp_path / "store")
    stated = f"<http://e/a> <{RICO.hasChild}> <http://e/b> <http://e/graph/source/1> .\n"
    inferred = f"<http://e/b> <{RICO.isChildOf}> <http://e/a> <{IRIS.graph('inferred/properties')}> .\n"
    store.replace_graphs(("http://e/graph/source/1",), stated.encode())
    before = list(resolved_blocks((), {}, store, IRIS))
    store.replace_graphs((IRIS.graph("inferred/properties"),), inferred.encode())
    assert list(resolved_blocks((), {}, store, IRIS)) == before
    assert [row[1] for row in _statements(store, IRIS)] == [RICO.hasChild]
