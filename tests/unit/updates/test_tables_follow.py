"""Literals, paths and who is named together: updated along a random walk, they say what they say when made whole."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kg.iri import Iris
from kg.literals.build import PROPERTIES, build_literals
from kg.literals.find import Letters, LiteralIndex
from kg.literals.update import update_literals
from kg.paths import find, hubs, update
from kg.paths.build import build_paths, write_paths
from kg.paths.find import paths
from kg.paths.update import update_paths
from kg.store.oxigraph import OxigraphStore
from kg.summaries import co_mentions
from kg.summaries.publishing import summaries
from kg.together.build import write_together
from kg.together.find import named_together
from kg.together.update import update_together
from kg.updates.delta import Delta, Quad, line_of, quad_of
from ontology.terms import RDF, RICO

IRIS = Iris("http://a.example", "http://a.example/def#")
GRAPHS = (IRIS.graph("resolved"), IRIS.graph("source/1"))
PLACES, AGENTS, RECORDS = (
    [f"<http://a.example/id/{kind}/{number:02}>" for number in range(many)]
    for kind, many in (("place", 4), ("person", 9), ("record", 9))
)
NAMES = ('"Doha"@en', '"doha bay"', '"Doha ſ"', '"tab\\there \\"x\\""@en', '"1874"^^<http://www.w3.org/2001/XMLSchema#integer>',
         '"Шейх Али"@ru', '"Sheikh Ali"@en', '"Sheikh"')  # fmt: skip
TABLES: dict[str, tuple[Callable[..., object], Callable[..., bool]]] = {
    "literals": (build_literals, update_literals),
    "paths": (build_paths, update_paths),
    "together": (write_together, update_together),
}
CONTENT = {
    "literals": (
        "SELECT term, small FROM literal ORDER BY 1",
        "SELECT p.iri, l.term FROM of JOIN property p ON p.id = property JOIN literal l ON l.id = literal "
        "ORDER BY 1, 2",
        "SELECT l.term FROM otherwise o JOIN literal l ON l.id = o.literal ORDER BY 1",
    ),
    "paths": (
        "SELECT iri, hub, degree FROM node ORDER BY 1",
        "SELECT * FROM total",
        "SELECT h.iri, t.iri, p.iri, s.forward FROM step s JOIN node h ON h.id = s.here JOIN node t ON t.id = s.there "
        "JOIN property p ON p.id = s.property ORDER BY 1, 2, 3, 4",
    ),
    "together": (
        "SELECT iri FROM thing ORDER BY 1",
        "SELECT h.iri, b.kind, b.records, t.iri FROM beside b JOIN thing h ON h.id = here JOIN thing t ON t.id = there "
        "ORDER BY 1, 2, 3, 4",
    ),
}


def a_fact(rnd: random.Random) -> Quad:
    graph, things = rnd.choice(GRAPHS), PLACES + AGENTS + RECORDS
    match rnd.randrange(8):
        case 0 | 1 | 2:
            return rnd.choice(RECORDS), f"<{IRIS.own('mentions')}>", rnd.choice(AGENTS + PLACES), graph
        case 3:
            return rnd.choice(things), f"<{RICO.isAssociatedWithPlace}>", rnd.choice(PLACES), graph
        case 4:
            return rnd.choice(AGENTS), f"<{RICO.hasChild}>", rnd.choice(AGENTS), graph
        case 5 | 6:
            return rnd.choice(things), f"<{rnd.choice(PROPERTIES)}>", rnd.choice([*NAMES, *AGENTS[:1]]), graph
        case _:
            kind = rnd.choice([RICO.Person, RICO.CorporateBody, RICO.Family, RICO.Place, IRIS.own("Entity")])
            return rnd.choice(AGENTS), f"<{RDF.type}>", f"<{kind}>", graph


def at_first(rnd: random.Random) -> set[Quad]:
    """Most agents are shared persons; every record is one."""
    types = [(one, RICO.Record) for one in RECORDS] + [(one, IRIS.own("Entity")) for one in AGENTS]
    types += [(one, rnd.choice([RICO.Person, RICO.CorporateBody])) for one in AGENTS]
    return {(one, f"<{RDF.type}>", f"<{kind}>", GRAPHS[0]) for one, kind in types} | {a_fact(rnd) for _ in range(60)}


def a_store(path: Path, facts: set[Quad]) -> OxigraphStore:
    store = OxigraphStore(path)
    store.replace_graphs([], "".join(map(line_of, sorted(facts))).encode())
    store.load_apart(b"".join(graph.nquads for graph in summaries(store, IRIS)))
    return store


def quads(store: OxigraphStore) -> frozenset[Quad]:
    return frozenset(quad_of(line) for name in store.graph_names() for line in store.graph_lines(name))


def content(path: Path, name: str) -> list[list[Any]]:
    database = sqlite3.connect(path)
    try:
        return [database.execute(query).fetchall() for query in CONTENT[name]]
    finally:
        database.close()


def answers(path: Path, name: str) -> list[object]:
    """What everybody who reads the table is told."""
    if name == "together":
        asked = ((one[1:-1], kind, limit) for one in AGENTS for kind in ("", "person") for limit in (2, 20))
        return [named_together(path, one, kind=kind, limit=limit) for one, kind, limit in asked]
    if name == "paths":
        ends = [one[1:-1] for one in (AGENTS[0], PLACES[0], RECORDS[0], RECORDS[1])]
        asked_paths = ((a, b, ways) for a in ends for b in ends for ways in (False, True))
        return [paths(path, a, b, hops=4, limit=9, hubs=ways) for a, b, ways in asked_paths]
    index = LiteralIndex(path)
    parts = ("doha", "oha", "шейх", "али", "here", "187")
    letters = [Letters((part,), folded) for part in parts for folded in (False, True)]
    asked_letters = ((one, each, most) for one in PROPERTIES for each in letters for most in (1, 99))
    found: list[object] = [index.candidates(one, each, most) for one, each, most in asked_letters]
    index.close()
    return found


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hubs and lists of names in editions of a few things."""
    monkeypatch.setattr(co_mentions, "MOST", 4)
    monkeypatch.setattr(hubs, "_BOUNDS", {"place": (0.25, 2), "record": (0.2, 3), "": (0.15, 2)})
    monkeypatch.setattr(update, "LEAST", 2)


