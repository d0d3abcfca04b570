"""Every example query on the corpus that comes with Sunqar: not empty, and a fact of the documents among the rows."""

from __future__ import annotations

import tomllib

import pyoxigraph as ox
import pytest
from graph_workspace import REPO, ingest_own, make_workspace, sunqar

from ontology.example_queries import ExampleQuery, example_queries

BASE = "http://127.0.0.1:8010"
ALL = example_queries(vocabulary=f"{BASE}/def#", base=BASE)
# Those that ask a service need the endpoint: tests/unit/services/test_own_services.py.
EXAMPLES = [each for each in ALL if "SERVICE" not in each.sparql]
ANSWERS = tomllib.loads((REPO / "tests" / "unit" / "examples" / "answers.toml").read_text("utf-8"))
LETTERS = {each.key for each in EXAMPLES if each.group == "correspondence"}
"""The corpus holds no letters: tests/unit/examples/test_correspondence.py."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    workspace = make_workspace(tmp_path_factory.mktemp("examples") / "w")
    ingest_own(workspace)
    for step in ("link", "infer"):
        sunqar(step, "--workspace", workspace)
    return ox.Store.read_only(str(workspace / "work" / "store"))


def test_every_example_has_an_answer_to_be_checked() -> None:
    assert set(ANSWERS) == {each.key for each in EXAMPLES} - LETTERS


@pytest.mark.parametrize("example", [each for each in EXAMPLES if each.key not in LETTERS], ids=lambda each: each.key)
def test_an_example_finds_what_the_documents_say(store: ox.Store, example: ExampleQuery) -> None:
    rows = [[term.value for term in row if term is not None] for row in store.query(example.sparql)]
    wanted = ANSWERS[example.key]["row"]
    found = [row for row in rows if all(any(words in cell for cell in row) for words in wanted)]
    assert found, (wanted, len(rows), rows[:5])
