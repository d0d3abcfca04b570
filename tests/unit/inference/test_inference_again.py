"""Graphs that follow a change are those of a store in which everything was inferred at once, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from inference_support import IRIS
from test_inference_follows import LINKS
from test_inference_rules import CLASSES, PROPERTIES

from kg.derived import rebuild
from kg.inference import again, infer, inferred_graphs
from kg.inference.again import infer_change
from kg.ledger import Ledger
from kg.rdf.graph import TYPE, named_graph
from kg.store.oxigraph import OxigraphStore
from ontology.terms import RICO

GRAPHS = [*(IRIS.graph(f"source/{number}") for number in range(3)), IRIS.graph("resolved")]
LINKED = IRIS.graph("links")
NODES = 100


class _World:
    """A ledger and a store, and statements that can be changed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = Random(seed)
        self.folder = folder / "kept"
        self.ledger = Ledger(folder / "ledger.sqlite")
        self.store = OxigraphStore(folder / "store")
        self.stated: dict[str, set[str]] = {name: {self._triple() for _ in range(70)} for name in GRAPHS}
        for name in GRAPHS:
            self.write(name)

    def write(self, name: str) -> None:
        rebuild(self.ledger, self.store, named_graph(name, self.stated[name]))

    def change(self) -> None:
        """Some triples go, come, or move between graphs; now and then a graph comes or goes."""
        name, other = self.random.sample(GRAPHS, 2)
        lines = self.stated[name]
        left = self.random.sample(sorted(lines), min(len(lines), self.random.randrange(4)))
        self.stated[name] = (lines - set(left)) | {self._triple(new=True) for _ in range(self.random.randrange(4))}
        if self.random.random() < 0.5:
            self.stated[other] |= set(left)
        for each in (name, other):
            self.write(each)

    def _triple(self, new: bool = False) -> str:
        random = self.random
        one, other = (f"<http://e/id/{random.randrange(NODES + 9 * new)}>" for _ in range(2))
        if random.random() < 0.3:
            return f"{one} <{TYPE}> <{RICO[random.choice(CLASSES)]}>"
        return f"{one} <{RICO[random.choice(LINKS * 2 + PROPERTIES)]}> {other}"

    def inferred(self) -> dict[str, tuple[str | None, int]]:
        found = {name: each for name, each in self.ledger.graphs().items() if "/inferred/" in name}
        for name, (_, size) in found.items():
            assert len(self.store.graph_lines(name)) == size
        return found

    def anew(self) -> dict[str, tuple[str | None, int]]:
        graphs = [graph for _, graph in inferred_graphs(self.store, IRIS)]
        for graph in graphs:
            assert tuple(self.store.graph_lines(graph.name)) == graph.lines
        return {graph.name: (graph.sha256, len(graph.lines)) for graph in graphs}


@pytest.fixture
def world(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[_World]:
    made = _World(tmp_path, getattr(request, "param", 1))
    with made.ledger:
        yield made


@pytest.mark.parametrize("world", [1, 2], indirect=True)
def test_a_random_walk_leaves_what_a_run_over_everything_would(world: _World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again, "EACH", 1)  # in so small a world every change is a large one
    counts = infer(world.ledger, world.store, IRIS, world.folder)
    assert sum(counts.values()) > 500
    for step in range(5):
        world.change()
        followed = infer_change(world.ledger, world.store, IRIS, world.folder)
        assert followed is not None, step
        assert world.inferred() == world.anew(), step
        assert list(followed.values()) == [size for _, size in world.anew().values()]
    assert world.store.is_merged()


def test_what_only_suggests_changes_nothing(world: _World) -> None:
    infer(world.ledger, world.store, IRIS, world.folder)
    before = world.inferred()
    rebuild(world.ledger, world.store, named_graph(LINKED, [f"<http://e/id/1> <{RICO.hasChild}> <http://e/id/2>"]))
    assert infer_change(world.ledger, world.store, IRIS, world.folder) is not None
    assert world.inferred() == before


@pytest.mark.parametrize("lost", ["folder", "arrays", "texts", "stopped", "cut", "flipped"])
def test_whatever_is_lost_beside_the_store_the_graphs_are_the_same(world: _World, lost: str) -> None:
    infer(world.ledger, world.store, IRIS, world.folder)
    world.change()
    if lost == "folder":
        for path in world.folder.iterdir():
            path.unlink()
    elif lost == "arrays":
        (world.folder / lost).unlink()
    elif lost == "cut":
        whole = (world.folder / "names").read_bytes()
        (world.folder / "names").write_bytes(whole[: len(whole) // 2])
    elif lost == "flipped":
        whole = bytearray((world.folder / "arrays").read_bytes())
        whole[len(whole) // 2] ^= 1
        (world.folder / "arrays").write_bytes(whole)
    elif lost == "texts":
        world.ledger.texts.path.unlink()
    else:
        world.ledger.derived_begins(IRIS.graph("inferred/properties"))
    assert infer_change(world.ledger, world.store, IRIS, world.folder) is None
    infer(world.ledger, world.store, IRIS, world.folder)
    assert world.inferred() == world.anew()


@pytest.mark.parametrize("loads", [0, 2])
def test_a_run_that_is_stopped_is_made_good_by_the_next(
    world: _World, monkeypatch: pytest.MonkeyPatch, loads: int
) -> None:
    infer(world.ledger, world.store, IRIS, world.folder)
    world.change()
    load, left = world.store._load, [loads]

    def stopping(nquads: bytes) -> None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        load(nquads)

    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(world.store, "_load", stopping)
        patch.setattr(again, "EACH", 1)
        infer(world.ledger, world.store, IRIS, world.folder)
    infer(world.ledger, world.store, IRIS, world.folder)
    assert world.inferred() == world.anew()
    assert world.store.is_merged()
