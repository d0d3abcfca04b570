"""Linking after a change is linking from the start: same judgements, same graphs, whatever was kept before."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from pathlib import Path

import pytest
from changing_world import Memory

from kg.iri import Iris
from kg.ledger import FileResult, Ledger
from kg.linking import link
from kg.rdf.facts import Facts
from kg.rdf.graph import graph_sha256
from kg.rdf.mapper import LocalEntity
from kg.resolve.judgements import judge
from kg.resolve.log import append, live
from kg.resolve.spilled import SpilledGraph
from kg.store.texts import GraphTexts
from kg.workspace import Workspace, init_workspace, open_workspace

NAMES = [
    ("PERSON", name)
    for name in (
        "Henry Kissinger", "Kissinger", "H. Kissinger", "Генри Киссинджер", "Richard Nixon", "Nixon", "Patricia Nixon",
        "Robert B. Hill", "Robert C. Hill", "Hill", "John Foster Dulles", "Allen Dulles", "Dulles", "Mr. Dulles",
    )
] + [
    ("PLACE", name) for name in ("Doha", "Almaty", "Georgia", "Washington", "Tripoli", "Beirut")
] + [("ORG", name) for name in ("Ministry of Oil", "Ministry of the Oil", "Central Bank", "OPEC")]  # fmt: skip
KEPT = ("linked", "comparison", "slim_score", "shown", "shown_by")


class Sources:
    """Documents that come and go in a ledger, with what they state in a store."""

    def __init__(self, folder: Path, workspace: Workspace) -> None:
        self.workspace, self.iris = workspace, workspace.iris
        self.ledger = Ledger(folder / "ledger.sqlite", GraphTexts(folder / "texts.sqlite"))
        self.store = Memory(frozenset())
        self.run = self.ledger.start_run("test", "0")

    def put(self, document: int, chance: random.Random | None) -> None:
        """A document with some names; without any where chance is None."""
        graph = self.iris.graph(f"source/{document}")
        chosen = chance.sample(NAMES, chance.randint(2, 7)) if chance else []
        entities = tuple(_entity(self.iris, document, label, name, chance) for label, name in chosen if chance)
        record = self.iris.record("a", str(document))
        lines = sorted(f"<{record}> <{self.iris.own('mentions')}> <{e.iri}> <{graph}> .\n" for e in entities)
        digest = sha256("".join(lines).encode()).hexdigest()
        result = FileResult("a", digest, f"d{document}", "f", "r", graph, digest, 1, len(entities), len(lines))
        self.ledger.record(self.run, [(result, entities)])
        self.store.replace_graphs((graph,), "".join(lines).encode())

    def decide(self, chance: random.Random) -> None:
        """A person overrules one of the machine's judgements."""
        found = [j for j in live(self.ledger.db) if not j.by_person]
        if found:
            one = chance.choice(found)
            with self.ledger.db:
                append(self.ledger.db, [judge(*one.pair, chance.choice(("SAME", "DIFFERENT")), "p", 1.0, actor="A")])

    def link(self) -> dict[str, tuple[str | None, int]]:
        """The graphs that linking made, checked against the store."""
        link(self.ledger, self.store, self.workspace)
        made = {name: (digest, size) for name, digest, size in self.ledger.db.execute("SELECT * FROM derived")}
        for name, (digest, size) in made.items():
            lines = self.store.graph_lines(name)
            assert (graph_sha256(lines), len(lines)) == (digest, size), name
        assert self.store.is_merged()
        return made


def _entity(iris: Iris, document: int, label: str, name: str, chance: random.Random) -> LocalEntity:
    year = 1950 + document % 3 * 20
    facts = Facts(active=(year, year), roles=chance.choice(((), ("Secretary of State",))), first=chance.randint(0, 900))
    iri = iris.local("a", f"{document}/{label}/{name}")
    return LocalEntity(iri, label, name, "en", name.casefold(), (), str(document), None, False, facts)  # type: ignore[arg-type]


