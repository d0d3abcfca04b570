"""The edition's store without what is personal of persons who may be alive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kg.access.living import living_persons, personal_of, touched_graphs, without_life_evidence
from kg.gate import GraphHash
from kg.iri import Iris
from kg.rdf.graph import graph_sha256
from kg.settings import Settings
from kg.store.oxigraph import OxigraphStore


def protect(
    path: Path, graphs: dict[str, GraphHash], settings: Settings, iris: Iris, day: date
) -> dict[str, GraphHash]:
    """Cut the store at path as the settings say; the graphs it holds then. Nothing is written where nothing is cut."""
    if settings.living_persons == "publish":
        return graphs
    reader = OxigraphStore(path, read_only=True)
    living = living_persons(reader, day, settings.living_years)
    personal = personal_of(reader, living, iris)
    if not personal.ends and not personal.nodes:
        return graphs
    touched = touched_graphs(reader, personal)
    links = iris.graph("links")
    touched += [name for name in graphs if name == links or name.startswith(iris.graph("inferred/"))]
    del reader  # nobody may read a store while it is written
    store = OxigraphStore(path)
    made = dict(graphs)
    for name in dict.fromkeys(touched):
        lines = store.graph_lines(name)
        kept = personal.cut(lines)
        if name == links:
            kept = without_life_evidence(kept, living, iris)
        if kept == lines:
            continue
        store.rebuild_graph(name, kept)
        made.pop(name)
        if kept:
            made[name] = GraphHash(name, graph_sha256(kept), len(kept))
    store.flush()
    return dict(sorted(made.items()))
