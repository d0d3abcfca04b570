"""A store's copy in memory, read by the forks of the process that made it: the default graph and the summary graphs.

What stands in other named graphs stands in the default graph too; with both, each thing would have twice the quads to
look through (measured: 1.5 to 2.4 times slower), and the copy twice the size. Queries that name other graphs read the
store on disk (``kg.store.named``).
"""

from __future__ import annotations

import os
from pathlib import Path

import pyoxigraph as ox

from extractors.errors import RunAborted
from kg.store.named import APART

_BUFFER = 1 << 20
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
            store = ox.Store.read_only(str(store_path))
            store.dump(lines, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
            for graph in store.named_graphs():
                if isinstance(graph, ox.NamedNode) and APART in graph.value:
                    triples = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""
                    # Line ends within literals are escaped, so this is the end of a line.
                    lines.write(triples.replace(b" .\n", f" {graph} .\n".encode()))
        status = 0
    except BrokenPipeError:
        status = 2  # the reader has gone, and with it whoever could be told
    finally:
        os._exit(status)
