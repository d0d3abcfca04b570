"""Collects the triples of one named graph and closes it into sorted, hashed lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from kg.rdf.nt import iri
from kg.rdf.units import Parts

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """One graph in canonical N-Quads: distinct lines in code point order, and their sha256."""

    name: str
    lines: tuple[str, ...]
    sha256: str

    @property
    def nquads(self) -> bytes:
        """The lines as bytes, each ended by a newline."""
        return "".join(self.lines).encode()


class GraphBuilder:
    """Gathers triples of terms in N-Triples text; repeats cost nothing."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._parts = Parts()
        self._triples = self._parts.current

    def begin(self, document: str, kind: str = "") -> None:
        """From now on what is added is said of that part of a document; of the source itself where it is empty."""
        self._parts.begin(document, kind)
        self._triples = self._parts.current

    def add(self, subject: str, predicate: str, term: str) -> None:
        """subject and predicate are bare IRIs, term is N-Triples text."""
        self._triples.add(f"<{subject}> <{predicate}> {term}")

    def link(self, subject: str, predicate: str, target: str) -> None:
        """A triple whose object is an IRI."""
        self._triples.add(f"<{subject}> <{predicate}> <{target}>")

    def types(self, subject: str, *classes: str) -> None:
        """rdf:type triples."""
        for name in classes:
            self._triples.add(f"<{subject}> <{TYPE}> <{name}>")

    def add_all(self, *triples: str) -> None:
        """Triples already written out as ``<s> <p> term``, for the mapper's busiest loop."""
        self._triples.update(triples)

    def close(self) -> NamedGraph:
        """The finished graph."""
        return named_graph(self.name, self._parts.triples())

    def drained(self) -> NamedGraph:
        """The same; the builder is empty afterwards, so that a large graph is not held twice."""
        # Sorted without its end a triple stands where it does with it: no term goes on below the space that ends it.
        lines, end = sorted(self._parts.triples()), f" {iri(self.name)} .\n"
        self._parts = Parts()
        self._triples = self._parts.current
        for at, triple in enumerate(lines):
            lines[at] = triple + end
        return NamedGraph(self.name, tuple(lines), graph_sha256(lines))

    def numbered(self, graph: NamedGraph) -> dict[tuple[str, str], bytes]:
        """By document and kind of part, the packed numbers of the lines that it accounts for in the finished graph."""
        end = len(f" {iri(self.name)} .\n")
        return self._parts.numbered({line[:-end]: number for number, line in enumerate(graph.lines)})


def named_graph(name: str, triples: Iterable[str]) -> NamedGraph:
    """A graph from distinct triples written without their final full stop."""
    end = f" {iri(name)} .\n"
    lines = tuple(sorted(triple + end for triple in triples))
    return NamedGraph(name, lines, graph_sha256(lines))


def graph_sha256(lines: Iterable[str]) -> str:
    """Sha256 of canonical N-Quads lines, already sorted."""
    digest, rest = sha256(), iter(lines)
    while some := "".join(islice(rest, 4096)):
        digest.update(some.encode())
    return digest.hexdigest()
