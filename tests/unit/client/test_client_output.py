"""What leaves the client: pages of notebooks, charts, files, citations."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from endpoint_edition import EVIL_NAME, EVIL_TITLE

from kg import open_graph
from kg.client import BadRequest, Graph
from kg.client.crop import _cut

pandas = pytest.importorskip("pandas")
networkx = pytest.importorskip("networkx")
pytest.importorskip("altair")


@pytest.fixture(scope="module")
def graph(edition_workspace: Path) -> Iterator[Graph]:
    with open_graph(edition_workspace) as opened:
        yield opened


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_names_and_titles_cannot_become_markup(graph: Graph) -> None:
    record = graph.record("EVIL/1")
    assert record.title == EVIL_TITLE
    shown = [record._repr_html_(), record.evidence(3)._repr_html_(), graph.entity(EVIL_NAME)._repr_html_()]
    shown += [one._repr_html_() for one in graph.paths(EVIL_NAME, "Doha")]
    shown += [graph.network(about=EVIL_NAME)._repr_html_()]
    for page in shown:
        parser = _Tags()
        parser.feed(page)
        assert not {tag for tag, _ in parser.found} & {"script", "b", "iframe"}
        assert not any(name.startswith("on") for _, attrs in parser.found for name in attrs)
        assert "\u202e" not in page
    assert 'dir="rtl"' in graph.entity("Doha")._repr_html_()


def test_charts_ask_nobody(graph: Graph) -> None:
    for shown in (graph.timeline(), graph.map(), graph.map("events"), graph.network(), graph.network("relations")):
        bundle = shown._repr_mimebundle_()
        kinds = [kind for kind in bundle if kind != "text/plain"]
        assert all(re.fullmatch(r"application/vnd\.vegalite\.v\d+\+json", kind) for kind in kinds)
        for kind in kinds:
            spec = bundle[kind]
            assert isinstance(spec, dict)
            assert '"url"' not in json.dumps(spec)
            assert spec["title"]
    import altair

    assert altair.renderers.active == "sunqar"


def test_tables_as_files_keep_types_and_are_no_formulas(graph: Graph, tmp_path: Path) -> None:
    frame = graph.sparql("SELECT ('=1+1' AS ?a) (5 AS ?n) ('Қазақстан'@kk AS ?k) {}")
    written = graph.export(tmp_path / "x.csv", frame=frame).read_bytes()
    assert written.decode("utf-8") == "\ufeffa,n,k,k_lang\r\n'=1+1,5,Қазақстан,kk\r\n"
    graph.export(tmp_path / "x.parquet", frame=frame)
    again = pandas.read_parquet(tmp_path / "x.parquet")
    assert again.attrs == frame.attrs
    assert [str(kind) for kind in again.dtypes] == [str(kind) for kind in frame.dtypes]
    graph.export(tmp_path / "x.json", frame=frame)
    assert json.loads((tmp_path / "x.json").read_text("utf-8"))[0]["k"] == "Қазақстан"
    graph.export(tmp_path / "x.ttl", query="CONSTRUCT WHERE { ?s a rico:Person, kg:Entity ; rdfs:label ?name }")
    assert "rico:Person" in (tmp_path / "x.ttl").read_text("utf-8")
    assert frame["a"][0] == "=1+1", "the table itself stays as it was"


def test_networks_as_files_are_read_by_others_and_always_the_same(graph: Graph, tmp_path: Path) -> None:
    made = graph.network("together", limit=40)
    for suffix, read in ((".gexf", networkx.read_gexf), (".graphml", networkx.read_graphml)):
        one, other = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
        made.export(one)
        graph.export(other, frame=graph.network("together", limit=40))
        assert one.read_bytes() == other.read_bytes()
        found = read(one)
        assert (len(found), found.number_of_edges()) == (len(made.nodes), len(made.edges))
        assert {data["label"] for _, data in found.nodes(data=True)} == set(made.nodes["name"])
    relations = graph.network("relations").export(tmp_path / "r.graphml")
    assert networkx.read_graphml(relations).is_directed()
    pairs = graph.sparql("SELECT ?source ?target { ?source rico:isOrWasLeaderOf ?target } ORDER BY ?source ?target")
    graph.export(tmp_path / "q.gexf", frame=pairs)


@pytest.mark.parametrize(
    ("name", "query", "message"),
    [
        ("x.xlsx", "SELECT * { ?s a rico:Person }", "no format"),
        ("x.ttl", "SELECT * { ?s a rico:Person }", "holds a graph"),
        ("x.csv", "ASK {}", "no table"),
        ("x.gexf", "SELECT * { ?s a rico:Person }", "source and target"),
    ],
)
def test_what_does_not_fit_a_format(graph: Graph, tmp_path: Path, name: str, query: str, message: str) -> None:
    with pytest.raises(BadRequest, match=message):
        graph.export(tmp_path / name, query=query)
    assert not (tmp_path / name).exists()


def test_numbers_of_a_network_are_those_of_the_records(graph: Graph) -> None:
    edge = graph.network("together", limit=1).edges.iloc[0]
    both = graph.sparql(
        "SELECT (COUNT(DISTINCT ?r) AS ?n) { ?r kg:mentions ?a , ?b }",
        bindings={"a": edge["source"], "b": edge["target"]},
    )
    assert both["n"][0] == edge["weight"]
    dated = graph.sparql(
        "SELECT (COUNT(DISTINCT ?r) AS ?n) { ?r a rico:Record ; rico:hasCreationDate/rico:beginningDate ?d }"
    )
    for made in (graph.timeline(), graph.timeline(by="decade")):
        assert made.frame["records"].sum() == dated["n"][0]


def test_a_crop_shows_the_words_with_a_frame() -> None:
    image = pytest.importorskip("PIL.Image")
    page = image.new("RGB", (1000, 1400), "white")
    page.paste("black", (200, 300, 300, 340))
    data = io.BytesIO()
    page.save(data, "PNG")
    # The graph knows the page in twice as many pixels as the copy has.
    cut = _cut(data.getvalue(), (2000, 2800), [(400, 600, 200, 80)])
    made = image.open(io.BytesIO(cut))
    assert made.format == "PNG"
    colours = {colour for _, colour in made.getcolors(maxcolors=1000)}
    assert {(0, 0, 0), (255, 255, 255), (214, 120, 0)} <= colours
    assert 100 < made.width < 500
    assert cut == _cut(data.getvalue(), (2000, 2800), [(400, 600, 200, 80)])


def test_parameters_of_every_example_can_be_set(graph: Graph) -> None:
    from kg.client.examples import filled, parameters

    rows = graph.examples()
    assert rows["id"].is_unique
    some = [(row["id"], row["query"], row["parameters"]) for row in rows.to_dict("records") if row["parameters"]]
    assert some
    for _, query, known in some:
        changed = filled(query, {name: ("other", "en") for name in known})
        assert parameters(changed).keys() == known.keys()
        assert changed.count("other") >= len(known)
    with pytest.raises(BadRequest, match="no parameter 'nope'"):
        graph.example(some[0][0], nope=1)
