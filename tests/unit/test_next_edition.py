"""The edition after a change says just what one of a new workspace of the same statements would say."""

from __future__ import annotations

from collections import defaultdict
from functools import reduce
from pathlib import Path

import pytest
from validation_support import BASE, DATA, good_quads

import kg.edition_files
from kg.derived import rebuild
from kg.edition_store import COLUMNS
from kg.publish import GateClosed, publish
from kg.rdf.graph import graph_sha256, named_graph
from kg.static_graphs import refresh
from kg.store.oxigraph import OxigraphStore
from kg.verify import verify
from kg.workspace import init_workspace, open_workspace
from kg.writing import writing

HOLDER, TITLE = "hasOrHadHolder>", "#title>"


def publish_all(path: Path, lines: list[str]) -> dict[str, str]:
    """Make the workspace's graphs these and publish; what is written about the edition, with its hash.

    What its tables say when they follow another edition is held by the tests of each.
    """
    if not path.exists():
        init_workspace(path, BASE, {"qa": "Q", "kz": "K"})
    workspace = open_workspace(path)
    graphs: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        triple, _, graph = line.rpartition(" <")
        graphs[graph.removesuffix("> .\n")].append(triple)
    with writing(workspace, "build") as (ledger, store, _):
        refresh(ledger, store, workspace.settings, workspace.iris, {"qa", "kz"})
        for name, triples in sorted(graphs.items()):
            rebuild(ledger, store, named_graph(name, triples))
        manifest = publish(workspace, ledger, store, jobs=1).edition.manifest
    assert not (workspace.current_edition().path / COLUMNS).exists()
    edition = workspace.current_edition()
    store = OxigraphStore(edition.store_path, read_only=True)
    assert store.is_merged()
    held = {name: graph_sha256(store.graph_lines(name)) for name in store.graph_names()}
    assert held == {name: graph["sha256"] for name, graph in manifest["graphs"].items()}
    assert not list(verify(edition))
    files: dict[str, str] = manifest["files"]
    return {name: digest for name, digest in files.items() if name.endswith((".json", ".gz"))} | {"": edition.hash}


def test_after_any_change_it_is_what_a_new_workspace_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = {DATA: f"{BASE}/", "/graph/archives>": "/graph/holders>"}  # ours is made of the settings
    own |= {'"2.0"^^': '"2"^^', '"1.0"^^': '"1"^^'}  # as the mapper writes decimals, and the engine gives them back
    whole = [reduce(lambda text, pair: text.replace(*pair), own.items(), line) for line in good_quads()]
    fewer = [line for line in whole if TITLE not in line]
    assert len(fewer) < len(whole)
    looked_at: list[object] = []
    plain = kg.edition_files.changes_of

    def seen(*given: object) -> object:
        looked_at.append(plain(*given))
        return looked_at[-1]

    monkeypatch.setattr(kg.edition_files, "changes_of", seen)
    first = publish_all(tmp_path / "grown", fewer)
    grown = publish_all(tmp_path / "grown", whole)
    assert grown == publish_all(tmp_path / "new", whole)
    assert publish_all(tmp_path / "grown", fewer) == first != grown
    assert [found is None for found in looked_at] == [False, False]  # only what changed, where it can be
    with pytest.raises(GateClosed):
        publish_all(tmp_path / "grown", [line for line in whole if HOLDER not in line])
    assert sorted(one.name for one in (tmp_path / "grown" / "editions").iterdir()) == ["1", "2", "3", "current"]
