"""Guarded inference by RiC-O: what follows from the statements of the sources, in graphs that can be made again.

Rules come from RiC-O's own axioms (``ontology.facts``), less what would be nonsense; ``docs/reference/inference.md``
lists them and the guards. Each inferred statement can be explained: ``kg.explain.statement``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from typing import TYPE_CHECKING

from kg.derived import rebuild
from kg.inference.families import FAMILIES
from kg.iri import Iris
from kg.ledger import Ledger
from kg.rdf.graph import TYPE, NamedGraph, named_graph
from kg.store.base import Reader, Writer
from ontology.terms import RICO

if TYPE_CHECKING:
    from kg.inference.engine import Found


def infer(ledger: Ledger, store: Writer, iris: Iris) -> dict[str, int]:
    """Bring ``graph/inferred/{family}`` up to date for every family; the triples of each.

    Source graphs and the resolved view are read, the links graph is not. A graph whose content is the same is left as
    it is; one that an earlier version made and this one does not is emptied.
    """
    written = ledger.graphs()
    counts = {}
    for key, graph in inferred_graphs(store, iris):
        counts[key] = len(graph.lines)
        if written.get(graph.name) != (graph.sha256, len(graph.lines)):
            rebuild(ledger, store, graph)
    known = {iris.graph(f"inferred/{family.key}") for family in FAMILIES}
    for name, (digest, triples) in written.items():
        if name.startswith(iris.graph("inferred/")) and name not in known and (triples or digest is None):
            rebuild(ledger, store, named_graph(name, ()))
    return counts


def inferred_graphs(store: Reader, iris: Iris) -> Iterator[tuple[str, NamedGraph]]:
    """Key and graph of every family, from what the store holds now."""
    from kg.inference.engine import infer_pairs
    from kg.inference.statements import read

    given = read(store.table, store.graph_names(), iris)
    found = infer_pairs(given)
    for family in FAMILIES:
        lines = _lines(found[family.key], given.names, types=family.key == "classes")
        yield family.key, named_graph(iris.graph(f"inferred/{family.key}"), lines)


def _lines(found: Found, names: tuple[str, ...], *, types: bool) -> Iterator[str]:
    """Triples without their full stop."""
    from kg.inference.pairs import objects, subjects

    for name, given in found.items():
        left = map(names.__getitem__, subjects(given).tolist())
        if types:
            tail = f"<{TYPE}> <{RICO[name]}>"
            yield from map(" ".join, zip(left, repeat(tail)))
        else:
            right = map(names.__getitem__, objects(given).tolist())
            yield from map(" ".join, zip(left, repeat(f"<{RICO[name]}>"), right))
