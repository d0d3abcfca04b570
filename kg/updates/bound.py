"""Questions to a store about some things only, which cost as much as there are of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from kg.store.base import Reader

_T = TypeVar("_T")
_AT_ONCE = 500
"""Things a query: enough that taking the query apart costs little of it."""


def bound(
    store: Reader, pattern: str, things: Iterable[str], *, out: str = "?a ?b", graph: str = ""
) -> Iterator[dict[str, str]]:
    """Rows of a pattern for each value of ?a among the things, bare IRIs.

    out: what is asked for. graph: a named graph to look into, in place of the default graph
    """
    # The values stand inside the clause of the graph: from outside the engine would join them to a scan of the graph.
    where = f"GRAPH <{graph}>" if graph else ""
    for some in _lumps(f"<{each}>" for each in sorted(set(things))):
        yield from store.select(f"SELECT {out} {{ {where} {{ VALUES ?a {{ {' '.join(some)} }} {pattern} }} }}")


def pairs(store: Reader, pattern: str, things: Iterable[str], graph: str = "") -> Iterator[tuple[str, str]]:
    """The same as values of ?a and ?b."""
    for row in bound(store, pattern, things, graph=graph):
        yield row["a"], row["b"]


def held(store: Reader, triples: Iterable[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    """Those of the triples, in N-Triples text, that stand in the default graph of the store."""
    found: set[tuple[str, str, str]] = set()
    for some in _lumps(sorted(triples)):
        values = " ".join(f"({subject} {name} {term} {at})" for at, (subject, name, term) in enumerate(some))
        rows = store.select(f"SELECT ?n {{ VALUES (?s ?p ?o ?n) {{ {values} }} FILTER EXISTS {{ ?s ?p ?o }} }}")
        found.update(some[int(row["n"])] for row in rows)
    return found


def known(store: Reader, things: Iterable[str]) -> set[str]:
    """Those of the bare IRIs of which the default graph of the store states anything."""
    return {row["a"] for row in bound(store, "FILTER EXISTS { ?a ?p ?o }", things, out="?a")}


def _lumps(things: Iterable[_T]) -> Iterator[list[_T]]:
    rest = iter(things)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
