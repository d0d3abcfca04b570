"""What differs between an edition and the store that is to follow it, so that only that need be validated again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from kg.edition import Edition
from kg.gate import GraphHash
from kg.shacl.changed import TYPE, Changes
from kg.shacl.model import Shape
from kg.store.oxigraph import OxigraphStore

MOST_TRIPLES = 400_000
"""Of changed graphs; where there are more, validating everything is as quick as comparing them."""
_BATCH = 500
_LINE = re.compile(r"(\S+) (\S+) (.+) <[^<> ]*> \.\n?")
Triple = tuple[str, str, str]


def shapes_sha256(shapes: Sequence[Shape]) -> str:
    """Of all that the shapes ask; an edition keeps it to say what it conformed to."""
    return sha256("\n".join(sorted(map(repr, shapes))).encode()).hexdigest()


def changes_since(edition: Edition | None, store: Path, graphs: Mapping[str, GraphHash], shapes: str) -> Changes | None:
    """What the store at that path has or lacks against the edition; None where everything is to be validated.

    graphs are those of the store, shapes is ``shapes_sha256`` of what will be asked. An edition that conformed to
    other shapes, or was made before it was kept to which, says nothing.
    """
    if edition is None or edition.manifest.get("shapes") != shapes:
        return None
    before = edition.manifest["graphs"]
    names = sorted(
        name
        for name in {*before, *graphs}
        if name not in graphs or name not in before or before[name]["sha256"] != graphs[name].sha256
    )
    sizes = [
        max(before.get(name, {}).get("triples", 0), graphs[name].triples if name in graphs else 0) for name in names
    ]
    if sum(sizes) > MOST_TRIPLES:
        return None
    old, new = OxigraphStore(edition.store_path, read_only=True), OxigraphStore(store, read_only=True)
    gone: set[Triple] = set()
    come: set[Triple] = set()
    for name in names:
        was, now = set(old.graph_lines(name)), set(new.graph_lines(name))
        gone.update(_triples(was - now))
        come.update(_triples(now - was))
    typed = {*_news(old, come), *_news(new, gone)}
    return Changes.of(come | gone, typed)


def _triples(lines: Iterable[str]) -> Iterator[Triple]:
    for line in lines:
        if (match := _LINE.fullmatch(line)) is not None:
            yield match[1], match[2], match[3]


def _news(store: OxigraphStore, triples: Iterable[Triple]) -> Iterator[str]:
    """Subjects of those rdf:type triples that the store, in the union of its graphs, does not hold."""
    types = sorted((subject, value) for subject, predicate, value in triples if predicate == TYPE and subject[0] == "<")
    for start in range(0, len(types), _BATCH):
        some = types[start : start + _BATCH]
        values = " ".join(f"({subject} {value})" for subject, value in some)
        rows = store.select(f"SELECT ?node ?kind {{ VALUES (?node ?kind) {{ {values} }} ?node a ?kind }}")
        held = {(f"<{row['node']}>", f"<{row['kind']}>") for row in rows}
        yield from (subject for subject, value in some if (subject, value) not in held)
