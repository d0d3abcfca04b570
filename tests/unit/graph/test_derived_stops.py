"""A graph whose rebuilding stopped halfway is whole after the next one, in its own name and in the union."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.derived import rebuild
from kg.ledger import Ledger
from kg.rdf.graph import named_graph
from kg.store.oxigraph import OxigraphStore

NAME = "http://e/graph/derived"


class Killed(BaseException):
    """Stands for the end of the process."""


class Engine:
    """The engine of a store, which ends the process at the n-th load."""

    def __init__(self, engine: ox.Store, loads: int) -> None:
        self._engine, self._left = engine, loads

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)

    def bulk_load(self, **given: object) -> None:
        if self._left == 0:
            raise Killed
        self._left -= 1
        self._engine.bulk_load(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize("loads", [0, 1])
def test_stopped_and_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loads: int) -> None:
    graph = named_graph(NAME, {f"<http://e/s{n}> <http://e/p> <http://e/o>" for n in range(3)})
    store = OxigraphStore(tmp_path / "store")
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        with monkeypatch.context() as patch:
            patch.setattr(store, "_store", Engine(store._store, loads))
            with pytest.raises(Killed):
                rebuild(ledger, store, graph)
        assert ledger.graphs()[NAME] == (None, 0)
        rebuild(ledger, store, graph)
        assert store.is_merged()
        assert store.graph_lines(NAME) == list(graph.lines)
        assert ledger.graphs()[NAME] == (graph.sha256, 3)
