"""What columns answer is what the engine answers: every row, as often, whatever the terms hold."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.columns.pattern import plan_of
from kg.columns.read import ColumnReader
from kg.columns.write import write_columns
from kg.gate import hash_graphs
from kg.rdf import nt
from kg.store.oxigraph import OxigraphStore
from kg.store.texts import GraphTexts

SOURCE = "http://e/graph/source/"
NODES = [f"<http://e/{name}>" for name in "abcd"]
A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
P, Q = "<http://e/p>", "<http://e/q>"
QUERIES = [
    "SELECT ?s ?o { ?s <http://e/p> ?o }",
    "SELECT ?s ?o (LANG(?o) AS ?l) WHERE { ?s <http://e/p> ?o }",
    "SELECT DISTINCT ?o (LANG(?o) AS ?l) WHERE { ?s <http://e/p> ?o }",
    "SELECT ?s { ?s a <http://e/a> }",
    "SELECT ?s ?n (LANG(?n) AS ?g) WHERE { ?s a <http://e/a> . ?s <http://e/q> ?n FILTER(isLiteral(?n)) }",
    "SELECT ?a ?b { ?a a <http://e/a> ; a <http://e/b> ; <http://e/q> ?b FILTER(isIRI(?b)) }",
    "SELECT ?a ?c { ?a <http://e/p> ?b . ?b <http://e/q> ?c }",
    "SELECT ?a { ?a <http://e/p> ?b , ?c . ?c <http://e/q> ?b }",
    "SELECT ?a { ?a <http://e/p> <http://e/b> }",
    "SELECT ?a ?d { ?a <http://e/p> ?b . ?c <http://e/q> ?d }",
    "SELECT ?s ?o { GRAPH <http://e/graph/resolved> { ?s <http://e/p> ?o } }",
    "SELECT ?s { GRAPH <http://e/graph/resolved> { ?s a <http://e/b> ; <http://e/q> ?o } }",
]
LEFT = [
    "SELECT ?s { ?s <http://e/p>+ ?o }",
    "SELECT ?s { ?s <http://e/p> ?o OPTIONAL { ?o <http://e/q> ?x } }",
    "SELECT ?s { ?s <http://e/p> ?o FILTER(?o != ?s) }",
    "SELECT (COUNT(?s) AS ?n) { ?s <http://e/p> ?o }",
    "SELECT ?s { ?s <http://e/p> ?o } LIMIT 1",
    'SELECT ?s { ?s <http://e/p> "a" }',
    "SELECT ?s { ?s e:p ?o }",
    "SELECT ?g { GRAPH ?g { ?s <http://e/p> ?o } }",
    "SELECT ?s FROM <http://e/g> { ?s <http://e/p> ?o }",
    "SELECT ?s { ?s <http://e/p> ?o MINUS { ?s a <http://e/a> } }",
    "SELECT ?x { ?s <http://e/p> ?o }",
]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
awkward = st.sampled_from(['"@en', "a\\u0041", 'x"@kk y', ""])
literals = st.builds(nt.literal, texts | awkward, st.sampled_from([None, "en", "kk-cyrl"]))
terms = st.sampled_from(NODES) | literals | st.just('"5"^^<http://www.w3.org/2001/XMLSchema#integer>')
graphs = st.sampled_from([f"{SOURCE}1", f"{SOURCE}2", "http://e/graph/resolved", "http://e/graph/links"])
triples = st.tuples(st.sampled_from(NODES), st.sampled_from([P, Q]), terms) | st.tuples(
    st.sampled_from(NODES), st.just(A), st.sampled_from(NODES)
)


@given(st.lists(st.tuples(triples, graphs), min_size=1, max_size=25), st.sampled_from(["kept", "missing", "damaged"]))
@settings(max_examples=20, deadline=None)
def test_columns_answer_as_the_engine_does(tmp_path_factory, quads, kept):
    folder = tmp_path_factory.mktemp("columns")
    lines = sorted({f"{' '.join(triple)} <{graph}> .\n" for triple, graph in quads})
    store = OxigraphStore(folder / "store")
    store.replace_graphs((), "".join(lines).encode())
    store.flush()
    del store
    engine = OxigraphStore(folder / "store", read_only=True)
    kept_texts = GraphTexts(folder / "texts.sqlite")
    hashes = hash_graphs(folder / "store", sorted(engine.graph_names()), jobs=1)
    other = {"kept": b"", "damaged": b"<http://e/d> <http://e/p> <http://e/d> <http://e/graph/source/1> .\n"}.get(kept)
    if other is not None:  # else they are read out of the store
        kept_texts.keep((one.sha256, other + _text(engine, one.name)) for one in hashes.values())
    write_columns(folder / "columns", folder / "store", hashes, kept_texts, SOURCE, jobs=1)
    columns = ColumnReader(engine, folder / "columns")
    for query in QUERIES:
        assert _rows(columns, query) == _rows(engine, query), query
    assert all(columns.graph_lines(name) == engine.graph_lines(name) for name in hashes)


def _text(store, graph):
    return "".join(store.graph_lines(graph)).encode()


def _rows(reader, query):
    return Counter(frozenset(row.items()) for row in reader.select(query))


@pytest.mark.parametrize("query", QUERIES)
def test_these_are_answered_by_columns(query):
    assert plan_of(query) is not None


@pytest.mark.parametrize("query", LEFT)
def test_what_is_more_than_patterns_is_left_to_the_engine(query):
    assert plan_of(query) is None
