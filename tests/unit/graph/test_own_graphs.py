"""Own graphs: kept whole, taken back whole, and carried into editions."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from graph_workspace import manifest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.errors import CodedError
from kg.iri import Iris
from kg.own.graphs import GraphChange, OwnGraphs
from kg.own.names import DEFAULT, is_reserved, mentions, skolemised
from kg.own.publishing import published_lines
from kg.publish import publish, roll_back
from kg.store.own import OwnDataset, ServedCopy
from kg.store.oxigraph import OxigraphStore
from kg.store.served import open_served
from kg.workspace import Workspace, init_workspace

BASE = "https://a.example"
_NODES = st.sampled_from(["<x:a>", "<x:b>", "_:c"])
_GRAPHS = st.sampled_from(["x:g", "x:h"])
_TRIPLE = st.builds("{} <x:p> {} .".format, _NODES, st.one_of(_NODES, st.sampled_from(['"1"', '"_:x <x:a>"@en'])))
_WRITES = st.one_of(
    st.builds(lambda graph, triple: ("put", graph, triple), st.one_of(_GRAPHS, st.just(DEFAULT)), _TRIPLE),
    st.builds(lambda graph, triple: ("post", graph, triple), st.one_of(_GRAPHS, st.just(DEFAULT)), _TRIPLE),
    st.builds(lambda graph: ("delete", graph, ""), st.one_of(_GRAPHS, st.just(DEFAULT))),
    st.sampled_from(
        [
            ("update", "", "DROP ALL"),
            ("update", "", "CLEAR NAMED"),
            ("update", "", "CREATE SILENT GRAPH <x:g>"),
            ("update", "", "COPY SILENT <x:g> TO <x:h>"),
            ("update", "", "INSERT { GRAPH <x:h> { ?o <x:q> ?s } } WHERE { GRAPH <x:g> { ?s ?p ?o } }"),
            ("update", "", "DELETE { ?s ?p ?o } INSERT { ?s <x:r> 1 } WHERE { ?s ?p ?o }"),
        ]
    ),
)


def _carry_out(data: OwnDataset, write: tuple[str, str, str]) -> dict[str, GraphChange]:
    operation, graph, text = write
    if operation == "update":
        return data.update(text, BASE, {})
    if operation == "delete":
        return data.delete(graph)
    return (data.put if operation == "put" else data.post)(graph, [(text.encode(), "ttl")], BASE)


def _held(path: Path) -> dict[str, set[str]]:
    store = open_served(path)
    found: dict[str, set[str]] = {name.value: set() for name in store.named_graphs()}
    for quad in store:
        name = getattr(quad.graph_name, "value", DEFAULT)
        found.setdefault(name, set()).add(f"{quad.triple} .")
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_WRITES, st.booleans()), max_size=8))
def test_file_data_and_snapshot_always_agree(
    tmp_path_factory: pytest.TempPathFactory, writes: list[tuple[tuple[str, str, str], bool]]
) -> None:
    folder = tmp_path_factory.mktemp("own")
    kept, data = OwnGraphs(folder / "own.sqlite"), OwnDataset({})
    for write, take_back in writes:
        before = {name: set(lines) for name, lines in data.graphs.items()}
        changes = _carry_out(data, write)
        if take_back:
            data.undo(changes)
            assert data.graphs == before
        elif changes:
            kept.commit("", write[0], changes)
        assert kept.read() == data.graphs
        (folder / "now.nq").write_bytes(data.dump())
        assert _held(folder / "now.nq") == data.graphs
    assert OwnDataset(kept.read()).graphs == data.graphs


def test_an_update_is_whole_or_nothing() -> None:
    data = OwnDataset({})
    with pytest.raises(CodedError, match="does not exist"):
        data.update("INSERT DATA { <x:a> <x:b> 1 } ; DROP GRAPH <x:none>", BASE, {})
    assert data.graphs == {}
    with pytest.raises(CodedError) as caught:
        data.update("INSERT DATA {\n <x:a> }", BASE, {})
    assert caught.value.where.startswith("line 2 column")


def test_a_commit_that_fails_leaves_everything(tmp_path: Path) -> None:
    kept = OwnGraphs(tmp_path / "own.sqlite")
    kept.commit("", "put", {"x:g": GraphChange(frozenset({'<x:a> <x:b> "1" .'}))})
    before = kept.read(), kept.last()
    with sqlite3.connect(tmp_path / "own.sqlite") as db:
        db.execute("CREATE TRIGGER no BEFORE INSERT ON write BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    with pytest.raises(CodedError):
        kept.commit("", "delete", {"x:g": GraphChange(removed=frozenset({'<x:a> <x:b> "1" .'}), exists=False)})
    assert (kept.read(), kept.last()) == before


@given(st.text(alphabet='_:ab<>"\\ xé', max_size=30))
def test_no_blank_node_is_left_and_no_literal_is_touched(text: str) -> None:
    literal = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    line = skolemised(f"_:b0 <x:p> {literal} .", BASE)
    assert line == f"<{BASE}/.well-known/genid/b0> <x:p> {literal} ."
    assert not mentions(f"<x:s> <x:p> {literal} .", frozenset({"x:a", "b", "a"}))


def test_names() -> None:
    assert is_reserved(f"{BASE}/graph/source/1", BASE)
    for free in (f"{BASE}/graph/own/x", f"{BASE}/graph-store/direct/x", "x:g", f"{BASE}/graph"):
        assert not is_reserved(free, BASE)


def test_the_union_follows_every_change(tmp_path: Path) -> None:
    edition = OxigraphStore(tmp_path / "edition")
    edition.replace_graphs((), b"<x:a> <x:p> <x:b> <x:doc> .\n<x:a> <x:p> <x:c> <x:doc> .\n")
    edition.flush()
    del edition
    copy = ServedCopy(tmp_path / "edition", tmp_path / "copy", (), {"x:own": {"<x:a> <x:p> <x:b> ."}})
    own = '<x:n> <x:p> "é" .'
    copy.apply({"x:own": GraphChange(frozenset({own}), frozenset({"<x:a> <x:p> <x:b> ."}))})
    copy.write_to(tmp_path / "shown")
    shown = _held(tmp_path / "shown")
    documents = {"<x:a> <x:p> <x:b> .", "<x:a> <x:p> <x:c> ."}
    assert shown == {"x:doc": documents, "x:own": {own}, DEFAULT: documents | {own}}
    copy.apply({"x:own": GraphChange(removed=frozenset({own}), exists=False)})
    copy.write_to(tmp_path / "again")
    assert _held(tmp_path / "again") == {"x:doc": documents, DEFAULT: documents}


def test_withdrawn_things_leave_own_graphs_too(tmp_path: Path) -> None:
    kept = OwnGraphs(tmp_path / "own.sqlite")
    lines = frozenset({'<x:gone> <x:p> "1" .', "<x:a> <x:p> <x:gone> .", '<x:a> <x:p> "x:gone" .'})
    kept.commit("", "put", {"x:g": GraphChange(lines)})
    iris = Iris(BASE, f"{BASE}/def#")
    assert published_lines(kept, iris, {"x:gone"}) == {"x:g": ['<x:a> <x:p> "x:gone" <x:g> .\n']}


def _publish(workspace: Workspace) -> None:
    with workspace.ledger() as ledger:
        publish(workspace, ledger, workspace.work_store(), jobs=1)


def test_own_graphs_go_into_each_edition_and_outlive_the_ledger(tmp_path: Path) -> None:
    workspace = init_workspace(tmp_path / "workspace", None, {})
    folder = workspace.path
    kept = OwnGraphs(folder / "own.sqlite")
    kept.commit("aigul", "put", {"x:g": GraphChange(frozenset({"_:b1 <x:p> <x:b> ."}))})
    _publish(workspace)
    assert manifest(folder)["own"] == ["x:g"]
    store = OxigraphStore(workspace.current_edition().store_path, read_only=True)
    assert store.graph_lines("x:g") == [f"<{workspace.iris.base}/.well-known/genid/b1> <x:p> <x:b> <x:g> .\n"]
    with workspace.ledger() as ledger:
        assert ledger.db.execute("SELECT actor, operation, graphs FROM own_write").fetchall() == [
            ("aigul", "put", '{"x:g": [1, 0]}')
        ]
    (folder / "ledger.sqlite").unlink()
    kept.commit("", "post", {DEFAULT: GraphChange(frozenset({'<x:a> <x:p> "1" .'}))})
    _publish(workspace)
    assert manifest(folder)["own"] == [f"{workspace.iris.base}/graph/own/default", "x:g"]
    assert manifest(folder)["counts"]["triples"] == 2
    with workspace.ledger() as ledger:
        roll_back(workspace, ledger, store, 1)
    assert (manifest(folder)["own"], set(kept.read())) == (["x:g"], {DEFAULT, "x:g"})
