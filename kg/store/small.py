"""A store in memory of a few triples, without graphs: to ask the same of a part of a graph as of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.store.rows import rows, table


class SmallStore:
    """lines: a triple of Turtle each, without its full stop and without prefixes; some may be the same."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._store = ox.Store()
        self.add(lines)

    def add(self, lines: Iterable[str]) -> None:
        """More of them."""
        turtle = "".join(f"{line} .\n" for line in lines).encode()
        self._store.bulk_load(input=turtle, format=ox.RdfFormat.TURTLE, lenient=True)

    def select(self, query: str) -> Iterator[dict[str, str]]:
        """Rows as ``kg.store.base.Reader.select`` gives them."""
        return rows(self._store, query)

    def table(self, query: str) -> bytes:
        """Rows as ``kg.store.base.Reader.table`` gives them."""
        return table(self._store, query)
