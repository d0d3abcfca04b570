"""A store's copy in memory, read by the forks of the process that made it."""

from __future__ import annotations

import os
from pathlib import Path

import pyoxigraph as ox

from extractors.errors import RunAborted

_BUFFER = 1 << 20


def copy_into_memory(store_path: Path) -> ox.Store:
    """Everything of a read-only store. RunAborted where it cannot be read whole.

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
        os.close(reading)
        with os.fdopen(writing, "wb", buffering=_BUFFER) as lines:
            ox.Store.read_only(str(store_path)).dump(lines, ox.RdfFormat.N_QUADS)
        status = 0
    except BrokenPipeError:
        status = 2  # the reader has gone, and with it whoever could be told
    finally:
        os._exit(status)
