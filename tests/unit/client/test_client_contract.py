"""The same graph opened in its folder and through a server: every method gives the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg import open_graph
from kg.client import Graph, NotFound
from kg.client.source import Source

pandas = pytest.importorskip("pandas")
QUERIES = (
    "SELECT ?p ?name { ?p a rico:Person, kg:Entity ; rdfs:label ?name } ORDER BY ?name ?p",
    """SELECT ?r ?day ?n { ?r a rico:Record ; rico:rankInSequence ?n
      OPTIONAL { ?r rico:hasCreationDate/rico:beginningDate ?day } } ORDER BY ?r ?day ?n""",
    "SELECT ?c (COUNT(*) AS ?n) { ?m itsrdf:taConfidence ?c } GROUP BY ?c ORDER BY ?c ?n",
    "SELECT (BNODE() AS ?b) (1.5 AS ?x) (true AS ?y) ('2020-01-02T03:04:05Z'^^xsd:dateTime AS ?t) {}",
)


@pytest.fixture(scope="module")
def local(edition_workspace: Path) -> Iterator[Graph]:
    with open_graph(edition_workspace) as graph:
        yield graph


@pytest.fixture(scope="module")
def remote(server: str) -> Iterator[Graph]:
    with open_graph(server) as graph:
        yield graph


@pytest.fixture(scope="module")
def person(local: Graph) -> str:
    found: str = local.search("Nazarbayev", kind="person", limit=1)["iri"][0]
    return found


@pytest.fixture(scope="module")
def number(local: Graph) -> str:
    """Call number of a record that names some things."""
    rows = local.sparql(
        "SELECT ?n (COUNT(*) AS ?m) { ?t oa:hasSource/kg:textOf ?r . ?r a rico:Record ; rico:identifier ?n }"
        " GROUP BY ?n ORDER BY DESC(?m) ?n LIMIT 2"
    )
    found: str = rows["n"][1]
    return found


def same(one: object, other: object) -> None:
    if isinstance(one, pandas.DataFrame):
        assert one.attrs == other.attrs
        pandas.testing.assert_frame_equal(one, other)
    else:
        assert one == other


@pytest.mark.parametrize("query", QUERIES)
def test_queries(local: Graph, remote: Graph, query: str) -> None:
    one, other = (
        graph.sparql(query).drop(columns="b", errors="ignore") for graph in (local, remote)
    )
    assert len(one)
    same(one, other)


ASKED: dict[str, Callable[[Graph, str, str], object]] = {
    "edition": lambda g, person, number: g.edition,
    "limit": lambda g, person, number: g.sparql(QUERIES[0], limit=3),
    "bindings": lambda g, person, number: g.sparql("SELECT ?p ?o { ?s ?p ?o } ORDER BY ?p ?o", bindings={"s": person}),
    "ask": lambda g, person, number: g.sparql("ASK { ?s a rico:Person }"),
    "construct": lambda g, person, number: set(g.sparql("CONSTRUCT WHERE { ?s a rico:Person }")),
    "search": lambda g, person, number: g.search("Doha", limit=10),
    "search narrowed": lambda g, person, number: g.search("Катар", lang="ru", kind="record"),
    "examples": lambda g, person, number: g.examples("ar"),
    "example": lambda g, person, number: g.example("names-in-all-scripts", known="Nursultan Nazarbayev"),
    "service": lambda g, person, number: g.example("names-like-this"),
    "stats": lambda g, person, number: g.stats(),
    "names": lambda g, person, number: g.entity(person).names,
    "facts": lambda g, person, number: g.entity(person).facts(),
    "records": lambda g, person, number: g.entity(person).records(),
    "evidence of an entity": lambda g, person, number: [one.mention for one in g.entity(person).evidence()],
    "text": lambda g, person, number: g.record(number).texts,
    "mentions": lambda g, person, number: g.record(number).mentions(),
    "evidence": lambda g, person, number: [(one.mention, one.crop()) for one in g.record(number).evidence()],
    "together": lambda g, person, number: g.network(about=person).edges,
    "relations": lambda g, person, number: g.network("relations").nodes,
    "letters": lambda g, person, number: g.network("correspondence").edges,
    "timeline": lambda g, person, number: g.timeline(by="decade").frame,
    "timeline of an entity": lambda g, person, number: g.entity(person).timeline().frame,
    "map": lambda g, person, number: g.map().frame,
    "events": lambda g, person, number: g.map("events").frame,
    "paths": lambda g, person, number: g.paths(person, "Doha"),
    "cite": lambda g, person, number: [g.cite(style=style) for style in ("text", "bibtex", "ris", "csl")],
    "cite an entity": lambda g, person, number: [g.cite(person, style) for style in ("text", "bibtex", "ris", "csl")],
    "cite a record": lambda g, person, number: g.cite(g.record(number), "bibtex"),
}  # fmt: skip


@pytest.mark.parametrize("what", ASKED)
def test_methods(local: Graph, remote: Graph, person: str, number: str, what: str) -> None:
    one, other = (ASKED[what](graph, person, number) for graph in (local, remote))
    assert what in ("letters", "events") or one is True or len(str(one)) > 10
    same(one, other)


def test_the_portals_own_citations_are_the_same(local: Graph, server: str, person: str) -> None:
    from endpoint_client import ask

    for style in ("text", "bibtex", "ris", "csl"):
        body = ask(server, "", "GET", f"/dataset/citation/{style}")[2].decode()
        assert body == local.cite(style=style)
    kind, name = person.split("/")[-2:]
    body = ask(server, "", "GET", f"/cite/{kind}/{name}.ris", Accept_Language="en")[2].decode()
    assert body == local.cite(person, "ris")


def test_an_edition_opens_by_itself_and_whatever_is_the_address(edition_workspace: Path, server: str) -> None:
    opened = (edition_workspace / "editions" / "1", f"{server}/sparql", f"{server}/")
    hashes = set()
    for source in opened:
        with open_graph(source) as graph:
            hashes.add(graph.edition.hash)
            assert graph.sparql("ASK { ?s a rico:Record }") is True
    assert len(hashes) == 1


def test_names_that_nothing_has(local: Graph, remote: Graph) -> None:
    for graph in (local, remote):
        with pytest.raises(NotFound, match="Nothing is called 'Nursultan Nazarbayeff Xyz'"):
            graph.entity("Nursultan Nazarbayeff Xyz")
        with pytest.raises(NotFound, match="call number"):
            graph.record("no such number")
        with pytest.raises(NotFound, match="names-like-this"):
            graph.example("name-like-this")


def test_numbers_lead_to_words_in_the_text(local: Graph, number: str) -> None:
    record = local.record(number)
    found = record.evidence(limit=200)
    assert found
    texts = [str(text) for text in record.texts["text"]]
    for one in found:
        assert any(text[one.mention.start : one.mention.end] == one.quote for text in texts)
        assert 0 <= one.confidence <= 1
    assert not {one.reviewed for one in found} - {"reviewer", "edited", "machine"}


def test_sources_fulfil_the_protocol(local: Graph, remote: Graph) -> None:
    for graph in (local, remote):
        source: Source = graph.source
        assert source.ours
        assert source.image("urn:no", "urn:no") is None
