"""The 25 competency questions have answers on the sample graph, once what follows from it is there."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from graph_workspace import SHARED
from inference_support import add_inferred

from kg.iri import Iris
from kg.store.oxigraph import OxigraphStore

SAMPLE, QUESTIONS = SHARED / "rico" / "sample.trig", SHARED / "rico" / "competency_queries.rq"
IRIS = Iris("https://data.example.org", "https://data.example.org/def#")

pytestmark = pytest.mark.skipif(not SAMPLE.exists(), reason="the sample graph is not here")


def _questions() -> dict[str, str]:
    text = QUESTIONS.read_text("utf-8")
    head = "\n".join(line for line in text.splitlines() if line.startswith("PREFIX"))
    found = re.findall(r"^# (CQ\d+)[^\n]*\n((?:[^#\n][^\n]*\n?)+)", text, re.MULTILINE)
    return {number: f"{head}\n{query}" for number, query in found}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> OxigraphStore:
    made = OxigraphStore(tmp_path_factory.mktemp("competency") / "store")
    quads = ox.parse(path=SAMPLE, format=ox.RdfFormat.TRIG)
    lines = sorted({f"{quad.subject} {quad.predicate} {quad.object} {quad.graph_name} .\n" for quad in quads})
    assert not any("_:" in line for line in lines)
    made.replace_graphs((), "".join(lines).encode())
    add_inferred(made, IRIS)
    return made


def test_all_questions_are_there() -> None:
    assert len(_questions()) == 25


@pytest.mark.parametrize("number", sorted(_questions()) if QUESTIONS.exists() else [])
def test_a_question_has_answers(store: OxigraphStore, number: str) -> None:
    assert list(store.select(_questions()[number]))


def test_neighbours_of_a_person_are_agents_only(store: OxigraphStore) -> None:
    rows = store.select(_questions()["CQ14"])
    assert {row["y"].rsplit("/", 1)[1] for row in rows} == {"gov", "p9"}
