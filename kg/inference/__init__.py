"""Guarded inference by RiC-O: what follows from the statements of the sources, in graphs that can be made again.

Rules come from RiC-O's own axioms (``ontology.facts``), less what would be nonsense; ``docs/reference/inference.md``
lists them and the guards. Each inferred statement can be explained: ``kg.explain.statement``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.inference.families import FAMILIES
from kg.iri import Iris
from kg.ledger import Ledger
from kg.rdf.graph import NamedGraph, graph_sha256
from kg.store.base import Reader, Writer

if TYPE_CHECKING:
    from kg.inference.engine import Found
    from kg.inference.statements import Statements


def infer(ledger: Ledger, store: Writer, iris: Iris, folder: Path | None = None) -> dict[str, int]:
    """Bring ``graph/inferred/{family}`` up to date for every family; the triples of each.

    Source graphs and the resolved view are read, the links graph is not. A graph whose content is the same is left as
    it is; one that an earlier version made and this one does not is emptied. folder: where what was read is kept, so
    that the next call costs what has changed; its content may be lost, and never changes what is inferred.
    """
    from kg.inference.again import infer_change, infer_whole

    done = infer_change(ledger, store, iris, folder) if folder is not None else None
    return infer_whole(ledger, store, iris, folder) if done is None else done


def inferred_graphs(store: Reader, iris: Iris) -> Iterator[tuple[str, NamedGraph]]:
    """Key and graph of every family, from what the store holds now."""
    from kg.inference.engine import infer_pairs
    from kg.inference.statements import read

    given = read(store.table, store.graph_names(), iris)
    found = infer_pairs(given)
    for family in FAMILIES:
        lines = tuple(line for block in blocks_of(family.key, found[family.key], given, iris) for line in block)
        yield family.key, NamedGraph(family_graph(iris, family.key), lines, graph_sha256(lines))


def blocks_of(key: str, found: Found, given: Statements, iris: Iris) -> Iterator[list[str]]:
    """The lines of a family in order, a block at a time."""
    from kg.inference.lines import blocks

    names = given.names
    return blocks(
        found,
        lambda nodes: list(map(names.__getitem__, nodes.tolist())),
        family_graph(iris, key),
        types=key == "classes",
    )


def family_graph(iris: Iris, key: str) -> str:
    """Name of the graph of a family."""
    return iris.graph(f"inferred/{key}")