def _anew(sources: Sources, folder: Path) -> Sources:
    """The same ledger and history with nothing kept, and a store that holds the sources alone."""
    folder.mkdir()
    with sqlite3.connect(folder / "ledger.sqlite") as copy:
        sources.ledger.db.backup(copy)
        for table in KEPT:
            copy.execute(f"DROP TABLE IF EXISTS {table}")
        copy.execute("DELETE FROM derived")
    copy.close()
    fresh = Sources(folder, sources.workspace)
    stated = (name for name in sources.store.graph_names() if "/graph/source/" in name)
    fresh.store = Memory(frozenset(line for name in stated for line in sources.store.graph_lines(name)))
    return fresh


@pytest.mark.parametrize("seed", range(2))
def test_linking_after_a_change_is_linking_from_the_start(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    init_workspace(tmp_path / "w", None, {"a": "a"})
    sources = Sources(tmp_path, open_workspace(tmp_path / "w"))
    for document in range(30):
        sources.put(document, chance)
    sources.link()
    for step in range(8):
        for document in chance.sample(range(34), chance.choice((1, 1, 2, 12))):
            sources.put(document, chance if chance.random() < 0.7 else None)
        if step % 2:
            sources.decide(chance)
        fresh = _anew(sources, tmp_path / f"anew{step}")
        assert sources.link() == fresh.link()
        assert live(sources.ledger.db) == live(fresh.ledger.db)
        registered = "SELECT iri, entity FROM member ORDER BY iri"
        assert list(sources.ledger.db.execute(registered)) == list(fresh.ledger.db.execute(registered))


def test_nothing_new_ends_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(5)
    init_workspace(tmp_path / "w", None, {"a": "a"})
    sources = Sources(tmp_path, open_workspace(tmp_path / "w"))
    for document in range(12):
        sources.put(document, chance)
    link(sources.ledger, sources.store, sources.workspace)

    def worked(db: sqlite3.Connection) -> None:
        raise InterruptedError

    def changes() -> Iterable[None]:
        sources.put(3, chance)
        yield
        sources.put(5, None)
        yield
        sources.decide(chance)
        yield
        with sources.ledger.db as db:
            db.execute("UPDATE entity SET facts = '{}' WHERE iri = (SELECT min(iri) FROM entity WHERE facts != '{}')")
        yield
        sources.ledger.derived_begins(sources.iris.graph("resolved"))
        yield
        settings = sources.workspace.settings.model_copy(update={"largest_cluster": 7})
        sources.workspace = replace(sources.workspace, settings=settings)
        yield

    for _ in changes():
        with monkeypatch.context() as patched:
            patched.setattr("kg.linking.load_candidates", worked)
            with pytest.raises(InterruptedError):
                link(sources.ledger, sources.store, sources.workspace)
        first = link(sources.ledger, sources.store, sources.workspace)
        with monkeypatch.context() as patched:
            patched.setattr("kg.linking.load_candidates", worked)
            assert link(sources.ledger, sources.store, sources.workspace) == replace(first, compared=0)


def _triples(chance: random.Random) -> Iterable[tuple[str, str]]:
    while True:
        yield f"http://e/{chance.randint(0, 30)}", chance.choice(('"a\\nb"', '"ä"', '"𐐀"', '"\uffee"', "<http://e/1>"))


@pytest.mark.parametrize("most", [0, 7, 1000])
def test_spilled_triples_come_out_as_a_builder_would_give_them(most: int) -> None:
    whole, spilled = SpilledGraph("http://e/g"), SpilledGraph("http://e/g", most)
    for subject, term in islice(_triples(random.Random(most)), 200):
        for graph in (whole, spilled):
            graph.add(subject, "http://e/p", term)
        spilled.spill()
    assert [line for block in spilled.blocks() for line in block] == list(whole.close().lines)
