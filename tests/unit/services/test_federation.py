"""SERVICE means what the recommendation says: the answer is that of the same query with the other data in a graph.

Over one store that holds the other endpoint's triples in a named graph, ``GRAPH <address> {…}`` means what
``SERVICE <address> {…}`` means; the engine answers that by itself.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sparql_stand_in import StandIn, endpoint

from sparql_endpoint.results import Table, _term
from sparql_endpoint.services.addresses import Allowed
from sparql_endpoint.services.errors import ServiceError
from sparql_endpoint.services.evaluate import plan
from sparql_endpoint.services.policy import Policy

HERE = '@prefix : <http://e/> . :a :name "A" ; :age 1 . :b :name "B" ; :knows :c . :z :name "Z" ; :age 3 . :c :age 2 .'
THERE = "@prefix : <http://e/> . :a :knows :b, :c . :b :knows :c ; :age 2 . :c :name 'C', 'Z' ; :age 2 . :d :knows :a ."
PREFIX = "PREFIX : <http://e/> "


@pytest.fixture(scope="module")
def other() -> Iterator[StandIn]:
    with endpoint(THERE) as known:
        yield known


@pytest.fixture(scope="module")
def store(other: StandIn) -> ox.Store:
    made = ox.Store()
    made.load(input=HERE.encode(), format=ox.RdfFormat.TURTLE)
    made.load(input=THERE.encode(), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(other.address))
    at = f"<http://e/a> <http://e/at> <{other.address}> ."
    made.load(input=at.encode(), format=ox.RdfFormat.N_TRIPLES)
    return made


def rows_of(store: ox.Store, query: str) -> Counter[frozenset[tuple[str, str]]]:
    results: Any = store.query(query)
    if isinstance(results, ox.QueryBoolean):
        return Counter({frozenset([("", str(bool(results)))]): 1})
    names = [variable.value for variable in results.variables]
    found = (frozenset((name, str(row[name])) for name in names if row[name] is not None) for row in results)
    return Counter(found)


def without_service(query: str, store: ox.Store, *allow: str) -> str:
    def ask(text: str) -> Table:
        results: Any = store.query(text)
        loaded = json.loads(results.serialize(format=ox.QueryResultsFormat.JSON))
        rows = tuple({k: _term(v) for k, v in row.items()} for row in loaded["results"]["bindings"])
        return Table(tuple(loaded["head"]["vars"]), rows, None, truncated=False)

    policy = Policy("http://e", Allowed.of(allow or ("http://127.0.0.1:",)))
    found = plan(query, policy, base="http://e/", vocabulary="http://e/def#", prefixes={})
    return query if found is None else found.evaluate(None, ask)  # type: ignore[arg-type]


INSIDE = (
    "?s :knows ?o", "?s :age ?n", "?o :name ?m", "?s ?p ?o", "?s :knows ?o OPTIONAL { ?o :name ?m }",
    "?s :knows ?o FILTER(?o != :c)", "{ ?s :age ?n } UNION { ?s :name ?m }", "?s :age ?n MINUS { ?s :name ?m }",
    "{ SELECT ?s (COUNT(?o) AS ?n) { ?s :knows ?o } GROUP BY ?s }", "VALUES ?s { :a :b } ?s :knows ?o",
    "?s :knows/:knows ?o", "OPTIONAL { ?s :name ?m } ?s :age ?n", "?s :age ?n BIND(?n + 1 AS ?more)",
)  # fmt: skip
SIMPLE = (
    "?s :name ?m", "?s :age ?n", "?x :age ?n", "?s ?p ?v", "BIND(:a AS ?s)", "VALUES (?s ?n) { (:a 2) (:b UNDEF) }",
    "?s :name ?m FILTER(?m != 'B')", "?s :age ?n FILTER(?n > 1 || !BOUND(?o))", "# a comment\n?s :age ?n # more\n",
)  # fmt: skip


def _around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, inner).map(" . ".join),
        inner.map(lambda each: f"OPTIONAL {{ {each}\n}}"),
        inner.map(lambda each: f"{{ {each}\n}}"),
        inner.map(lambda each: f"MINUS {{ {each}\n}}"),
        inner.map(lambda each: f"FILTER EXISTS {{ {each}\n}}"),
        inner.map(lambda each: f"FILTER (?n = 2 || NOT EXISTS {{ {each}\n}})"),
        inner.map(lambda each: f"{{ SELECT DISTINCT ?s {{ {each}\n}} }}"),
        st.tuples(inner, inner).map(lambda two: f"{{ {two[0]}\n}} UNION {{ {two[1]}\n}}"),
    )


SERVICE = st.sampled_from(INSIDE).map(lambda inside: f"SERVICE <#> {{ {inside}\n}}")
PATTERNS = st.recursive(st.one_of(st.sampled_from(SIMPLE), SERVICE), _around, max_leaves=5)


def _asks_and_is_valid(pattern: str) -> bool:
    """Patterns put together at random are not always a query; the engine says which are."""
    try:
        ox.Store().query(f"{PREFIX} SELECT * {{ {pattern} }}".replace("SERVICE <#>", "GRAPH <http://g>"))
    except SyntaxError:
        return False
    return "SERVICE" in pattern


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(PATTERNS, min_size=1, max_size=3).map("\n".join).filter(_asks_and_is_valid))
def test_any_query_has_the_answer_of_the_same_query_over_a_graph(other: StandIn, store: ox.Store, pattern: str) -> None:
    query = f"{PREFIX} SELECT * {{ {pattern}\n}}"
    wanted = rows_of(store, query.replace("SERVICE <#>", f"GRAPH <{other.address}>"))
    got = rows_of(store, without_service(query.replace("<#>", f"<{other.address}>"), store))
    assert got == wanted


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT ?o { ?s :at ?u . SERVICE ?u { ?s :knows ?o } }", 2),
        ("SELECT ?o { ?x :at ?u . ?s :name ?n . SERVICE ?u { ?s :knows ?o } }", 3),
        ("SELECT * { { ?x :at ?u } UNION { VALUES ?u { <%s> } } SERVICE ?u { ?s :age ?n } }", 4),
        ("ASK { ?x :at ?u FILTER NOT EXISTS { SERVICE ?u { ?x :age ?n } } }", 1),
        ("SELECT * { ?x :at ?u SERVICE SILENT ?u { ?s :age ?n } }", 2),
    ],
)
def test_a_variable_asks_what_it_is_bound_to(other: StandIn, store: ox.Store, query: str, rows: int) -> None:
    text = PREFIX + query.replace("%s", other.address)
    assert sum(rows_of(store, without_service(text, store)).values()) == rows


def test_only_what_is_joined_is_asked_for_in_blocks_and_without_credentials(other: StandIn, store: ox.Store) -> None:
    other.asked.clear()
    other.headers.clear()
    query = f"{PREFIX} SELECT * {{ ?s :name ?m FILTER(?m < 'C') SERVICE <{other.address}> {{ ?s :knows ?o }} }}"
    assert sum(rows_of(store, without_service(query, store)).values()) == 3
    (asked,) = other.asked
    assert "VALUES (?s) { (<http://e/a>) (<http://e/b>) }" in asked or "(<http://e/b>) (<http://e/a>)" in asked
    assert "http://e/z" not in asked
    assert not {"Authorization", "Cookie", "Referer"} & other.headers[0].keys()


def test_a_blank_node_of_the_other_side_gets_a_name_and_joins_nothing_here(store: ox.Store) -> None:
    with endpoint("@prefix : <http://e/> . :a :knows [ :age 7 ] .") as known:
        text = f"{PREFIX} SELECT ?o ?n {{ SERVICE <{known.address}> {{ :a :knows ?o . ?o :age ?n }} }}"
        ((row, count),) = rows_of(store, without_service(text, store)).items()
        assert (count, {name for name, _ in row}) == (1, {"o", "n"})
        assert "<http://e/.well-known/genid/" in str(sorted(row))
        joined = text.replace("SERVICE", "?x :name ?y . SERVICE").replace(":a :knows", "?x :knows")
        assert sum(rows_of(store, without_service(joined, store)).values()) == 1


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("SELECT * { SERVICE ?u { ?s ?p ?o } }", "SERVICE008"),
        ("SELECT * { SERVICE ?u { ?s ?p ?o } ?x :at ?u }", "SERVICE008"),
        ("SELECT * { ?s :name ?n OPTIONAL { ?s :at ?u } SERVICE ?u { ?s ?p ?o } }", "SERVICE008"),
        ("SELECT * { SERVICE <http://elsewhere.example/> { ?s ?p ?o } }", "SERVICE001"),
        ("SELECT * { SERVICE <%s> { SERVICE <http://elsewhere.example/> { ?s ?p ?o } } }", "SERVICE001"),
        ("SELECT * { SERVICE <%s> { ?s ?p ?u SERVICE ?u { ?s ?p ?o } } }", "SERVICE001"),
        ("SELECT * { VALUES ?u { <http://elsewhere.example/> } SERVICE ?u { ?s ?p ?o } }", "SERVICE001"),
        ("SELECT * { VALUES ?u { 'text' } SERVICE ?u { ?s ?p ?o } }", "SERVICE001"),
        ("SELECT * { SERVICE unknown:x { ?s ?p ?o } }", "SERVICE007"),
        ("SELECT * { SERVICE { ?s ?p ?o } }", "SERVICE007"),
        ("SELECT * { SERVICE <http://x/> ?s ?p ?o }", "SERVICE007"),
        ("SELECT * { ?s ?p SERVICE }", "SERVICE007"),
        ("SELECT * { SERVICE <http://x/> { ?s ?p ?o }", "SERVICE007"),
        ("SELECT * { ?s ?p ?o } ORDER BY SERVICE", "SERVICE007"),
        ("SELECT * { " + "SERVICE <http://127.0.0.1:1/> {} " * 21 + "}", "SERVICE007"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_with_its_place(
    other: StandIn, store: ox.Store, query: str, code: str
) -> None:
    other.asked.clear()
    with pytest.raises(ServiceError) as caught:
        without_service(PREFIX + query.replace("%s", other.address), store)
    assert caught.value.code == code
    assert caught.value.where.startswith("line 1 column ")
    assert other.asked == []


def test_silent_passes_over_what_is_not_listed_and_nobody_is_made_to_ask_it(other: StandIn, store: ox.Store) -> None:
    other.asked.clear()
    text = (
        f"{PREFIX} SELECT * {{ SERVICE <{other.address}> {{ ?s :age ?n OPTIONAL {{ "
        "SERVICE SILENT <http://elsewhere.example/> { ?s :name ?m } } } }"
    )
    assert sum(rows_of(store, without_service(text, store)).values()) == 2
    assert "elsewhere" not in "".join(other.asked)
    outside = f"{PREFIX} SELECT * {{ ?s :name ?n SERVICE SILENT <http://elsewhere.example/> {{ ?s ?p ?o }} }}"
    assert sum(rows_of(store, without_service(outside, store)).values()) == 3


@pytest.mark.parametrize(
    "text",
    ['ASK { ?s ?p "SERVICE" }', "ASK { ?service ?p x:SERVICE } # SERVICE", "ASK { <http://SERVICE> a ?b.c:SERVICE }"],
)
def test_a_word_that_looks_like_it_is_left_alone(store: ox.Store, text: str) -> None:
    assert without_service(text, store) == text


WORDS = ("SERVICE", "SELECT", "{", "}", "(", ")", "<x>", "?s", "FILTER", "OPTIONAL", "GRAPH", "VALUES", "UNION")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_words_are_read_or_refused(words: str) -> None:
    with suppress(ServiceError):
        found = plan(words, Policy("http://e"), base="http://e/", vocabulary="http://e/def#", prefixes={})
        assert found is None or 0 < len(found.query.clauses) <= words.count("SERVICE")
