"""Whole editions as files."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.edition import Edition
from kg.prefixes import standard_prefixes
from kg.store.jsonld import write_jsonld
from kg.store.oxigraph import OxigraphStore

FORMATS = {
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def dump(edition: Edition, format_: str, path: Path) -> None:
    """Write an edition to path. N-Quads and JSON-LD go by graph and subject; ttl is the union of all graphs."""
    store = OxigraphStore(edition.store_path, read_only=True)
    if format_ == "nq":
        with path.open("w", encoding="utf-8", newline="\n") as handle:
            for name in sorted(store.graph_names()):
                handle.writelines(store.graph_lines(name))
        return
    if format_ == "jsonld":
        with path.open("wb") as target:
            write_jsonld(target, store, edition.vocabulary)
        return
    store.dump_to(path, FORMATS[format_], standard_prefixes(edition.vocabulary))
