"""A workspace with one published edition of generated data, made once for each size and seed."""

from __future__ import annotations

from pathlib import Path

from generate import ARCHIVES, TRIPLES_A_RECORD, Generator

from kg.derived import rebuild
from kg.publish import publish
from kg.rdf.graph import named_graph
from kg.static_graphs import refresh
from kg.workspace import init_workspace, open_workspace
from kg.writing import writing


def generated(folder: Path, triples: int, seed: int = 7) -> Path:
    """The workspace, in a folder of its own below the given one."""
    path = folder / f"generated-{triples}-{seed}"
    if (path / "editions" / "current").exists():
        return path
    if not (path / "sunqar.toml").exists():
        init_workspace(path, None, {code: code for code in ARCHIVES})
    workspace = open_workspace(path)
    made = Generator(triples // TRIPLES_A_RECORD, workspace.iris, seed)
    with writing(workspace, "build") as (ledger, store, _):
        refresh(ledger, store, workspace.settings, workspace.iris, set(ARCHIVES))
        for name, lines in made.graphs():
            rebuild(ledger, store, named_graph(name, set(lines)))
        publish(workspace, ledger, store, jobs=1)
    return path
