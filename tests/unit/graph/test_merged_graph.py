"""The default graph holds what the named graphs hold, once, whatever is loaded, replaced or rebuilt."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.store.oxigraph import OxigraphStore

GRAPHS = ("http://e/g1", "http://e/g2", "http://e/g3")
CONTENT = st.frozensets(st.integers(0, 5), max_size=5)
STEPS = st.lists(st.tuples(st.sampled_from(("replace", "rebuild")), st.sampled_from(GRAPHS), CONTENT), max_size=12)


def lines(graph: str, numbers: frozenset[int]) -> list[str]:
    return sorted(f'<http://e/s{n}> <http://e/p> "<{n}> .\\n <x>" <{graph}> .\n' for n in numbers)


@given(STEPS)
@settings(max_examples=60, deadline=None)
def test_any_steps(steps: list[tuple[str, str, frozenset[int]]]) -> None:
    from tempfile import TemporaryDirectory

    held: dict[str, frozenset[int]] = {}
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = OxigraphStore(Path(folder) / "store")
        for step, graph, numbers in steps:
            held[graph] = numbers
            if step == "replace":
                store.replace_graphs([graph], "".join(lines(graph, numbers)).encode())
            else:
                store.rebuild_graph(graph, lines(graph, numbers))
            assert store.is_merged()
        (row,) = store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert int(row["n"]) == len(frozenset().union(*held.values()))
        for graph, numbers in held.items():
            assert store.graph_lines(graph) == lines(graph, numbers)


def test_a_graph_in_several_lumps_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.oxigraph.LUMP", 2)
    store = OxigraphStore(tmp_path / "store")
    for numbers in (frozenset(range(5)), frozenset(range(3, 10))):
        store.rebuild_graph(GRAPHS[0], lines(GRAPHS[0], numbers))
        assert store.graph_lines(GRAPHS[0]) == lines(GRAPHS[0], numbers)
        assert store.is_merged()


def test_a_store_from_before_is_merged_once(tmp_path: Path) -> None:
    engine = ox.Store(str(tmp_path / "store"))
    for graph in GRAPHS:
        engine.bulk_load(input="".join(lines(graph, frozenset((1, 2)))).encode(), format=ox.RdfFormat.N_QUADS)
    engine.flush()
    del engine
    store = OxigraphStore(tmp_path / "store")
    assert not store.is_merged()
    store.merge()
    assert store.is_merged()
    assert [row["n"] for row in store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")] == ["2"]
