"""Summaries say what the same question to the statements says, stand apart from them, and are part of the edition."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.edition import Edition
from kg.iri import Iris
from kg.prefixes import standard_prefixes
from kg.publication.description import describe
from kg.store.oxigraph import OxigraphStore
from kg.store.texts import GraphTexts
from kg.summaries import co_mentions
from kg.summaries.description import TITLES
from kg.summaries.publishing import SUMMARIES, add_summaries, summaries
from kg.together.build import write_together
from kg.together.find import named_together
from kg.verify import verify
from kg.workspace import open_workspace

IRIS = Iris("http://a.example", "http://a.example/def#")
PREFIXES = "".join(f"PREFIX {name}: <{space}> " for name, space in standard_prefixes(IRIS.vocabulary).items())
SOURCE = IRIS.graph("source/1")
KINDS = ("Person", "CorporateBody", "Place")

facts = st.fixed_dictionaries(
    {
        "mentions": st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=20),
        "held": st.sets(st.tuples(st.integers(0, 5), st.integers(0, 2)), max_size=8),
        "within": st.sets(st.tuples(st.integers(0, 9), st.integers(6, 9)), max_size=10),
        "created": st.sets(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=6),
        "subjects": st.sets(st.tuples(st.integers(0, 9), st.integers(0, 5)), max_size=8),
    }
)
QUESTIONS = {
    "co-mentions": (
        """SELECT ?a ?b (COUNT(?r) AS ?n) { ?r kg:mentions ?a , ?b . ?a a ?x . ?b a ?y FILTER(?a != ?b)
           FILTER(?x IN (rico:Person, rico:CorporateBody) && ?y IN (rico:Person, rico:CorporateBody)) }
           GROUP BY ?a ?b""",
        "SELECT ?a ?b ?n { GRAPH <GRAPH> { ?x kg:pairOf ?a , ?b ; kg:recordCount ?n FILTER(?a != ?b) } }",
    ),
    "named": (
        """SELECT ?e ?h (COUNT(?r) AS ?n) { ?r kg:mentions ?e ; rico:hasOrHadHolder ?h .
           ?h a schema:ArchiveOrganization } GROUP BY ?e ?h""",
        "SELECT ?e ?h ?n { GRAPH <GRAPH> { ?x kg:summaryOf ?e ; kg:ofArchive ?h ; kg:recordCount ?n } }",
    ),
    "named, by number of archives": (
        """SELECT ?k (COUNT(?e) AS ?n) { SELECT ?e ?k { ?r kg:mentions ?e ; rico:hasOrHadHolder ?h .
           ?e a kg:Entity, ?k . ?h a schema:ArchiveOrganization FILTER(?k != kg:Entity) }
           GROUP BY ?e ?k HAVING (COUNT(DISTINCT ?h) > 1) } GROUP BY ?k""",
        """SELECT ?k (SUM(?t) AS ?n) { GRAPH <GRAPH> { ?x kg:ofClass ?k ; kg:archiveCount ?a ; kg:thingCount ?t
           FILTER(?a > 1) } } GROUP BY ?k""",
    ),
    "sets": (
        "SELECT ?s (COUNT(DISTINCT ?r) AS ?n) { ?r a rico:Record ; rico:isOrWasIncludedIn+ ?s } GROUP BY ?s",
        "SELECT ?s ?n { GRAPH <GRAPH> { ?x kg:summaryOf ?s ; kg:recordCount ?n } }",
    ),
    "dates": (
        """SELECT ?y (COUNT(DISTINCT ?r) AS ?n) { ?r rico:hasCreationDate/rico:beginningDate ?d BIND(YEAR(?d) AS ?y) }
           GROUP BY ?y""",
        """SELECT ?y ?n { GRAPH <GRAPH> { ?x kg:ofProperty rico:hasCreationDate ; kg:beginsInYear ?y ;
           kg:recordCount ?n } }""",
    ),
    "dates, as an index": (
        "SELECT ?r { ?r rico:hasCreationDate/rico:beginningDate ?d FILTER(YEAR(?d) = 1901) }",
        "SELECT ?r { ?r rico:hasCreationDate ?date GRAPH <GRAPH> { ?date kg:beginsInYear 1901 } }",
    ),
    "values": (
        "SELECT ?k ?v (COUNT(?r) AS ?n) { ?r rico:hasOrHadSubject ?v ; a ?k } GROUP BY ?k ?v",
        """SELECT ?k ?v ?n { GRAPH <GRAPH> { ?x kg:ofProperty rico:hasOrHadSubject ; kg:ofClass ?k ; kg:summaryOf ?v ;
           kg:thingCount ?n } }""",
    ),
}


def quads(given_: dict[str, set[tuple[int, int]]]) -> bytes:
    def thing(number: int) -> str:
        return f"<http://a.example/id/entity/{number}>"

    def record(number: int) -> str:
        return f"<http://a.example/id/record/{number}>"

    def lines() -> Iterator[str]:
        for number in range(6):
            yield f"{thing(number)} a kg:Entity , rico:{KINDS[number % 3]} ."
        for number in range(10):
            yield f"{record(number)} a rico:Record{'Set' if number > 5 else ''} ."
        for number in range(2):
            yield f"<http://a.example/id/archive/{number}> a schema:ArchiveOrganization ."
        yield from (f"{record(a)} kg:mentions {thing(b)} ." for a, b in given_["mentions"])
        yield from (f"{record(a)} rico:hasOrHadHolder <http://a.example/id/archive/{b}> ." for a, b in given_["held"])
        yield from (f"{record(a)} rico:isOrWasIncludedIn {record(b)} ." for a, b in given_["within"])
        yield from (f"{record(a)} rico:hasOrHadSubject {thing(b)} ." for a, b in given_["subjects"])
        for a, b in given_["created"]:
            yield f"{record(a)} rico:hasCreationDate <http://a.example/id/date/{b}> ."
            yield f'<http://a.example/id/date/{b}> rico:beginningDate "190{b // 2}-0{b + 1}-01"^^xsd:date .'

    import pyoxigraph as ox

    text = PREFIXES + " ".join(lines())
    triples = ox.parse(input=text.encode(), format=ox.RdfFormat.TURTLE)
    return "".join(f"{t.triple} <{SOURCE}> .\n" for t in triples).encode()


def rows(store: OxigraphStore, query: str) -> list[tuple[str, ...]]:
    return sorted(tuple(row[name] for name in sorted(row)) for row in store.select(PREFIXES + query))


@given(facts)
@settings(max_examples=6, deadline=None)
def test_any_graph(given_: dict[str, set[tuple[int, int]]]) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "store"
        store = OxigraphStore(path)
        store.replace_graphs([SOURCE], quads(given_))
        before = rows(store, "SELECT ?s ?p ?o { ?s ?p ?o }")
        store.flush()
        del store
        made = add_summaries(path, {}, IRIS, GraphTexts(path.with_name("texts.sqlite")))
        store = OxigraphStore(path, read_only=True)
        for name, (plain, summary) in QUESTIONS.items():
            graph = IRIS.graph(f"summary/{name.partition(',')[0]}")
            assert rows(store, summary.replace("GRAPH>", f"{graph}>")) == rows(store, plain), name
        assert rows(store, "SELECT ?s ?p ?o { ?s ?p ?o }") == before
        assert store.is_merged()
        for name, hashed in made.items():
            assert len(store.graph_lines(name)) == hashed.triples
        table = Path(folder) / "together"
        write_together(table, store, IRIS)
        asked = rows(store, QUESTIONS["co-mentions"][0])
        for here in {row[0] for row in asked}:
            beside = sorted(((b, int(n)) for a, b, n in asked if a == here), key=lambda row: (-row[1], row[0]))
            persons = [row for row in beside if int(row[0][-1]) % 3 == 0]
            assert named_together(table, here) == beside
            assert named_together(table, here, kind="person", limit=1) == persons[:1]
        assert {graph.name: graph.sha256 for graph in summaries(store, IRIS)} == {
            name: hashed.sha256 for name, hashed in made.items()
        }


def test_records_that_name_too_many_are_left_out_and_said_to_be(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(co_mentions, "MOST", 2)
    store = OxigraphStore(tmp_path / "store")
    mentions = {(0, each) for each in (0, 1, 3)} | {(1, each) for each in (0, 1, 2, 5)}
    nothing: dict[str, set[tuple[int, int]]] = {key: set() for key in ("held", "within", "created", "subjects")}
    store.replace_graphs([SOURCE], quads(nothing | {"mentions": mentions}))
    lines = next(graph.lines for graph in summaries(store, IRIS) if graph.name.endswith("co-mentions"))
    left = [line for line in lines if "leavesOut" in line]
    assert len(left) == 1
    assert "/id/record/0>" in left[0]
    pairs = [{line.split()[2] for line in lines if "pairOf" in line}]
    assert pairs == [{f"<http://a.example/id/entity/{each}>" for each in (0, 1)}]


def test_they_are_part_of_an_edition_and_of_no_count_of_statements(edition_workspace: Path) -> None:
    edition: Edition = open_workspace(edition_workspace).current_edition()
    graphs = {name.rpartition("/")[2] for name in edition.manifest["graphs"] if "/graph/summary/" in name}
    assert graphs == set(SUMMARIES) == set(TITLES)
    told = describe(edition)
    assert all(f"<{edition.base}/graph/summary/{name}> <http://rdfs.org/ns/void#triples> " in told for name in graphs)
    assert not list(verify(edition))
    store = OxigraphStore(edition.store_path, read_only=True)
    assert store.is_merged()
    counted = next(store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))["n"]
    assert int(counted) == sum(edition.counts["properties"].values())
    assert not list(store.select(f"SELECT ?s {{ ?s a <{edition.vocabulary}Summary> }}"))
