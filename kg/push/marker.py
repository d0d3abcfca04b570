"""What a remote store says of itself: which edition it holds, whole. Nothing while one is being written."""

from __future__ import annotations

from kg.edition import Edition
from kg.store.named import APART
from kg.store.remote import RemoteStore
from ontology.namespaces import NAMESPACES

_IDENTIFIER = f"{NAMESPACES['dcterms']}identifier"
_PREFIX = "sha256:"


def marker_graph(base: str) -> str:
    """The graph of the mark; it stands apart, as summaries do."""
    return f"{base}{APART}pushed"


def probe_graph(base: str) -> str:
    """A graph that is there for a moment, to see how the store treats graphs."""
    return f"{base}{APART}probe"


def read_mark(store: RemoteStore, base: str) -> str | None:
    """Hash of the edition with this base that the store holds whole; None where it holds none."""
    graph = marker_graph(base)
    rows = store.select(f"SELECT ?h {{ GRAPH <{graph}> {{ <{base}/dataset> <{_IDENTIFIER}> ?h }} }}")
    return rows[0]["h"].removeprefix(_PREFIX) if len(rows) == 1 else None


def set_mark(store: RemoteStore, edition: Edition) -> None:
    """Say that the store holds the edition, whole."""
    line = f'<{edition.base}/dataset> <{_IDENTIFIER}> "{_PREFIX}{edition.hash}" .\n'
    store.put_graph(marker_graph(edition.base), [line.encode()])


def is_union(store: RemoteStore, base: str) -> bool:
    """Whether the store's default graph is the union of all its graphs, by itself."""
    graph, thing = probe_graph(base), f"<{base}/dataset#probe>"
    store.put_graph(graph, [f'{thing} <{_IDENTIFIER}> "probe" .\n'.encode()])
    try:
        return bool(store.select(f"SELECT ?p {{ {thing} ?p ?o }} LIMIT 1"))
    finally:
        store.drop_graph(graph)
