"""A run that was stopped while it loaded a new version of a document: the ledger's version is put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.ledger import FileResult, Ledger
from kg.mending import mend
from kg.rdf.graph import graph_sha256
from kg.store.oxigraph import OxigraphStore

GRAPH = "https://a.example/graph/source/1"
OLD = [f'<x:s> <x:p> "{n}" <{GRAPH}> .\n' for n in ("both", "old")]
NEW = [f'<x:s> <x:p> "{n}" <{GRAPH}> .\n' for n in ("both", "new")]


@pytest.fixture
def opened(tmp_path: Path) -> tuple[Ledger, OxigraphStore]:
    ledger, store = Ledger(tmp_path / "ledger.sqlite"), OxigraphStore(tmp_path / "store")
    text = "".join(OLD).encode()
    store.replace_graphs((GRAPH,), text)
    ledger.texts.keep([(graph_sha256(OLD), text)])
    ledger.record(0, [(_result("a", OLD), ())])
    return ledger, store


def _result(sha256: str, lines: list[str]) -> FileResult:
    return FileResult("q", sha256, "/a.xml", "mark", "tei", GRAPH, graph_sha256(lines), 1, 0, len(lines))


@pytest.mark.parametrize("stopped", ["before", "removed", "named", "loaded"])
def test_the_version_of_the_ledger_is_put_back(
    opened: tuple[Ledger, OxigraphStore], stopped: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, store = opened
    ledger.replacing({GRAPH: graph_sha256(NEW)})
    if stopped == "removed":
        store.replace_graphs((GRAPH,), b"")
    elif stopped != "before":
        with monkeypatch.context() as patch:
            if stopped == "named":  # the second of the two loads, into the default graph, takes nothing
                patch.setattr("kg.store.oxigraph._triples", lambda _: b"")
            store.replace_graphs((GRAPH,), "".join(NEW).encode())
    assert mend(ledger, store) == (GRAPH,)
    assert store.graph_lines(GRAPH) == OLD
    assert store.is_merged()
    assert mend(ledger, store) == ()


def test_a_finished_replacement_stays(opened: tuple[Ledger, OxigraphStore]) -> None:
    ledger, store = opened
    ledger.replacing({GRAPH: graph_sha256(NEW), "https://a.example/graph/source/2": "0" * 64})
    store.replace_graphs((GRAPH,), "".join(NEW).encode())
    ledger.record(0, [(_result("b", NEW), ())])
    assert mend(ledger, store) == ()
    assert store.graph_lines(GRAPH) == sorted(NEW)


def test_without_its_text_it_is_read_again(opened: tuple[Ledger, OxigraphStore]) -> None:
    ledger, store = opened
    ledger.replacing({GRAPH: graph_sha256(NEW)})
    store.replace_graphs((GRAPH,), "".join(NEW).encode())
    ledger.texts.sweep(())
    assert mend(ledger, store) == (GRAPH,)
    assert ledger.done("mark") == {}
    assert ledger.graphs() == {}
    assert store.graph_sizes() == {}
    assert store.is_merged()
