"""The embedded store: pyoxigraph on disk. Reading and writing for one process; queries of strangers go to workers.

Invariant: the default graph holds every triple of the named graphs, once. The engine's own union of graphs repeats a
triple as often as it stands in them, so counts over it are wrong, and it is three times slower to read (measured on the
demonstration: six ready queries, 2.5 to 3.6 times, for a third more disk). Only summary graphs stand apart from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import RawIOBase
from itertools import islice
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from extractors.errors import RunAborted
from kg.store.named import APART
from kg.store.rows import rows, table

_DUMPED = {
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
}
FEW = 5_000
"""Quads; fewer are written one by one in less time than the engine takes to make and sync a file of them."""
LUMP = 250_000
"""Quads that a rebuilt graph gives the engine at once."""
MANY = 100_000
"""Quads; a store into which fewer were loaded reads fast enough as it is."""
BYTES = 200
"""On disk, for a quad; measured: 192 after a load."""


class OxigraphStore:
    """A store folder, opened for writing, or read-only where it is an edition's."""

    name = "oxigraph"

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        try:
            if not read_only:
                path.mkdir(parents=True, exist_ok=True)
            self._store = ox.Store.read_only(str(path)) if read_only else ox.Store(str(path))
            self._loaded = 0
            self._path = path
        except OSError as error:
            raise RunAborted(
                "STORE001",
                f"The store cannot be opened: {error}.",
                where=str(path),
                advice="Check disk space and rights, then `sunqar verify`; `sunqar publish --rollback N` goes back.",
            ) from error

    def select(self, query: str) -> Iterator[dict[str, str]]:
        """Rows of a SELECT over the union of all graphs; IRIs bare, literals as their lexical form."""
        return rows(self._store, query)

    def table(self, query: str) -> bytes:
        """The answer to a SELECT over the union of all graphs as SPARQL 1.1 TSV: a heading line, terms as in Turtle."""
        return table(self._store, query)

    def construct_lines(self, query: str) -> Iterator[str]:
        """Triples of a CONSTRUCT over the union of all graphs, as N-Triples without the full stop."""
        for triple in self._store.query(query):  # type: ignore[union-attr]
            yield f"{triple.subject} {triple.predicate} {triple.object}"

    def graph_lines(self, graph: str) -> list[str]:
        """A graph as canonical N-Quads lines, sorted."""
        dumped = self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph))
        end = f" <{graph}> .\n"
        text: str = (dumped or b"").decode()
        return sorted(line[:-2] + end for line in text.split("\n") if line)

    def graph_sizes(self) -> dict[str, int]:
        """Number of triples of every named graph, by IRI."""
        rows = self.select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        return {row["g"]: int(row["n"]) for row in rows if "g" in row}

    def holds(self, quad: ox.Quad) -> bool:
        """Whether the quad is there."""
        return quad in self._store

    def graph_names(self) -> Iterator[str]:
        """IRIs of the named graphs."""
        for name in self._store.named_graphs():
            yield name.value

    def replace_graphs(self, names: Iterable[str], nquads: bytes) -> None:
        """Remove the named graphs, then load the quads. The caller's ledger makes an interrupted call repeat."""
        filled = {name: lines for name in names if (lines := self.graph_lines(name))}
        if filled:
            fresh = set(_triples(nquads).splitlines(keepends=True))
            gone = {line for lines in filled.values() for line in _triples("".join(lines).encode()).splitlines(True)}
            self._forget(gone - fresh, frozenset(filled))
            for name in filled:
                self._store.remove_graph(ox.NamedNode(name))
        if nquads:
            self._load(nquads)

    def rebuild_graph(self, name: str, lines: Sequence[str], before: Sequence[str] | None = None) -> None:
        """Make a graph hold just these canonical N-Quads lines; only what differs is written.

        before: what it holds now, where the caller knows. Removing a large graph costs a hundred times as much as
        reading it, and little of a rebuilt graph changes.
        """
        held = set(self.graph_lines(name) if before is None else before)
        gone = "".join(held.difference(lines)).encode()
        self._forget(set(_triples(gone).splitlines(keepends=True)), frozenset((name,)))
        for quad in ox.parse(input=gone, format=ox.RdfFormat.N_QUADS):
            self._store.remove(quad)
        for lump in _lumps(line for line in lines if line not in held):
            self._load(lump)

    def merge(self) -> None:
        """Fill the default graph where it is empty: of a store that was written before there was one.

        In one load, which the engine takes whole or not at all: a stop in the middle must leave it empty, or nobody
        would see what is missing.
        """
        nothing = next(self._store.quads_for_pattern(None, None, None, ox.DefaultGraph()), None) is None
        if nothing and len(self._store):
            united: Any = _Pieces(
                self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name)
                for name in self._store.named_graphs()
                if isinstance(name, ox.NamedNode) and APART not in name.value
            )
            self._store.bulk_load(input=united, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.DefaultGraph())

    def is_merged(self) -> bool:
        """Whether the invariant above holds; reads everything."""
        counts = (
            "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
            f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT ?s ?p ?o {{ GRAPH ?g {{ ?s ?p ?o }} {_UNITED} }} }}",
            f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} {_UNITED} FILTER NOT EXISTS {{ ?s ?p ?o }} }}",
        )
        merged, named, missing = (next(iter(self.select(query)))["n"] for query in counts)
        return merged == named and missing == "0"

    def load_apart(self, nquads: bytes) -> None:
        """Load graphs that stand apart from the default graph (see ``APART``); the store must not hold them yet."""
        lines = nquads.count(b"\n")
        self._loaded += lines
        if lines < FEW:  # the store of an edition in the making, so nothing is lost that was promised to anybody
            self._store.extend(ox.parse(input=nquads, format=ox.RdfFormat.N_QUADS))
        else:
            self._store.bulk_load(input=nquads, format=ox.RdfFormat.N_QUADS)

    def _load(self, nquads: bytes) -> None:
        """Into the named graphs and into the default graph."""
        self._loaded += 2 * nquads.count(b"\n")
        try:
            self._store.bulk_load(input=nquads, format=ox.RdfFormat.N_QUADS)
            self._store.bulk_load(
                input=_triples(nquads), format=ox.RdfFormat.N_TRIPLES, to_graph=ox.DefaultGraph()
            )
        except SyntaxError as error:
            raise RunAborted("STORE002", f"The mapper wrote a line that is no N-Quad: {error}.") from error
        except OSError as error:
            raise RunAborted(
                "STORE003",
                f"The store could not take {len(nquads)} bytes: {error}.",
                advice="Free disk space, then run the same command again: what was loaded before is kept.",
            ) from error

    def _forget(self, triples: set[bytes], graphs: frozenset[str]) -> None:
        """Take triples out of the default graph that stand in no named graph but these.

        Done before they leave those graphs: a stop in between leaves triples missing, which the repeated call mends,
        never triples too many, which nothing would.
        """
        for triple in ox.parse(input=b"".join(triples), format=ox.RdfFormat.N_TRIPLES):
            found = self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
            names = (quad.graph_name for quad in found)
            if not any(isinstance(name, ox.NamedNode) and name.value not in graphs for name in names):
                self._store.remove(ox.Quad(triple.subject, triple.predicate, triple.object))

    def dump_to(self, path: Path, format_: ox.RdfFormat, prefixes: dict[str, str]) -> None:
        """Write the whole store to a file; a format that knows no graphs gets the union of all of them."""
        if format_.supports_datasets:
            named = (quad for quad in self._store if quad.graph_name != ox.DefaultGraph())
            ox.serialize(named, str(path), format=format_, prefixes=prefixes)
            return
        triples = (quad.triple for quad in self._store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
        ox.serialize(sorted(triples, key=str), str(path), format=format_, prefixes=prefixes)

    def write_to(self, target: IO[bytes], format_name: str, prefixes: dict[str, str]) -> None:
        """The same into an open file; format_name is one of trig, ttl, jsonld, nq."""
        format_ = _DUMPED[format_name]
        if format_.supports_datasets:
            named = (quad for quad in self._store if quad.graph_name != ox.DefaultGraph())
            ox.serialize(named, target, format=format_, prefixes=prefixes)
            return
        triples = (quad.triple for quad in self._store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
        ox.serialize(sorted(triples, key=str), target, format=format_, prefixes=prefixes)

    def settle(self) -> None:
        """Compact the store where much was loaded since that was last done: reading is up to six times faster then."""
        # To count what it holds would be to read it all: its size tells as much.
        if self._loaded > MANY and self._loaded * 20 * BYTES > sum(file.stat().st_size for file in self._files()):
            self._store.optimize()
            self._loaded = 0

    def _files(self) -> Iterator[Path]:
        return self._path.glob("*.sst")

    def flush(self) -> None:
        """Write everything to disk."""
        self._store.flush()

    def close(self) -> None:
        """Let go of the files. The store is of no more use then; an iterator that is still held keeps them open."""
        del self._store

    def checkpoint(self, path: Path) -> None:
        """Make an independent copy of the store at path."""
        self._store.flush()
        self._store.backup(str(path))

    def __len__(self) -> int:
        return len(self._store)


_END = b"\x00"
"""Stands for no piece; no N-Triples hold it."""


class _Pieces(RawIOBase):
    """Pieces of bytes, read as one file; each is made when it is come to."""

    def __init__(self, pieces: Iterator[bytes | None]) -> None:
        self._pieces, self._rest, self._at = pieces, b"", 0

    def readable(self) -> bool:
        """It is for reading alone."""
        return True

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes, b"" at the end; fewer than asked for where a piece ends."""
        while self._at >= len(self._rest):
            piece = next(self._pieces, _END)
            if piece is _END:
                return b""
            self._rest, self._at = piece or b"", 0
        end = len(self._rest) if size < 0 else self._at + size
        given, self._at = self._rest[self._at : end], end
        return given


def _lumps(lines: Iterable[str]) -> Iterator[bytes]:
    """The lines as bytes, LUMP of them at once: the engine takes several times the memory of what it is given."""
    rest = iter(lines)
    while lump := "".join(islice(rest, LUMP)):
        yield lump.encode()


def _triples(nquads: bytes) -> bytes:
    """N-Quads lines without their graph, which begins at the last ``<``. Line ends inside literals are escaped."""
    return b"".join([line[: line.rfind(b"<")] + b".\n" for line in nquads.split(b"\n") if line])


_UNITED = f'FILTER(!CONTAINS(STR(?g), "{APART}"))'
