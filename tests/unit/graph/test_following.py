"""A store that follows another holds what one filled with the same quads holds, and leaves the other as it is."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.store.following import change, follow
from kg.store.oxigraph import OxigraphStore

GRAPHS = ("http://g.example/graph/source/a", "http://g.example/graph/source/b", "http://g.example/graph/summary/named")
quads = st.frozensets(
    st.builds(
        lambda s, o, g: f"<http://e.example/{s}> <http://e.example/p> {o} <{GRAPHS[g]}> .\n",
        st.integers(0, 5),
        st.sampled_from(['"x"', '"a < b"@en', "<http://e.example/1>"]),
        st.integers(0, 2),
    ),
    max_size=20,
)


def _filled(path: Path, lines: frozenset[str]) -> OxigraphStore:
    store = OxigraphStore(path)
    ours = "".join(sorted(line for line in lines if "/summary/" not in line)).encode()
    store.replace_graphs((), ours)
    store.load_apart("".join(sorted(line for line in lines if "/summary/" in line)).encode())
    store.flush()
    return store


def _all(store: OxigraphStore) -> tuple[dict[str, list[str]], list[str]]:
    named = {name: store.graph_lines(name) for name in store.graph_names()}
    return named, sorted(store.construct_lines("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"))


@settings(max_examples=25, deadline=None)
@given(quads, quads)
def test_it_holds_what_a_new_one_would(
    tmp_path_factory: object, before: frozenset[str], after: frozenset[str]
) -> None:
    folder: Path = tmp_path_factory.mktemp("following")  # type: ignore[attr-defined]
    old = _filled(folder / "old", before)
    kept = _all(old)
    old.close()
    files = {file.name: file.read_bytes() for file in (folder / "old").glob("*.sst")}
    follow(folder / "old", folder / "new")
    change(folder / "new", sorted(before - after), sorted(after - before))
    wanted = _filled(folder / "wanted", after)
    new = OxigraphStore(folder / "new", read_only=True)
    assert _all(new) == _all(wanted)
    assert new.is_merged()
    assert _all(OxigraphStore(folder / "old", read_only=True)) == kept
    assert files == {file.name: file.read_bytes() for file in (folder / "old").glob("*.sst")}


def test_large_files_are_shared(tmp_path: Path) -> None:
    lines = frozenset(f'<http://e.example/{n}> <http://e.example/p> "{n}" <{GRAPHS[0]}> .\n' for n in range(9_000))
    old = _filled(tmp_path / "old", lines)
    old.close()
    follow(tmp_path / "old", tmp_path / "new")
    shared = [one for one in (tmp_path / "new").glob("*.sst") if os.stat(one).st_nlink > 1]
    assert shared
    assert {one.name for one in shared} == {one.name for one in (tmp_path / "old").glob("*.sst")}
