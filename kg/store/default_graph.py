"""The default graph of an edition's store, as a file of N-Triples for a while: every triple of its graphs, once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, cast

import pyoxigraph as ox

_PIECE = 1 << 20


@contextmanager
def default_graph(store_path: Path, scratch: Path) -> Iterator[IO[bytes]]:
    """An open file with all of it, one triple a line, at its beginning. scratch: a folder with room for it."""
    with TemporaryFile(dir=scratch) as file:
        store = ox.Store.read_only(str(store_path))
        store.dump(cast(IO[bytes], file), ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        file.seek(0)
        yield cast(IO[bytes], file)


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """The file from its beginning in pieces of whole lines."""
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece + file.readline()
