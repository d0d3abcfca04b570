"""What a difference between editions asks to be validated again, and where it is so much that all is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from kg.edition import Edition
from kg.gate import GraphHash
from kg.shacl.changed import TYPE, Changes
from kg.shacl.model import Shape
from kg.shacl.near import lumps, nodes_of
from kg.store.named import APART
from kg.store.oxigraph import OxigraphStore
from kg.store.texts import GraphTexts
from kg.updates.delta import Delta, Triple
from kg.updates.since import delta_since

FEWEST, SHARE = 2_000, 16
"""Triples that came or went: where there are more than both that number and that part of all, all is validated.

Of an edition of three million, a twenty-fourth changed: looked at alone 21 s of CPU, looked at whole 31.
"""
_BATCH = 500


def shapes_sha256(shapes: Sequence[Shape]) -> str:
    """Of all that the shapes ask; an edition keeps it to say what it conformed to."""
    return sha256("\n".join(sorted(map(repr, shapes))).encode()).hexdigest()


def changes_since(
    edition: Edition | None,
    store: Path,
    graphs: Mapping[str, GraphHash],
    shapes: str,
    texts: GraphTexts | None = None,
) -> Changes | None:
    """What the store at that path has or lacks against the edition; None where everything is to be validated.

    graphs are those of the store, shapes is ``shapes_sha256`` of what will be asked; texts as for ``delta_since``.
    """
    if edition is None or edition.manifest.get("shapes") != shapes:
        return None
    old, new = OxigraphStore(edition.store_path, read_only=True), OxigraphStore(store, read_only=True)
    return changes_of(edition, shapes, graphs, delta_since(edition, graphs, texts, old, new), old, new)


def changes_of(
    edition: Edition | None,
    shapes: str,
    graphs: Mapping[str, GraphHash],
    delta: Delta | None,
    old: OxigraphStore,
    new: OxigraphStore,
) -> Changes | None:
    """What of a difference to validate; None for everything.

    An edition that conformed to other shapes, or was made before it was kept to which, says nothing.
    """
    if edition is None or delta is None or edition.manifest.get("shapes") != shapes:
        return None
    total = sum(graph.triples for graph in graphs.values())
    if len(delta) > max(FEWEST, total // SHARE):
        return None
    gone, come = delta.within(name for name in delta.graphs if APART not in name).triples()
    typed = {*_news(old, come), *_news(new, gone)}
    fresh = {node for triple in come for node in (triple[0], triple[2]) if node.startswith("<")}
    for pattern in ("?node ?p ?any", "?any ?p ?node"):
        fresh -= {
            node
            for some in lumps(fresh)
            for node in nodes_of(old, f"SELECT DISTINCT ?node {{ VALUES ?node {{ {some} }} {pattern} }}")
        }
    return Changes.of(come | gone, typed, come, fresh)


def _news(store: OxigraphStore, triples: Iterable[Triple]) -> Iterator[str]:
    """Subjects of those rdf:type triples that the store, in the union of its graphs, does not hold."""
    types = sorted((subject, value) for subject, predicate, value in triples if predicate == TYPE and subject[0] == "<")
    for start in range(0, len(types), _BATCH):
        some = types[start : start + _BATCH]
        values = " ".join(f"({subject} {value})" for subject, value in some)
        rows = store.select(f"SELECT ?node ?kind {{ VALUES (?node ?kind) {{ {values} }} ?node a ?kind }}")
        held = {(f"<{row['node']}>", f"<{row['kind']}>") for row in rows}
        yield from (subject for subject, value in some if (subject, value) not in held)
