"""What differs between the stores of two editions, quad by quad."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.iri import Iris
from kg.store.base import Reader

Quad = tuple[str, str, str, str]
"""Subject, predicate and object in N-Triples text, and the graph as a bare IRI."""
Triple = tuple[str, str, str]
Updater = Callable[[Path, Path, Reader, Reader, Iris, "Delta"], bool]
"""Makes the file at the first path, which is not there yet, from the one at the second, of the edition before.

The readers are those of the new store and of the one before. False where the file is better made whole; what it left at
the first path is removed then.
"""


@dataclass(frozen=True)
class Delta:
    """Quads that only the edition before held, and quads that only the new one holds; of all named graphs."""

    gone: frozenset[Quad]
    come: frozenset[Quad]

    def __len__(self) -> int:
        return len(self.gone) + len(self.come)

    def __iter__(self) -> Iterator[Quad]:
        yield from self.gone
        yield from self.come

    @cached_property
    def graphs(self) -> frozenset[str]:
        """IRIs of the graphs that differ."""
        return frozenset(quad[3] for quad in self)

    @cached_property
    def _subjects(self) -> frozenset[str]:
        return frozenset(quad[0][1:-1] for quad in self if quad[0][0] == "<")

    def subjects(self) -> frozenset[str]:
        """Bare IRIs of which something is stated on one side only."""
        return self._subjects

    @cached_property
    def _nodes(self) -> frozenset[str]:
        return self._subjects | {quad[2][1:-1] for quad in self if quad[2][0] == "<"}

    def nodes(self) -> frozenset[str]:
        """Bare IRIs that stand as subject or object of what differs."""
        return self._nodes

    @cached_property
    def _by_predicate(self) -> dict[str, tuple[list[Quad], list[Quad]]]:
        found: dict[str, tuple[list[Quad], list[Quad]]] = {}
        for side, quads in enumerate((self.gone, self.come)):
            for quad in sorted(quads):
                found.setdefault(quad[1], ([], []))[side].append(quad)
        return found

    def predicates(self) -> frozenset[str]:
        """Bare IRIs of the properties of what differs."""
        return frozenset(name[1:-1] for name in self._by_predicate)

    def of(self, predicate: str) -> tuple[list[Quad], list[Quad]]:
        """(gone, come) of the property with that bare IRI, sorted."""
        return self._by_predicate.get(f"<{predicate}>", ([], []))

    def within(self, graphs: Iterable[str]) -> Delta:
        """What differs in these graphs alone."""
        wanted = frozenset(graphs)
        gone, come = (frozenset(quad for quad in side if quad[3] in wanted) for side in (self.gone, self.come))
        return Delta(gone, come)

    def triples(self) -> tuple[frozenset[Triple], frozenset[Triple]]:
        """(gone, come) without their graphs; a triple that left one graph for another is in both."""
        return frozenset(quad[:3] for quad in self.gone), frozenset(quad[:3] for quad in self.come)

    def save(self, path: Path) -> None:
        """Write it to a file."""
        path.write_text(json.dumps([sorted(self.gone), sorted(self.come)], ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Delta:
        """Read what ``save`` wrote."""
        gone, come = json.loads(path.read_text(encoding="utf-8"))
        return cls(frozenset(map(tuple, gone)), frozenset(map(tuple, come)))


def quad_of(line: str) -> Quad:
    """A canonical N-Quads line of a named graph, taken apart.

    >>> quad_of('<http://a> <http://b> "x y"@en <http://g> .')
    ('<http://a>', '<http://b>', '"x y"@en', 'http://g')
    """
    subject, predicate, rest = line.rstrip("\n").split(" ", 2)
    target, _, graph = rest.removesuffix(" .").rpartition(" ")
    return subject, predicate, target, graph[1:-1]


def line_of(quad: Quad) -> str:
    """The same as a line with its end."""
    return f"{quad[0]} {quad[1]} {quad[2]} <{quad[3]}> .\n"
