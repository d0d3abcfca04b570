"""What differs between an edition and the store that is to follow it, so that only that need be validated again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from kg.differing import differences
from kg.edition import Edition
from kg.gate import GraphHash
from kg.shacl.changed import MOST, TYPE, Changes
from kg.shacl.model import Shape
from kg.store.oxigraph import OxigraphStore
from kg.store.texts import GraphTexts, TextMissing

FEWEST, SHARE = 2_000, 200
"""Triples that came or went: where there are more than both that number and that part of all, all is validated.

Of generated data of 1.1 million, a fiftieth changed: looked at alone, publishing took 63 s of CPU, looked at whole 42.
"""
NODES_SHARE = 500
"""Nodes of one rule that are looked at one by one: more in a larger edition, since to read it whole is dearer there."""
_BATCH = 500
_LINE = re.compile(r"(\S+) (\S+) (.+) <[^<> ]*> \.\n?")
Triple = tuple[str, str, str]


def shapes_sha256(shapes: Sequence[Shape]) -> str:
    """Of all that the shapes ask; an edition keeps it to say what it conformed to."""
    return sha256("\n".join(sorted(map(repr, shapes))).encode()).hexdigest()


def changes_since(
    edition: Edition | None,
    store: Path,
    graphs: Mapping[str, GraphHash],
    shapes: str,
    texts: GraphTexts | None = None,
) -> Changes | None:
    """What the store at that path has or lacks against the edition; None where everything is to be validated.

    graphs are those of the store, shapes is ``shapes_sha256`` of what will be asked. An edition that conformed to
    other shapes, or was made before it was kept to which, says nothing. texts: where graphs of both are kept in words;
    those that are not there are read from the two stores.
    """
    if edition is None or edition.manifest.get("shapes") != shapes:
        return None
    before = edition.manifest["graphs"]
    names = sorted(
        name
        for name in {*before, *graphs}
        if name not in graphs or name not in before or before[name]["sha256"] != graphs[name].sha256
    )
    total = sum(graph.triples for graph in graphs.values())
    most = max(FEWEST, total // SHARE)
    old, new = OxigraphStore(edition.store_path, read_only=True), OxigraphStore(store, read_only=True)
    gone: set[Triple] = set()
    come: set[Triple] = set()
    try:
        for name in names:
            was = _blocks(texts, old, name, str(before[name]["sha256"]) if name in before else "")
            now = _blocks(texts, new, name, graphs[name].sha256 if name in graphs else "")
            for left, added in differences(was, now):
                gone.update(_triples(left))
                come.update(_triples(added))
                if len(gone) + len(come) > most:
                    return None
    except TextMissing:  # a kept text is damaged, and part of it was taken for the graph
        return None
    typed = {*_news(old, come), *_news(new, gone)}
    return Changes.of(come | gone, typed, max(MOST, total // NODES_SHARE))


def _blocks(texts: GraphTexts | None, store: OxigraphStore, name: str, digest: str) -> Iterator[list[bytes]]:
    """A graph's lines in order, from its kept text or else from the store; of no graph, nothing."""
    if not digest:
        return
    given = False
    try:
        if texts is None:
            raise TextMissing
        for block in texts.blocks(digest):
            given = True
            yield block
    except TextMissing:
        if given:
            raise
        yield [line.encode() for line in store.graph_lines(name)]


def _triples(lines: Iterable[bytes]) -> Iterator[Triple]:
    for line in lines:
        if (match := _LINE.fullmatch(line.decode())) is not None:
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
