"""Questions to a store about all of a kind or about some things only; these cost as much as there are of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator

from kg.dossier.side import Side
from kg.store.base import Reader
from kg.updates.tables import lumps

Pairs = dict[str, str]
Only = Collection[str] | None
"""Bare IRIs; None: all that there are."""
_IRI = re.compile(r"[^<>\"{}|^`\\\x00-\x20]+")


def pairs(
    store: Reader, pattern: str, only: Only = None, wanted: Container[str] | None = None, part: str = ""
) -> Pairs:
    """Subject -> object, the least of several; wanted: keep only these, or parts of these with that ending."""
    found: Pairs = {}
    for row in rows(store, "?s ?o", pattern, only):
        subject, value = row["s"], row["o"]
        if wanted is not None:
            whole = subject.removesuffix(part) if part else subject
            if whole not in wanted or (part and whole == subject):
                continue
        if subject not in found or value < found[subject]:
            found[subject] = value
    return found


def rows(store: Reader, asked: str, pattern: str, only: Only) -> Iterator[dict[str, str]]:
    """Rows of a SELECT of these variables; only: values of ?s."""
    if only is None:
        yield from store.select(f"SELECT {asked} WHERE {{ {pattern} }}")
        return
    if isinstance(store, Side):
        answered, only = store.rows(asked, pattern, set(only))
        yield from answered
    for values in _values(only):
        given = f"VALUES ?s {{ {values} }}"
        # Within the graph: from without, the engine reads all of the property there, then throws most of it away.
        bound = pattern.replace("{", f"{{ {given}", 1) if pattern.startswith("GRAPH") else f"{given} {pattern}"
        yield from store.select(f"SELECT {asked} WHERE {{ {bound} }}")


def subjects(store: Reader, property_: str | None, objects: Collection[str]) -> set[str]:
    """Bare IRIs of what has one of these, bare IRIs too, as a value of the property; None: of any."""
    name = "?p" if property_ is None else f"<{property_}>"
    return {
        row["s"]
        for values in _values(objects)
        for row in store.select(f"SELECT ?s {{ VALUES ?o {{ {values} }} ?s {name} ?o }}")
    }


def _values(things: Collection[str]) -> Iterator[str]:
    """Some IRIs at once, as VALUES takes them. What is none (two values in one, nothing) has no rows anyway."""
    for some in lumps({each for each in things if _IRI.fullmatch(each)}):
        yield " ".join(f"<{each}>" for each in some)
