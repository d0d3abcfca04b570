"""Paths against a search that tries everything, on random small graphs; hubs; the same bytes."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.paths.build import write_paths
from kg.paths.find import paths
from kg.search.near import kilometres

BASE = "https://graph.example/id/"
NODES = [f"{BASE}person/{name}" for name in "abcdef"]
EDGES = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(["p", "q"]), st.sampled_from(NODES)), max_size=14)


def all_paths(edges: list[tuple[str, str, str]], start: str, goal: str, hops: int) -> set[tuple[str, ...]]:
    beside: dict[str, set[str]] = {}
    for s, _, o in edges:
        beside.setdefault(s, set()).add(o)
        beside.setdefault(o, set()).add(s)
    found, waiting = set(), [(start,)]
    while waiting:
        gone = waiting.pop()
        if gone[-1] == goal:
            found.add(gone)
        elif len(gone) <= hops:
            waiting += [(*gone, there) for there in beside.get(gone[-1], ()) if there not in gone]
    return found


@settings(max_examples=120, deadline=None)
@given(EDGES, st.integers(1, 5))
def test_every_path_within_reach_is_found_once_the_shortest_first(edges: list[tuple[str, str, str]], hops: int) -> None:
    stated = sorted({(s, p, o) for s, p, o in edges if s != o})
    with TemporaryDirectory() as folder:
        table = Path(folder) / "paths.sqlite"
        write_paths(table, stated, BASE)
        found = paths(table, NODES[0], NODES[1], hops=hops, limit=1000)
        fewer = paths(table, NODES[0], NODES[1], hops=hops, limit=2)
    gone = [(path[0].here, *(hop.there for hop in path)) for path in found]
    assert set(gone) == all_paths(stated, NODES[0], NODES[1], hops)
    assert len(set(gone)) == len(gone)
    assert [len(path) for path in found] == sorted(len(path) for path in found)
    assert fewer == found[:2]
    for path in found:
        assert all(one.there == other.here for one, other in pairwise(path))
        for hop in path:
            ends = (hop.here, hop.there) if hop.forward else (hop.there, hop.here)
            assert (ends[0], hop.property, ends[1]) in stated


def test_a_country_joins_only_where_that_is_asked(tmp_path: Path) -> None:
    country, left, right = f"{BASE}place/country", f"{BASE}person/left", f"{BASE}person/right"
    stated = [(f"{BASE}record/{number}", "mentions", country) for number in range(60)]
    stated += [(left, "born", country), (right, "born", country)]
    for name in ("one", "other"):
        write_paths(tmp_path / name, stated, BASE)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    assert paths(tmp_path / "one", left, right, hops=4, limit=5) == []
    ((first, second),) = paths(tmp_path / "one", left, right, hops=2, limit=5, hubs=True)
    assert (first.there, first.forward, second.forward) == (country, True, False)
    assert len(paths(tmp_path / "one", left, country, hops=1, limit=5)) == 1
    assert paths(tmp_path / "one", left, f"{BASE}person/nobody", hops=4, limit=5) == []


def test_distances_are_those_of_the_great_circle() -> None:
    assert abs(kilometres((0, 0), (0, 180)) - 20015.1) < 0.2
    assert abs(kilometres((0, 179.5), (0, -179.5)) - 111.2) < 0.1
    assert kilometres((51.18, 71.45), (51.18, 71.45)) == 0
