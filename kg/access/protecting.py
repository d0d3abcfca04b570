"""The edition's graphs without what is personal of persons who may be alive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kg.access.living import (
    Personal,
    dates_in,
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

Graphs = dict[str, GraphHash]


def protect(path: Path, graphs: Graphs, settings: Settings, iris: Iris, day: date, texts: GraphTexts) -> Graphs:
    """Cut the store at path as the settings say; the graphs it holds then. Nothing is written where nothing is cut."""
    personal = _personal(OxigraphStore(path, read_only=True), settings, iris, day)
    if personal is None:
        return graphs
    store, made = OxigraphStore(path), dict(graphs)
    for name, lines, kept in _cut(store, graphs, personal, iris, texts):
        store.rebuild_graph(name, kept, lines)
        _note(made, name, kept, texts)
    store.flush()
    return dict(sorted(made.items()))


def protected(
    store: OxigraphStore, graphs: Graphs, settings: Settings, iris: Iris, day: date, texts: GraphTexts
) -> Graphs:
    """What ``protect`` would say of a store that holds these graphs; this one stays as it is.

    texts: the graphs that are cut are kept there
    """
    personal = _personal(store, settings, iris, day)
    if personal is None:
        return graphs
    made = dict(graphs)
    for name, _, kept in _cut(store, graphs, personal, iris, texts):
        _note(made, name, kept, texts)
    return dict(sorted(made.items()))


def _personal(store: OxigraphStore, settings: Settings, iris: Iris, day: date) -> Personal | None:
    """What is to be cut; None for nothing."""
    if settings.living_persons == "publish":
        return None
    living = living_persons(store, day, settings.living_years)
    personal = personal_of(store, living, iris)
    return personal if personal.ends or personal.nodes else None


def _cut(
    store: OxigraphStore, graphs: Graphs, personal: Personal, iris: Iris, texts: GraphTexts
) -> Iterator[tuple[str, list[str], list[str]]]:
    """(name, its lines, those that may be shown) of each graph that is cut. Whoever asks may write it at once."""
    links = iris.graph("links")
    inferred = {name for name in graphs if name.startswith(iris.graph("inferred/"))}
    stated = ({*touched_graphs(store, personal), links} & graphs.keys()) - inferred
    loose, left = set[str](), set[str]()
    for name in sorted(stated):
        lines = _lines(store, graphs[name], texts)
        kept, dates = personal.cut(lines)
        if name == links:
            kept = without_life_evidence(kept, personal.living, iris)
        loose |= dates
        left |= dates_in(kept)
        if kept != lines:
            yield name, lines, kept
    gone = gone_dates(store, loose - left, iris, stated)
    for name in sorted(inferred):
        lines = _lines(store, graphs[name], texts)
        kept = without_dates(personal.cut(lines)[0], gone)
        if kept != lines:
            yield name, lines, kept


def _lines(store: OxigraphStore, graph: GraphHash, texts: GraphTexts) -> list[str]:
    kept = texts.lines(graph.sha256)
    return store.graph_lines(graph.name) if kept is None else kept


def _note(made: Graphs, name: str, kept: list[str], texts: GraphTexts) -> None:
    made.pop(name)
    if kept:
        made[name] = GraphHash(name, graph_sha256(kept), len(kept))
        texts.keep([(made[name].sha256, "".join(kept).encode())])
