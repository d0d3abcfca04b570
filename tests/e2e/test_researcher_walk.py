"""The walk of a researcher in a notebook, step by step, through the package as it is installed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from graph_workspace import sunqar

from kg import open_graph
from kg.client import QueryRejected
from kg.client.graph import Graph
from kg.demo.notebooks import notebooks

YEARS = """SELECT ?year (COUNT(DISTINCT ?r) AS ?records) {
  ?r a rico:Record ; rico:hasCreationDate/rico:beginningDate ?day BIND(YEAR(?day) AS ?year)
} GROUP BY ?year ORDER BY ?year ?records"""


@pytest.fixture(scope="module")
def g(small_demo: Path) -> Iterator[Graph]:
    before = os.environ.get("SUNQAR_DEMO")
    os.environ["SUNQAR_DEMO"] = str(small_demo)
    with open_graph("demo") as opened:
        yield opened
    if before is None:
        del os.environ["SUNQAR_DEMO"]
    else:
        os.environ["SUNQAR_DEMO"] = before


def test_the_command_brings_the_notebooks_and_leaves_what_is_there(
    g: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = notebooks()[0].name
    (tmp_path / first).write_text("mine", "utf-8")
    sunqar("demo", "notebook", tmp_path)
    assert len(notebooks(tmp_path)) == 8
    assert (tmp_path / first).read_text("utf-8") == "mine"
    assert (tmp_path / "judged-mentions.csv").is_file()
    refused = sunqar("demo", "notebook", tmp_path, "--run", "9", expect=2)
    assert "DEMO006" in refused.stderr


def test_a_table_has_types_and_the_ready_questions_run(g: Graph) -> None:
    years = g.sparql(YEARS)
    assert str(years["year"].dtype) == "Int64"
    assert years["records"].sum() > 30
    days = g.sparql("SELECT ?day { ?r rico:hasCreationDate/rico:beginningDate ?day } ORDER BY ?day LIMIT 5")
    assert pd.api.types.is_datetime64_any_dtype(days["day"])
    named = g.sparql("SELECT ?name { ?p a rico:Person, kg:Entity ; skos:prefLabel ?name } ORDER BY ?name")
    assert {"ar", "en", "kk", "ru"} <= set(named["name_lang"])
    assert "persons-in-both-archives" in set(g.examples()["id"])
    assert len(g.example("persons-in-both-archives")) > 0


def test_a_name_is_found_in_its_language(g: Graph) -> None:
    hits = g.search("Касым", lang="ru")
    assert any("Tokayev" in str(name) or "Токаев" in str(name) for name in hits["name"])


def test_a_record_shows_the_words_inline(g: Graph) -> None:
    record = g.record("QNA-D/2/1/2")
    (evidence,) = record.evidence(limit=1)
    assert evidence.quote in record.text
    assert f"<mark>{evidence.quote}</mark>" in evidence._repr_html_()


def test_networks_charts_and_maps_need_nothing_from_outside(g: Graph) -> None:
    network = g.network(kind="together").to_networkx()
    assert network.number_of_edges() > 0
    assert g.network(kind="correspondence").to_networkx().number_of_edges() == 0
    for shown in (g.timeline(), g.map(kind="places")):
        bundle = shown._repr_mimebundle_()
        assert any("vegalite" in kind for kind in bundle)
        assert "https://cdn" not in str(bundle)


def test_a_bad_query_gives_a_place_and_no_trace(g: Graph) -> None:
    with pytest.raises(QueryRejected) as caught:
        g.sparql("SELECT ?a WHERE { ?a ?b }")
    lines = caught.value._render_traceback_()
    assert len(lines) < 8
    assert "line 1" in "\n".join(lines)
    assert "Traceback" not in "\n".join(lines)


def test_the_network_goes_on_to_gephi_and_the_end_is_a_citation(g: Graph, tmp_path: Path) -> None:
    path = g.export(tmp_path / "edges.gexf", frame=g.network(kind="together"))
    assert nx.read_gexf(path).number_of_edges() > 0
    assert g.edition.hash in g.cite()
