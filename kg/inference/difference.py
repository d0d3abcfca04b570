"""The change of what is stated since inference last read it, from the texts of the graphs that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import numpy as np

from kg.differing import differences
from kg.inference.entailed import object_properties
from kg.inference.follow import Change
from kg.inference.kept import Digests, Kept
from kg.inference.names import numbered
from kg.inference.pairs import Pairs, minus, pairs, shared
from kg.rdf.graph import TYPE
from kg.store.base import Reader
from kg.store.texts import GraphTexts
from ontology.facts import terms
from ontology.terms import RICO

Triple = tuple[str, bytes, bytes]
"""Local name of the property, subject and object; of a type, name of the class, the thing, and nothing."""
_LUMP = 300


def changed_triples(texts: GraphTexts, before: Digests, after: Digests) -> tuple[set[Triple], set[Triple]]:
    """What rules read of the lines that went and that came; some stand in other graphs still, or stood there before.

    TextMissing where a text is not kept.
    """
    gone: set[Triple] = set()
    come: set[Triple] = set()
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            for left, added in _differences(texts, before.get(name), after.get(name)):
                gone.update(_read(left))
                come.update(_read(added))
    return gone, come


def _differences(
    texts: GraphTexts, before: str | None, after: str | None
) -> Iterable[tuple[Iterable[bytes], Iterable[bytes]]]:
    told = texts.told(before, after) if before and after else None
    if told:
        return (told,)
    return differences(*(texts.blocks(digest) if digest else iter(()) for digest in (before, after)))


def change(kept: Kept, store: Reader, unread: Iterable[str], gone: set[Triple], come: set[Triple]) -> Change:
    """The same as numbers, less what is stated all the same; new nodes get numbers.

    unread: names of the graphs that state nothing
    """
    left_out = ", ".join(f"<{name}>" for name in sorted(unread))
    held = set(_held(store, sorted(gone - come), f"FILTER(?g NOT IN ({left_out}))" if left_out else ""))
    left, added = _columns(kept, gone - come - held), _columns(kept, come - gone)
    even = {name: kept.stated(2 * place) for place, name in enumerate(object_properties())}
    return Change(
        _filled({name: shared(each, even[name]) for name, each in left.items() if name in even}),
        _filled({name: minus(each, even[name]) for name, each in added.items() if name in even}),
        _filled({name: shared(each, kept.typed(name)) for name, each in left.items() if name not in even}),
        _filled({name: minus(each, kept.typed(name)) for name, each in added.items() if name not in even}),
    )


def _read(lines: Iterable[bytes]) -> Iterator[Triple]:
    properties, classes = _properties(), _classes()
    for line in lines:
        subject, predicate, rest = line.split(b" ", 2)
        name = properties.get(predicate)
        if name is not None:
            if rest.startswith(b"<"):
                yield name, subject, rest[: rest.index(b" ")]
        elif predicate == _TYPE and (kind := classes.get(rest[: rest.find(b" ")])) is not None:
            yield kind, subject, b""


def _held(store: Reader, triples: list[Triple], only: str) -> Iterator[Triple]:
    """Those that stand in a graph that states."""
    by_name: dict[str, list[tuple[bytes, bytes]]] = {}
    for name, subject, target in triples:
        by_name.setdefault(name, []).append((subject, target))
    for name, ends in sorted(by_name.items()):
        of_class = ends[0][1] == b""
        for start in range(0, len(ends), _LUMP):
            some = ends[start : start + _LUMP]
            if of_class:
                bound = f"VALUES ?s {{ {' '.join(subject.decode() for subject, _ in some)} }}"
                pattern, head = f"?s a <{RICO[name]}>", "?s"
            else:
                rows = " ".join(f"({subject.decode()} {target.decode()})" for subject, target in some)
                bound = f"VALUES (?s ?o) {{ {rows} }}"
                pattern, head = f"?s <{RICO[name]}> ?o", "?s ?o"
            # Values outside of GRAPH would make the engine read all of the property.
            answer = store.table(f"SELECT DISTINCT {head} {{ GRAPH ?g {{ {bound} {pattern} }} {only} }}")
            for row in answer.split(b"\n")[1:-1]:
                subject, _, target = row.partition(b"\t")
                yield name, subject, target


def _columns(kept: Kept, triples: set[Triple]) -> dict[str, Pairs]:
    by_name: dict[str, list[tuple[bytes, bytes]]] = {}
    for name, subject, target in sorted(triples):
        by_name.setdefault(name, []).append((subject, target))
    found = {}
    for name, ends in by_name.items():
        left = numbered(kept.names, (subject for subject, _ in ends))
        if ends[0][1]:
            found[name] = pairs(left, numbered(kept.names, (target for _, target in ends)))
        else:
            found[name] = np.unique(left)
    return found


def _filled(found: Mapping[str, Pairs]) -> dict[str, Pairs]:
    return {name: array for name, array in found.items() if array.size}


@cache
def _properties() -> dict[bytes, str]:
    return {f"<{RICO[name]}>".encode(): name for name in object_properties()}


@cache
def _classes() -> dict[bytes, str]:
    return {f"<{RICO[name]}>".encode(): name for name, term in terms().items() if term.kind == "class"}


_TYPE = f"<{TYPE}>".encode()
