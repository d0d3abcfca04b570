"""The statements that rules read, taken from the store and numbered: object properties and types of RiC-O."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from kg.inference.entailed import object_properties
from kg.inference.pairs import NONE, Nodes, Pairs, objects, pairs, subjects, union
from kg.iri import Iris
from ontology.facts import terms
from ontology.terms import RICO

Table = Callable[[str], bytes]
"""Runs a SELECT; the answer as SPARQL 1.1 TSV (UTF-8, a heading line, terms as in Turtle)."""

UNREAD = ("links",)
"""Graphs that only suggest; beside them the inferred graphs themselves."""
_PIECE = 1 << 22
"""Bytes of an answer that are taken apart at once."""


@dataclass(frozen=True)
class Statements:
    """names: ``<iri>`` by number, sorted where ``read`` made them.

    pairs: by property, types: by class, both by local name; nothing empty
    """

    names: Sequence[str]
    pairs: Mapping[str, Pairs]
    types: Mapping[str, Nodes]

    def of(self, property_: str) -> Pairs:
        """The pairs of a property; none where it is not used."""
        return self.pairs.get(property_, NONE)


@dataclass
class _Numbers:
    """Numbers nodes in the order in which they come."""

    known: dict[str, int] = field(default_factory=dict)

    def of(self, column: Iterable[str]) -> Nodes:
        known = self.known
        return np.fromiter((known.setdefault(name, len(known)) for name in column), dtype=np.int64)


def stating(graphs: Iterable[str], iris: Iris) -> tuple[list[str], list[str]]:
    """Names of those graphs that state something, and of the others, both sorted."""
    unread = {iris.graph(name) for name in UNREAD}
    inferred = iris.graph("inferred/")
    names = sorted(graphs)
    left_out = [name for name in names if name in unread or name.startswith(inferred)]
    return sorted(set(names).difference(left_out)), left_out


def read(table: Table, graphs: Iterable[str], iris: Iris) -> Statements:
    """Everything asserted or resolved; graphs are the names of all named graphs. Objects that are no IRI are no pairs.

    A triple of several graphs counts once. Nodes are numbered as they are sorted.
    """
    _, left_out = stating(graphs, iris)
    only = f"FILTER(?g NOT IN ({', '.join(f'<{name}>' for name in left_out)}))" if left_out else ""
    numbers = _Numbers()
    found, types = {}, {}
    for name in object_properties():
        parts = []
        for rows in _rows(table(f"SELECT ?s ?o {{ GRAPH ?g {{ ?s <{RICO[name]}> ?o }} {only} }}")):
            ends = [row.split("\t") for row in rows]
            ends = [pair for pair in ends if pair[1].startswith("<")]
            parts.append(pairs(numbers.of(pair[0] for pair in ends), numbers.of(pair[1] for pair in ends)))
        found[name] = union(parts)
    for name, term in sorted(terms().items()):
        if term.kind == "class":
            answer = table(f"SELECT ?s {{ GRAPH ?g {{ ?s a <{RICO[name]}> }} {only} }}")
            types[name] = union(np.unique(numbers.of(rows)) for rows in _rows(answer))
    names = list(numbers.known)
    del numbers  # larger than all the rest
    return _in_order(names, found, types)


def _in_order(names: list[str], found: Mapping[str, Pairs], types: Mapping[str, Nodes]) -> Statements:
    """Numbered anew, so that pairs are sorted as their lines are: no name with its ``>`` is another's beginning."""
    order = sorted(range(len(names)), key=names.__getitem__)
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    return Statements(
        [names[number] for number in order],
        {name: pairs(rank[subjects(each)], rank[objects(each)]) for name, each in found.items() if each.size},
        {name: np.sort(rank[each]) for name, each in types.items() if each.size},
    )


def _rows(answer: bytes) -> Iterator[list[str]]:
    """Rows of a table, some thousands at a time."""
    start = answer.index(b"\n") + 1
    while start < len(answer):
        end = answer.rfind(b"\n", start, start + _PIECE) + 1 or answer.index(b"\n", start) + 1
        yield answer[start : end - 1].decode().split("\n")
        start = end