def a_walk(rnd: random.Random, steps: int) -> Iterator[set[Quad]]:
    """Facts come and go, documents are taken back, somebody turns out to be somebody else."""
    facts = at_first(rnd)
    for _ in range(steps):
        yield facts
        facts = facts ^ {a_fact(rnd) for _ in range(rnd.choice([3, 12, 40]))}
        if rnd.random() < 0.5:
            back = rnd.choice(RECORDS)
            facts = {fact for fact in facts if fact[0] != back}
        if rnd.random() < 0.5:
            one, other = rnd.sample(AGENTS, 2)
            facts = {(*(other if term == one else term for term in fact[:3]), fact[3]) for fact in facts}  # type: ignore[misc]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", [1, 2])
def test_a_table_that_follows_is_the_table_that_is_made(tmp_path: Path, seed: int) -> None:
    stores = [a_store(tmp_path / str(at) / "store", facts) for at, facts in enumerate(a_walk(random.Random(seed), 9))]
    held = [quads(store) for store in stores]
    for name, (make, _) in TABLES.items():
        make(tmp_path / "0" / name, stores[0], IRIS)
    hubs_seen = set()
    for at, (old, new) in enumerate(pairwise(stores)):
        delta = Delta(held[at] - held[at + 1], held[at + 1] - held[at])
        for name, (make, follow) in TABLES.items():
            before, path, whole = (tmp_path / str(step) / name for step in (at, at + 1, f"whole-{at}"))
            assert follow(path, before, new, old, IRIS, delta), (name, at)
            whole.parent.mkdir(exist_ok=True)
            make(whole, new, IRIS)
            assert content(path, name) == content(whole, name), (name, at)
            assert answers(path, name) == answers(whole, name), (name, at)
        hubs_seen |= {(iri, hub) for iri, hub, _ in content(tmp_path / str(at) / "paths", "paths")[0]}
    assert len(hubs_seen) > len({iri for iri, _ in hubs_seen}), "no hub ever came or went"


def test_a_search_that_is_cut_short_finds_the_same_however_things_are_numbered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = "http://a.example/id/"
    goal, start = f"{base}person/goal", f"{base}person/start"
    stated = [(goal, "p", f"{base}person/{one}") for one in "abc"]
    stated += [(f"{base}person/{one}", "p", f"{base}person/{one}{number}") for one in "abc" for number in range(3)]
    stated += [(start, "p", f"{base}person/{one}1") for one in "abc"]
    for name in ("one", "other"):
        write_paths(tmp_path / name, stated, base)
    with closing(sqlite3.connect(tmp_path / "other")) as database:
        database.execute("UPDATE node SET id = 1000 - id")
        database.execute("UPDATE step SET here = 1000 - here, there = 1000 - there")
        database.commit()
    assert len(paths(tmp_path / "other", start, goal, hops=3, limit=9)) == 3
    monkeypatch.setattr(find, "_MOST_SEEN", 5)
    found = [paths(tmp_path / name, start, goal, hops=3, limit=9) for name in ("one", "other")]
    assert found[0] == found[1]
    assert [path[1].there for path in found[0]] == [f"{base}person/a"]


def test_what_does_not_fit_is_made_whole(tmp_path: Path) -> None:
    facts = at_first(random.Random(3))
    more = (RECORDS[0], f"<{RICO.title}>", '"quite new"', GRAPHS[0])
    link = (AGENTS[0], f"<{RICO.hasChild}>", AGENTS[1], GRAPHS[0])
    old = a_store(tmp_path / "old", facts - {more, link})
    new = a_store(tmp_path / "new", facts | {more, link})
    held, was = quads(new), quads(old)
    delta = Delta(was - held, held - was)
    for name, (make, update_) in TABLES.items():
        assert not update_(tmp_path / "out", tmp_path / "none", new, old, IRIS, delta)
        make(tmp_path / name, new, IRIS)
        assert update_(tmp_path / "out", tmp_path / name, new, old, IRIS, Delta(frozenset(), frozenset()))
        (tmp_path / "out").unlink()
        if name != "together":  # these hold it already
            assert not update_(tmp_path / "out", tmp_path / name, new, old, IRIS, delta), name
    with sqlite3.connect(tmp_path / "paths") as database:
        database.execute("UPDATE property SET iri = 'http://a.example/other' WHERE id = 1")
    assert not update_paths(tmp_path / "out", tmp_path / "paths", new, old, IRIS, Delta(frozenset(), frozenset()))
