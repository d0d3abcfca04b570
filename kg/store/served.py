"""What query processes open: the store of an edition, or a small dataset in a file that is read into memory."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

SUFFIX = ".nq"
"""Of a snapshot that is a file."""
HEAD = b"# "
"""Begins the file's first line, which names its graphs, of which some may be empty."""


def open_served(path: Path) -> ox.Store:
    """What query processes read: an edition's store, opened read-only, or a file that OwnDataset wrote, in memory."""
    if path.suffix != SUFFIX:
        return ox.Store.read_only(str(path))
    data = path.read_bytes()
    store = ox.Store()
    head, _, _ = data.partition(b"\n")
    for name in head.removeprefix(HEAD).split():
        store.add_graph(ox.NamedNode(name[1:-1].decode()))
    store.bulk_extend(ox.parse(input=data, format=ox.RdfFormat.N_QUADS))
    return store
