"""The edition's store without what is personal of persons who may be alive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kg.access.living import (
    gone_dates,
    living_persons,
    personal_of,
    touched_graphs,
    without_dates,
    without_life_evidence,
)
from kg.gate import GraphHash
from kg.iri import Iris
from kg.rdf.graph import graph_sha256
from kg.settings import Settings
from kg.store.oxigraph import OxigraphStore
from kg.store.texts import GraphTexts


def protect(
    path: Path, graphs: dict[str, GraphHash], settings: Settings, iris: Iris, day: date, texts: GraphTexts
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
    inferred = [name for name in graphs if name.startswith(iris.graph("inferred/"))]
    del reader  # nobody may read a store while it is written
    store = OxigraphStore(path)
    made, loose = dict(graphs), set[str]()
    for name in sorted({*touched, links} & set(graphs) - set(inferred)):
        lines = _lines(store, made[name], texts)
        kept, dates = personal.cut(lines)
        loose |= dates
        if name == links:
            kept = without_life_evidence(kept, living, iris)
        _write(store, made, name, lines, kept, texts)
    gone = gone_dates(store, loose, iris)
    for name in inferred:
        lines = _lines(store, made[name], texts)
        _write(store, made, name, lines, without_dates(personal.cut(lines)[0], gone), texts)
    store.flush()
    return dict(sorted(made.items()))


def _lines(store: OxigraphStore, graph: GraphHash, texts: GraphTexts) -> list[str]:
    kept = texts.lines(graph.sha256)
    return store.graph_lines(graph.name) if kept is None else kept


def _write(
    store: OxigraphStore,
    made: dict[str, GraphHash],
    name: str,
    lines: Sequence[str],
    kept: Sequence[str],
    texts: GraphTexts,
) -> None:
    if len(kept) == len(lines) and kept == lines:
        return
    store.rebuild_graph(name, kept, lines)
    made.pop(name)
    if kept:
        made[name] = GraphHash(name, graph_sha256(kept), len(kept))
        texts.keep([(made[name].sha256, "".join(kept).encode())])
