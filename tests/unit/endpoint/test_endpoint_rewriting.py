"""A query in other words has the answers that it had; what is not of a known form is left alone."""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.iri import Iris
from kg.publication.counts import counts
from kg.store.oxigraph import OxigraphStore
from sparql_endpoint.rewriting import Known, other_words
from sparql_endpoint.whole_form import whole_form

PREFIXES = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "e": "http://e/"}
TYPE = f"<{PREFIXES['rdf']}type>"
terms = st.sampled_from([f"<http://e/{name}>" for name in "abcd"] + ['"x"', '"y"@en', '"2"^^<http://e/t>'])
iris = st.sampled_from([f"<http://e/{name}>" for name in "abcd"])
triples = st.one_of(
    st.tuples(iris, st.sampled_from(["<http://e/p>", "<http://e/q>"]), terms), st.tuples(iris, st.just(TYPE), iris)
)
graphs = st.dictionaries(st.sampled_from(["http://e/g1", "http://e/g2"]), st.sets(triples, max_size=12))

PATTERNS = (
    "?s ?p ?o", "?s a ?o", "?s rdf:type ?p", "?s e:p ?o .", "?s <http://e/q> ?o", "$s a e:a", "?s a <http://e/b> .",
    "?s ?p e:a", "?s ?p ?p", "?o ?p ?s", "?s e:p ?o ; e:q ?p", "?s e:none ?o", "e:a ?p ?o",
)  # fmt: skip
WRAPPERS = (
    "{{ {} }}",
    "{{ GRAPH ?g {{ {} }} }}",
    "{{ GRAPH <http://e/g1> {{ {} }} }}",
    "{{ {} OPTIONAL {{ ?o ?q ?r }} }}",
    "{{ {{ {} }} UNION {{ ?p e:q ?g }} # }}\n }}",
)
COUNTS = ("COUNT(*)", "COUNT(?s)", "count(?p)", "COUNT(DISTINCT ?p)", "COUNT(DISTINCT ?o)", "COUNT(?g)")
VARIABLES = ("?s", "?p", "?o", "?g")
HEADS = (
    *(f"({count} AS ?n)" for count in COUNTS),
    *(f"DISTINCT {name}" for name in VARIABLES),
    *VARIABLES,
    "DISTINCT ?s ?p",
    *(f"{name} ({count} AS ?n)" for name in VARIABLES for count in COUNTS),
)
TAILS = (
    "", "GROUP BY ?p", "GROUP BY ?o", "GROUP BY ?g", "ORDER BY ?p", "ORDER BY DESC(?o) ?s",
    "GROUP BY ?p ORDER BY DESC(?n) ?p", "GROUP BY ?g ORDER BY ?n",
)  # fmt: skip
QUERIES = [
    f"SELECT {head} WHERE {wrapper.format(pattern)} {tail}"
    for head, wrapper, pattern, tail in product(HEADS, WRAPPERS, PATTERNS, TAILS)
]


@cache
def likely() -> list[str]:
    """Queries that are put in other words where the store holds all that they name."""
    everything = dict.fromkeys([*(f"http://e/{name}" for name in "abcdpq"), TYPE[1:-1], "http://e/g1"], 1)
    return [query for query in QUERIES if other_words(query, Known(everything, everything, everything), PREFIXES)]


def rows(store: OxigraphStore, query: str) -> list[tuple[tuple[str, str], ...]]:
    solutions = store._store.query(query, prefixes=PREFIXES)
    assert isinstance(solutions, ox.QuerySolutions)
    names = sorted(variable.value for variable in solutions.variables)
    return [tuple((each, str(row[each])) for each in names) for row in solutions]


@given(graphs)
@settings(max_examples=8, deadline=None)
def test_the_same_answers(content: dict[str, set[tuple[str, str, str]]]) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = OxigraphStore(Path(folder) / "store")
        for graph, inside in content.items():
            lines = "".join(f"{' '.join(each)} <{graph}> .\n" for each in inside)
            store.replace_graphs([graph], lines.encode())
        told = counts(store, Iris("http://e", "http://e/def#"))
        known = Known(told["properties"], told["classes"], store.graph_sizes())
        put = {query: other for query in likely() if (other := other_words(query, known, PREFIXES)) is not None}
        assert len(put) > 100
        for query, other in put.items():
            # The first raises where only the other words would be a query.
            assert sorted(rows(store, query)) == sorted(rows(store, other)), (query, other)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "PREFIX x: <http://e/> SELECT (COUNT(?s) AS ?n) WHERE { ?s x:p ?o . }",
        "SELECT ?c (COUNT(?s) AS ?n) { ?s a ?c } GROUP BY ?c ORDER BY DESC(?n) ?c LIMIT 10 OFFSET 2",
        "SELECT DISTINCT ?p { ?s ?p ?o }",
        "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g",
        "# why\nselect distinct ?a ?b where { ?a e:p ?b optional { ?b e:q ?c } } order by desc(?b) ?a limit 5",
    ],
)
def test_these_are_put_in_other_words(query: str) -> None:
    known = Known({"http://e/p": 3, PREFIXES["rdf"] + "type": 1}, {"http://e/C": 1}, {"http://e/g1": 4})
    other = other_words(query, known, PREFIXES)
    assert other is not None
    ox.Store().query(other, prefixes=PREFIXES)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) FROM <http://e/g1> { ?s ?p ?o }",
        "BASE <http://e/> SELECT (COUNT(*) AS ?n) { ?s <p> ?o }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } HAVING (COUNT(*) > 1)",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } VALUES ?s { e:a }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(?o > 1) }",
        "SELECT (COUNT(*) AS ?n) { ?s <http://e/\\u0070> ?o }",
        "SELECT (COUNT(*) AS ?s) { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } {",
        "SELECT DISTINCT ?a FROM <http://e/g1> { ?a ?p ?b } ORDER BY ?a",
        "SELECT DISTINCT ?a { ?a ?p ?b } ORDER BY ?b",
        "SELECT DISTINCT ?a { ?a ?p ?b } ORDER BY STR(?a)",
        "SELECT ?a { ?a ?p ?b } ORDER BY ?a",
        "ASK { ?s ?p ?o }",
        "SELECT",
        "",
    ],
)
def test_these_are_left_alone(query: str) -> None:
    known = Known({"http://e/p": 3}, {}, {"http://e/g1": 4})
    assert other_words(query, known, PREFIXES) is None


def test_a_form_holds_all_of_its_text() -> None:
    form = whole_form("PREFIX e: <http://e/>\nSELECT DISTINCT ?a # all\n{ ?a e:p '}' } ORDER BY ASC(?a)")
    assert form is not None
    assert (form.prefixes, form.variables, form.ordered) == ({"e": "http://e/"}, ("a",), ("a",))
    assert form.group == "{ ?a e:p '}' }"
    assert form.modifiers == "ORDER BY ASC(?a)"
