"""Own graphs in an edition: without blank nodes, without what was withdrawn, under a name each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from kg.gate import GraphHash
from kg.iri import Iris
from kg.own.graphs import OwnGraphs, note
from kg.own.names import DEFAULT, default_name, mentions, skolemised
from kg.rdf.graph import graph_sha256
from kg.seals import unsealed
from kg.store.oxigraph import OxigraphStore
from kg.store.texts import GraphTexts
from kg.workspace import Workspace


def own_graphs(workspace: Workspace) -> OwnGraphs:
    """Those of a workspace."""
    return OwnGraphs(workspace.path / "own.sqlite")


def published_lines(kept: OwnGraphs, iris: Iris, withdrawn: Collection[str] = ()) -> dict[str, list[str]]:
    """Canonical N-Quads lines of each graph, by the IRI that it has in an edition; empty graphs are left out."""
    gone = frozenset(withdrawn)
    found: dict[str, list[str]] = {}
    for name, lines in kept.read().items():
        graph = default_name(iris.base) if name == DEFAULT else name
        shown = (line for line in lines if not gone or not mentions(line, gone))
        quads = {f"{skolemised(line, iris.base)[:-2]} <{graph}> .\n" for line in shown}
        if quads:
            found[graph] = sorted({*quads, *found.get(graph, ())})
    return dict(sorted(found.items()))


def add_own(
    path: Path, lines: dict[str, list[str]], graphs: dict[str, GraphHash], texts: GraphTexts
) -> dict[str, GraphHash]:
    """Write own graphs into the store of an edition that is being made; the graphs it holds then."""
    if not lines:
        return graphs
    store = OxigraphStore(path)
    for name, quads in lines.items():
        store.rebuild_graph(name, quads)
    store.flush()
    return dict(sorted({**graphs, **own_hashes(lines, texts)}.items()))


def own_hashes(lines: Mapping[str, list[str]], texts: GraphTexts) -> dict[str, GraphHash]:
    """What the graphs are known by, by IRI; their texts are kept."""
    made = {name: GraphHash(name, graph_sha256(quads), len(quads)) for name, quads in lines.items()}
    texts.keep((made[name].sha256, "".join(quads).encode()) for name, quads in lines.items())
    return made


def note_in_ledger(workspace: Workspace) -> None:
    """Bring the ledger's copy of the log up to date."""
    with unsealed(workspace.ledger_path), workspace.ledger() as ledger:
        last = ledger.db.execute("SELECT coalesce(max(number), 0) FROM own_write").fetchone()[0]
        note(ledger.db, own_graphs(workspace).log(int(last)))
