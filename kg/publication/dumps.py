"""Dumps of an edition, made when it is published: compressed, the same bytes for the same graphs."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import IO, cast

from kg.edition import DUMPS, Edition
from kg.iri import Iris
from kg.prefixes import standard_prefixes
from kg.store.base import Reader
from kg.store.jsonld import write_jsonld

MEDIA_TYPES = {
    "nq": "application/n-quads",
    "trig": "application/trig",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
}
_FAST = 1


def dump_makers(folder: Path, formats: tuple[str, ...]) -> dict[Path, Callable[[Path, Reader, Iris], object]]:
    """By the file that each makes; folder is that of the edition."""
    if formats:
        (folder / DUMPS).mkdir()
    return {folder / DUMPS / f"graph.{name}.gz": partial(make_dump, name) for name in formats}


def dumps_of(edition: Edition) -> dict[str, tuple[Path, str]]:
    """Format -> file and its sha256, as the manifest has it."""
    files = edition.manifest["files"]
    found = {name: f"{DUMPS}/graph.{name}.gz" for name in MEDIA_TYPES}
    return {name: (edition.path / path, files[path]) for name, path in found.items() if path in files}


def make_dump(format_name: str, path: Path, store: Reader, iris: Iris) -> None:
    """Write all of a store to path, compressed; N-Quads are canonical: by graph, then by line."""
    with path.open("wb") as raw, gzip.GzipFile("", "wb", _FAST, raw, mtime=0) as file:
        packed = cast(IO[bytes], file)
        if format_name == "nq":
            _write_canonical(packed, store)
        elif format_name == "jsonld":
            write_jsonld(packed, store, iris.vocabulary)
        else:
            store.write_to(packed, format_name, standard_prefixes(iris.vocabulary))


def _write_canonical(target: IO[bytes], store: Reader) -> None:
    for name in sorted(store.graph_names()):
        target.write("".join(store.graph_lines(name)).encode())
