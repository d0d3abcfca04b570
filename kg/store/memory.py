"""A store's copy in memory, read by the forks of the process that made it: the default graph and the summary graphs.

What stands in other named graphs stands in the default graph too; with both, each thing would have twice the quads to
look through (measured: 1.5 to 2.4 times slower), and the copy twice the size. Queries that name other graphs read the
store on disk (``kg.store.named``).
"""

from __future__ import annotations

import gzip
import json
import os
import re
from hashlib import file_digest
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from extractors.errors import RunAborted
from kg.store.named import APART

_BUFFER = 1 << 20
_DUMP = "dumps/graph.nq.gz"
_GRAPH = re.compile(rb" <(?![^<> ]*%s)[^<> ]*> \.\n" % APART.encode())
"""The end of a line of N-Quads in a graph that does not stand apart."""
_NICE = 10


def copy_into_memory(store_path: Path) -> ox.Store:
    """The default graph and the summaries of a read-only store. RunAborted where it cannot be read whole.

    The store on disk is opened by a child that writes its quads into a pipe: the engine starts threads for a store on
    disk, and a process with threads must not be forked.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _write_all(store_path, reading, writing)
    os.close(writing)
    copy = ox.Store()
    try:
        with os.fdopen(reading, "rb") as lines:
            copy.bulk_load(lines, ox.RdfFormat.N_QUADS, lenient=True)
    finally:
        _, status = os.waitpid(child, 0)
    if status != 0:
        raise RunAborted(
            "STORE004",
            "The store could not be read into memory.",
            where=str(store_path),
            advice="Run `sunqar verify`; `sunqar publish --rollback N` goes back to an earlier edition.",
        )
    return copy


def _write_all(store_path: Path, reading: int, writing: int) -> None:
    """In the child; never returns."""
    status = 1
    try:
        os.nice(_NICE)  # whoever answers queries goes first; the reader of the pipe waits for this side
        os.close(reading)
        with os.fdopen(writing, "wb", buffering=_BUFFER) as lines:
            if dump := _dump(store_path):
                _write_dump(dump, lines)
            else:
                _write_store(ox.Store.read_only(str(store_path)), lines)
        status = 0
    except BrokenPipeError:
        status = 2  # the reader has gone, and with it whoever could be told
    finally:
        os._exit(status)


def _dump(store_path: Path) -> Path | None:
    """The dump of the edition that the store is of, where it has one and that is whole.

    It is read five to ten times faster than the store, which looks up each term of each quad.
    """
    path, manifest = store_path.parent / _DUMP, store_path.parent / "edition.json"
    if store_path.name != "store" or not path.is_file() or not manifest.is_file():
        return None
    promised = json.loads(manifest.read_text(encoding="utf-8"))["files"].get(_DUMP)
    with path.open("rb") as file:
        return path if file_digest(file, "sha256").hexdigest() == promised else None


def _write_dump(path: Path, lines: IO[bytes]) -> None:
    """What stands in graphs that do not stand apart goes into the default graph."""
    rest = b""
    with gzip.open(path) as dump:
        while block := dump.read(_BUFFER):
            whole, end, rest = (rest + block).rpartition(b"\n")
            lines.write(_GRAPH.sub(b" .\n", whole + end))
    if rest:
        raise EOFError("the dump ends within a line")


def _write_store(store: ox.Store, lines: IO[bytes]) -> None:
    store.dump(lines, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    for graph in store.named_graphs():
        if isinstance(graph, ox.NamedNode) and APART in graph.value:
            triples = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""
            # Line ends within literals are escaped, so this is the end of a line.
            lines.write(triples.replace(b" .\n", f" {graph} .\n".encode()))
