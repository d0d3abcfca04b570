"""The engine side of own graphs: a small dataset in memory that updates run on, and the snapshot that is served.

Updates see the own graphs alone, so nothing that comes from documents can be changed by them, whatever they say.
The snapshot (``kg.store.served``) is a file of N-Quads where there are no documents, which query processes read into
memory; else a copy of the edition's store with the own graphs written over it, its default graph the union of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from extractors.errors import CodedError
from kg.own.graphs import GraphChange
from kg.own.names import DEFAULT
from kg.store.query import GRAPH_FORMATS, syntax_problem
from kg.store.served import HEAD


class WriteFailed(CodedError):
    """WRITE010 the data is not what it says it is, 011 the update cannot be carried out, 012 it is not valid."""


class OwnDataset:
    """Own graphs in memory. What a write did is known afterwards, and can be taken back."""

    def __init__(self, graphs: Mapping[str, set[str]]) -> None:
        self._store = ox.Store()
        self._before: frozenset[str] = frozenset()
        self.graphs: dict[str, set[str]] = {}
        self._apply({name: GraphChange(frozenset(lines)) for name, lines in graphs.items()})

    def update(self, text: str, base: str, prefixes: Mapping[str, str]) -> dict[str, GraphChange]:
        """Run an update, all of its operations or none. WriteFailed with the place of an error of syntax."""
        try:
            self._store.update(text, base_iri=base, prefixes=dict(prefixes))
        except SyntaxError as error:
            told = syntax_problem(str(error))
            message = told.message.replace("The query", "The update", 1)
            raise WriteFailed("WRITE012", message, where=told.where, advice=told.advice) from error
        except (OSError, RuntimeError) as error:
            raise WriteFailed("WRITE011", f"The update could not be carried out: {error}.") from error
        return self._changes({DEFAULT, *self.graphs, *self._names()})

    def put(self, graph: str, parts: Iterable[tuple[bytes, str]], base: str) -> dict[str, GraphChange]:
        """Replace a graph by documents; each is bytes and one of the names of GRAPH_FORMATS."""
        triples = _parsed(parts, base)
        self._store.clear_graph(_node(graph))
        return self._insert(graph, triples)

    def post(self, graph: str, parts: Iterable[tuple[bytes, str]], base: str) -> dict[str, GraphChange]:
        """Add documents to a graph."""
        return self._insert(graph, _parsed(parts, base))

    def delete(self, graph: str) -> dict[str, GraphChange]:
        """Remove a graph; of the default graph, what is in it."""
        if graph == DEFAULT:
            self._store.clear_graph(ox.DefaultGraph())
        else:
            self._store.remove_graph(ox.NamedNode(graph))
        return self._changes({graph})

    def undo(self, changes: Mapping[str, GraphChange]) -> None:
        """Take back a write whose changes were just given."""
        back = {}
        for name, change in changes.items():
            existed = name in self._before or name == DEFAULT
            back[name] = GraphChange(change.removed, change.added, exists=existed)
        self._apply(back)

    def dump(self) -> bytes:
        """As N-Quads; the first line is a comment that names the graphs, of which some may be empty."""
        names = b" ".join(f"<{name}>".encode() for name in sorted(self.graphs) if name != DEFAULT)
        return HEAD + names + b"\n" + (self._store.dump(format=ox.RdfFormat.N_QUADS) or b"")

    def _insert(self, graph: str, triples: Iterable[ox.Triple]) -> dict[str, GraphChange]:
        node = _node(graph)
        if isinstance(node, ox.NamedNode):
            self._store.add_graph(node)
        self._store.extend(ox.Quad(one.subject, one.predicate, one.object, node) for one in triples)
        return self._changes({graph})

    def _changes(self, names: Iterable[str]) -> dict[str, GraphChange]:
        """What is new in these graphs since the last write; takes note of it."""
        self._before = frozenset(self.graphs)
        there = set(self._names())
        found: dict[str, GraphChange] = {}
        for name in names:
            lines = self._lines(name)
            before = self.graphs.get(name, set())
            change = GraphChange(frozenset(lines - before), frozenset(before - lines), name in there or name == DEFAULT)
            if change.added or change.removed or (name != DEFAULT and (name in there) != (name in self.graphs)):
                found[name] = change
            self._remember(name, lines, change.exists)
        return dict(sorted(found.items()))

    def _apply(self, changes: Mapping[str, GraphChange]) -> None:
        for name, change in changes.items():
            node = _node(name)
            for quad in _quads(change.removed, node):
                self._store.remove(quad)
            self._store.extend(_quads(change.added, node))
            if isinstance(node, ox.NamedNode):
                (self._store.add_graph if change.exists else self._store.remove_graph)(node)
            lines = (self.graphs.get(name, set()) - change.removed) | change.added
            self._remember(name, lines, change.exists)

    def _remember(self, name: str, lines: set[str], exists: bool) -> None:
        if lines or (exists and name != DEFAULT):
            self.graphs[name] = lines
        else:
            self.graphs.pop(name, None)

    def _names(self) -> Iterator[str]:
        for node in list(self._store.named_graphs()):
            if isinstance(node, ox.NamedNode):
                yield node.value
            else:  # a template made it of a variable that was bound to a blank node: no name for a graph
                self._store.remove_graph(node)

    def _lines(self, name: str) -> set[str]:
        text = (self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=_node(name)) or b"").decode()
        return {line for line in text.split("\n") if line}


class ServedCopy:
    """A copy of an edition's store over which own graphs are written; its default graph is the union of all graphs."""

    def __init__(self, edition_store: Path, path: Path, stale: Iterable[str], graphs: Mapping[str, set[str]]) -> None:
        """stale: own graphs as the edition has them, which are replaced by those given."""
        ox.Store.read_only(str(edition_store)).backup(str(path))
        self._store = ox.Store(str(path))
        for name in stale:
            node = ox.NamedNode(name)
            held = frozenset(
                f"{quad.triple} ." for quad in self._store.quads_for_pattern(None, None, None, node)
            )
            fresh = graphs.get(name, set())
            self.apply({name: GraphChange(frozenset(), held - fresh, exists=name in graphs)})
        self.apply({name: GraphChange(frozenset(lines)) for name, lines in graphs.items()})

    def apply(self, changes: Mapping[str, GraphChange]) -> None:
        """Write changes of own graphs into their named graphs and into the union."""
        for name, change in changes.items():
            node = ox.NamedNode(name)
            for quad in _quads(change.removed, node):
                self._store.remove(quad)
                found = self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
                if all(isinstance(other.graph_name, ox.DefaultGraph) for other in found):
                    self._store.remove(ox.Quad(quad.subject, quad.predicate, quad.object))
            self._store.extend(_quads(change.added, node))
            self._store.extend(_quads(change.added, ox.DefaultGraph()))
            (self._store.add_graph if change.exists else self._store.remove_graph)(node)

    def write_to(self, path: Path) -> None:
        """An independent copy at path, for query processes to open."""
        self._store.backup(str(path))


