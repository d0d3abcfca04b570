"""The store of an edition that follows another: the files of that one, and what differs.

The engine never changes a file of data once it is written (RocksDB, sorted string tables), so the two stores share them
by hard links; what is small, and what the engine would write on, is copied.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from extractors.errors import RunAborted
from kg.store.named import APART
from kg.store.oxigraph import FEW, OxigraphStore

_NEVER_CHANGED = ".sst"
_NOT_TAKEN = ("LOCK", "LOG")
_LUMP = 250_000
Lines = Iterable[str]
"""Canonical N-Quads of named graphs, each line with its end."""


def follow(before: Path, path: Path) -> None:
    """Make the store at path hold what the store before holds, which nobody writes. path must not be there yet."""
    path.mkdir(parents=True)
    for file in sorted(before.iterdir()):
        if file.name.startswith(_NOT_TAKEN) or not file.is_file():
            continue
        if file.suffix == _NEVER_CHANGED:
            os.link(file, path / file.name)
        else:
            shutil.copyfile(file, path / file.name)


def change(path: Path, gone: Lines, come: Lines) -> None:
    """Take quads out of the store at path and put others in; the default graph follows, but for graphs apart.

    For the store of an edition in the making, which nobody else has open. RunAborted STORE004 where the store does not
    hold afterwards what it should.
    """
    left, added = list(gone), list(come)
    store = ox.Store(str(path))
    gone_quads = list(_parsed(left))
    for quad in gone_quads:
        store.remove(quad)
    rest = iter(added)
    while lump := list(islice(rest, _LUMP)):
        _load(store, "".join(lump).encode(), few=len(added) < FEW)
        triples = "".join(_triple(line) for line in lump if APART not in line.rpartition("<")[2])
        _load(store, triples.encode(), few=len(added) < FEW)
    for quad in gone_quads:
        if not _is_apart(quad) and not _is_stated(store, quad):
            store.remove(ox.Quad(quad.subject, quad.predicate, quad.object))
    for graph in {quad.graph_name for quad in gone_quads}:
        if next(store.quads_for_pattern(None, None, None, graph), None) is None:
            store.remove_graph(graph)  # the engine knows a graph by name until told otherwise
    wrong = next((quad for quad in gone_quads if quad in store), None) or next(
        (quad for quad in _parsed(added) if quad not in store), None
    )
    if wrong is not None:
        raise RunAborted(
            "STORE004",
            "The store of the new edition does not hold what was written to it.",
            where=str(wrong),
            advice="Run `sunqar verify`; `sunqar publish --whole` makes the edition without the one before.",
        )
    store.flush()


def any_held(store: OxigraphStore, lines: Lines) -> bool:
    """Whether the store holds one of the quads."""
    return any(map(store.holds, _parsed(list(lines))))


def _is_stated(store: ox.Store, quad: ox.Quad) -> bool:
    """Whether a named graph that does not stand apart holds the triple."""
    found = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(isinstance(each.graph_name, ox.NamedNode) and not _is_apart(each) for each in found)


def _load(store: ox.Store, lines: bytes, *, few: bool) -> None:
    if few:
        store.extend(ox.parse(input=lines, format=ox.RdfFormat.N_QUADS))
    elif lines:
        store.bulk_load(input=lines, format=ox.RdfFormat.N_QUADS)


def _parsed(lines: list[str]) -> Iterator[ox.Quad]:
    for at in range(0, len(lines), _LUMP):
        yield from ox.parse(input="".join(lines[at : at + _LUMP]).encode(), format=ox.RdfFormat.N_QUADS)


def _is_apart(quad: ox.Quad) -> bool:
    return isinstance(quad.graph_name, ox.NamedNode) and APART in quad.graph_name.value


def _triple(line: str) -> str:
    return line[: line.rfind("<")] + ".\n"
