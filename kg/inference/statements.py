"""The statements that rules read, taken from the store and numbered: object properties and types of RiC-O."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from kg.inference.entailed import object_properties
from kg.inference.pairs import NONE, Nodes, Pairs, pairs
from kg.iri import Iris
from ontology.facts import terms
from ontology.terms import RICO

Table = Callable[[str], bytes]
"""Runs a SELECT; the answer as SPARQL 1.1 TSV (UTF-8, a heading line, terms as in Turtle)."""

UNREAD = ("links",)
"""Graphs that only suggest; beside them the inferred graphs themselves."""


@dataclass(frozen=True)
class Statements:
    """names: ``<iri>`` by number. pairs: by property, types: by class, both by local name; nothing empty."""

    names: tuple[str, ...]
    pairs: Mapping[str, Pairs]
    types: Mapping[str, Nodes]

    def of(self, property_: str) -> Pairs:
        """The pairs of a property; none where it is not used."""
        return self.pairs.get(property_, NONE)


@dataclass
class _Numbers:
    """Numbers nodes in the order in which they come."""

    known: dict[bytes, int] = field(default_factory=dict)

    def of(self, column: Iterable[bytes]) -> Nodes:
        known = self.known
        return np.fromiter((known.setdefault(name, len(known)) for name in column), dtype=np.int64)


def read(table: Table, graphs: Iterable[str], iris: Iris) -> Statements:
    """Everything asserted or resolved; graphs are the names of all named graphs. Objects that are no IRI are no pairs.

    A triple of several graphs counts once. Nodes are numbered anew in each call: results are sorted by name.
    """
    unread = {iris.graph(name) for name in UNREAD}
    inferred = iris.graph("inferred/")
    left_out = sorted(name for name in graphs if name in unread or name.startswith(inferred))
    only = f"FILTER(?g NOT IN ({', '.join(f'<{name}>' for name in left_out)}))" if left_out else ""
    numbers = _Numbers()
    found, types = {}, {}
    for name in object_properties():
        rows = _rows(table(f"SELECT ?s ?o {{ GRAPH ?g {{ ?s <{RICO[name]}> ?o }} {only} }}"))
        ends = [row.split(b"\t") for row in rows]
        ends = [pair for pair in ends if pair[1].startswith(b"<")]
        if ends:
            found[name] = pairs(numbers.of(pair[0] for pair in ends), numbers.of(pair[1] for pair in ends))
    for name, term in sorted(terms().items()):
        if term.kind == "class" and (
            rows := _rows(table(f"SELECT ?s {{ GRAPH ?g {{ ?s a <{RICO[name]}> }} {only} }}"))
        ):
            types[name] = np.unique(numbers.of(rows))
    return Statements(tuple(name.decode() for name in numbers.known), found, types)


def _rows(answer: bytes) -> list[bytes]:
    return answer.split(b"\n")[1:-1]