def _parsed(parts: Iterable[tuple[bytes, str]], base: str) -> list[ox.Triple]:
    """The triples of all documents. Blank nodes of each are its own. WriteFailed names line and column."""
    found: list[ox.Triple] = []
    for data, format_name in parts:
        try:
            quads = ox.parse(
                input=data, format=GRAPH_FORMATS[format_name], base_iri=base, rename_blank_nodes=True,
                without_named_graphs=True,
            )  # fmt: skip
            found += [quad.triple for quad in quads]
        except (SyntaxError, ValueError) as error:
            known = isinstance(error, SyntaxError) and error.lineno
            place = f"line {error.lineno} column {error.offset}" if known else ""  # type: ignore[union-attr]
            raise WriteFailed(
                "WRITE010",
                f"The data is not what its media type says: {' '.join(str(error).split())}",
                where=place,
                advice="Send triples in the format that Content-Type names; a graph holds no other graphs.",
            ) from error
    return found


def _quads(lines: Iterable[str], node: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
    for quad in ox.parse(input="\n".join(lines), format=ox.RdfFormat.N_TRIPLES):
        yield ox.Quad(quad.subject, quad.predicate, quad.object, node)


def _node(graph: str) -> ox.NamedNode | ox.DefaultGraph:
    return ox.NamedNode(graph) if graph != DEFAULT else ox.DefaultGraph()
