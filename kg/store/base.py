"""What the rest of the graph package asks of a store. Terms cross this border as text, never as engine objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Protocol


class Reader(Protocol):
    """Reads a store."""

    def select(self, query: str) -> Iterator[dict[str, str]]:
        """Rows of a SELECT over the union of all graphs; IRIs bare, literals as their lexical form."""

    def table(self, query: str) -> bytes:
        """The answer to a SELECT over the union of all graphs as SPARQL 1.1 TSV: a heading line, terms as in Turtle."""

    def graph_lines(self, graph: str) -> list[str]:
        """A graph as canonical N-Quads lines, sorted."""

    def graph_names(self) -> Iterator[str]:
        """IRIs of the named graphs."""

    def graph_sizes(self) -> dict[str, int]:
        """Number of triples of every named graph, by IRI."""

    def write_to(self, target: IO[bytes], format_name: str, prefixes: dict[str, str]) -> None:
        """All of it into an open file; formats that know no graphs (ttl) get the union of all of them."""

    def construct_lines(self, query: str) -> Iterator[str]:
        """Triples of a CONSTRUCT over the union of all graphs, as N-Triples without the full stop."""


class Writer(Reader, Protocol):
    """Writes a store. Only one process may."""

    def replace_graphs(self, names: Iterable[str], nquads: bytes) -> None:
        """Remove the named graphs, then load the quads."""

    def rebuild_graph(self, name: str, lines: Sequence[str], before: Sequence[str] | None = None) -> None:
        """Make a graph hold just these canonical N-Quads lines; only what differs is written.

        before: what it holds now, where the caller knows
        """

    def settle(self) -> None:
        """Put what was loaded in order, where that is worth the time."""

    def checkpoint(self, path: Path) -> None:
        """Make an independent copy of the store at path."""
