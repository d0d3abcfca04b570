"""Verification: everything an edition holds against what its manifest promises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from extractors.errors import RunAborted
from kg.edition import Edition
from kg.publish import file_sha256
from kg.rdf.graph import graph_sha256
from kg.store.oxigraph import OxigraphStore


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as promised."""

    where: str
    message: str


def verify(edition: Edition) -> Iterator[Problem]:
    """Read every graph and file of the edition; a problem for each that differs, is missing or is too many."""
    for name, promised in sorted(edition.manifest["files"].items()):
        path = edition.path / name
        if not path.is_file():
            yield Problem(str(path), "the file is missing")
        elif file_sha256(path) != promised:
            yield Problem(str(path), "the file is not the one that was published")
    promised_graphs = edition.manifest["graphs"]
    total = "".join(f"{name} {entry['sha256']}\n" for name, entry in sorted(promised_graphs.items()))
    if sha256(total.encode()).hexdigest() != edition.hash:
        yield Problem(
            str(edition.path), "the manifest contradicts itself: its hash is not that of its graphs"
        )
    try:
        store = OxigraphStore(edition.store_path, read_only=True)
        found = sorted(store.graph_names())
    except (RunAborted, OSError) as error:
        yield Problem(str(edition.store_path), f"the store cannot be opened: {error}")
        return
    for name in sorted({*found, *promised_graphs}):
        yield from _verify_graph(store, name, promised_graphs.get(name))


def _verify_graph(store: OxigraphStore, name: str, promised: dict[str, object] | None) -> Iterator[Problem]:
    try:
        lines = store.graph_lines(name)
    except OSError as error:
        yield Problem(name, f"the graph cannot be read: {error}")
        return
    if promised is None:
        if lines:
            yield Problem(name, "the graph is in the store but not in the manifest")
    elif graph_sha256(lines) != promised["sha256"]:
        yield Problem(
            name, f"the graph has {len(lines)} triples that are not the {promised['triples']} published"
        )
