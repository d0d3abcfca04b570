"""An edition that conformed lets the next one be validated by its difference; findings say file and line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from validation_support import BASE, DATA, VOCABULARY, good_quads

from kg import changes
from kg.changes import changes_since, shapes_sha256
from kg.edition import Edition
from kg.gate import check_shapes, hash_graphs
from kg.shacl.origin import line_of
from kg.store.oxigraph import OxigraphStore
from kg.validation import own_shapes
from ontology.files import graph_files, text

SHAPES = own_shapes(VOCABULARY, BASE)
ASKED = shapes_sha256(SHAPES)
LETTER = f"<{DATA}id/letter>"


def store(path: Path, lines: list[str]) -> Path:
    """A store on disk with these quads and our vocabularies."""
    from kg.store.parsing import turtle_lines

    graph = f" <{BASE}/graph/ontology> .\n"
    own = [
        line + graph
        for name in graph_files()
        for line in turtle_lines(text(name, vocabulary=VOCABULARY, base=BASE), BASE)
    ]
    made = OxigraphStore(path)
    made.replace_graphs((), "".join(sorted({*lines, *own})).encode())
    made.flush()
    return path


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    folder = tmp_path_factory.mktemp("edition")
    path = store(folder / "store", good_quads())
    graphs = {
        name: {"sha256": each.sha256, "triples": each.triples}
        for name, each in hash_graphs(path, sorted(OxigraphStore(path, read_only=True).graph_names()), jobs=1).items()
    }
    return Edition(folder, {"graphs": graphs, "shapes": ASKED, "number": 1})


@pytest.fixture(scope="module")
def later(tmp_path_factory):
    """The same without the holder of the letter."""
    lines = [line for line in good_quads() if not (line.startswith(LETTER) and "hasOrHadHolder" in line)]
    path = store(tmp_path_factory.mktemp("later") / "store", lines)
    return path, hash_graphs(path, sorted(OxigraphStore(path, read_only=True).graph_names()), jobs=1)


def test_only_what_changed_is_looked_at_and_the_fault_is_found(edition, later, tmp_path):
    path, graphs = later
    found = changes_since(edition, path, graphs, ASKED)
    assert found is not None
    assert found.nodes == {LETTER}
    assert {end for _, end in found.ends} == {f"<{DATA}id/qna>"}
    assert not found.typed
    source = tmp_path / "vol1.xml"
    source.write_text("<volume>\n <div xml:id='d1'>…</div>\n</volume>\n")
    report = check_shapes(path, SHAPES, jobs=1, changes=found, file_of=lambda graph: str(source))
    (finding,) = report.findings
    assert finding.sentences() == [f"record vol1/d1 has no holder [{source}:2]"]
    assert finding.as_dict()["examples"][0]["line"] == 2
    whole = check_shapes(path, SHAPES, jobs=1, file_of=lambda graph: "")
    assert whole.findings == tuple(
        replace(each, examples=tuple(replace(example, source="vol1", line=0) for example in each.examples))
        for each in report.findings
    )


def test_everything_is_looked_at_where_the_edition_says_nothing(edition, later, monkeypatch):
    path, graphs = later
    assert changes_since(None, path, graphs, ASKED) is None
    assert changes_since(edition, path, graphs, shapes_sha256(SHAPES[1:])) is None
    monkeypatch.setattr(changes, "FEWEST", 0)
    monkeypatch.setattr(changes, "SHARE", 1 << 40)
    assert changes_since(edition, path, graphs, ASKED) is None


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["vol1/d35"], 2),
        (["nothing", "Doha  in\n1916"], 3),
        (["d3"], 0),
        (["fonds#d35"], 2),
        ([""], 0),
    ],
)
def test_the_line_that_names_a_thing(words, line):
    assert line_of('<a>\n <div xml:id="d35">\n From Doha\nin 1916, old35 d359', words) == line
