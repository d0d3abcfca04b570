"""One of two editions, of whose statements the difference holds some: what only this one knows is not asked again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import IO

from kg.columns.terms import language_of, value_of
from kg.store.base import Reader
from kg.store.named import APART
from kg.updates.bound import known
from kg.updates.delta import Delta, Quad
from ontology.terms import RDF

_PATTERN = re.compile(r"(?:GRAPH (?P<graph>\?g|<[^>]*>) \{ )?\?s (?P<name>a|\?p|<[^>]*>) (?P<end>\?o|<[^>]*>)(?: \})?")
_LANGUAGE = "(LANG(?o) AS ?l)"
Told = dict[str, dict[str, dict[str, list[str]]]]
"""Subject -> property -> object, these in N-Triples text -> the graphs that say so."""


class Side:
    """A Reader. of: all that is stated of the things that only its store knows; absent: what it knows nothing of."""

    def __init__(self, store: Reader, of: Told, absent: frozenset[str]) -> None:
        self._store, self._of, self._absent = store, of, absent

    def rows(self, asked: str, pattern: str, only: Collection[str]) -> tuple[list[dict[str, str]], Collection[str]]:
        """Rows for some of the values of ?s, and the others, for which the store must be asked."""
        left = [thing for thing in only if thing not in self._absent]
        match = _PATTERN.fullmatch(pattern)
        if match is None or bool(match["graph"]) != pattern.endswith("}"):
            return [], left
        mine, others = [one for one in left if one in self._of], [one for one in left if one not in self._of]
        graph, name, end = match["graph"], match["name"], match["end"]
        wanted = f"<{RDF.type}>" if name == "a" else name
        with_language, found = _LANGUAGE in asked, []
        for thing in mine:
            told = self._of[thing]
            for property_ in told if wanted == "?p" else (wanted,):
                for term, graphs in told.get(property_, {}).items():
                    if end not in ("?o", term):
                        continue
                    row = {"s": thing, "p": property_[1:-1], "o": value_of(term)}
                    if with_language and (language := language_of(term)) is not None:
                        row["l"] = language
                    found += [row | {"g": one} for one in self._graphs(graph, graphs)]
        return found, others

    @staticmethod
    def _graphs(asked: str | None, graphs: list[str]) -> Iterable[str]:
        if asked is None:
            return ("",)
        return graphs if asked == "?g" else [graph for graph in graphs if f"<{graph}>" == asked]

    def select(self, query: str) -> Iterator[dict[str, str]]:
        """As the store beneath, as are all below."""
        return self._store.select(query)

    def table(self, query: str) -> bytes:  # noqa: D102
        return self._store.table(query)

    def graph_lines(self, graph: str) -> list[str]:  # noqa: D102
        return self._store.graph_lines(graph)

    def graph_names(self) -> Iterator[str]:  # noqa: D102
        return self._store.graph_names()

    def graph_sizes(self) -> dict[str, int]:  # noqa: D102
        return self._store.graph_sizes()

    def write_to(self, target: IO[bytes], format_name: str, prefixes: dict[str, str]) -> None:  # noqa: D102
        self._store.write_to(target, format_name, prefixes)

    def construct_lines(self, query: str) -> Iterator[str]:  # noqa: D102
        return self._store.construct_lines(query)


def sides(delta: Delta, store: Reader, old: Reader) -> tuple[Side, Side]:
    """The old one and the new one."""
    gone, come = _told(delta.gone), _told(delta.come)
    left = {thing: gone[thing] for thing in _unknown(store, gone.keys() - come.keys())}
    new = {thing: come[thing] for thing in _unknown(old, come.keys() - gone.keys())}
    return Side(old, left, frozenset(new)), Side(store, new, frozenset(left))


def _unknown(store: Reader, things: Collection[str]) -> set[str]:
    return set(things) - known(store, things)


def _told(quads: Iterable[Quad]) -> Told:
    found: Told = defaultdict(lambda: defaultdict(dict))
    for subject, property_, term, graph in quads:
        if APART not in graph and subject[0] == "<":
            found[subject[1:-1]][property_].setdefault(term, []).append(graph)
    return found
