"""Dumps of an edition, made when it is published: compressed, the same bytes for the same graphs."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import IO, cast

from kg.edition import DUMPS, Edition
from kg.iri import Iris
from kg.prefixes import standard_prefixes
from kg.store.base import Reader
from kg.store.jsonld import write_jsonld
from kg.store.texts import GraphTexts, pack

MEDIA_TYPES = {
    "nq": "application/n-quads",
    "trig": "application/trig",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
}
_FAST = 1


def dump_makers(
    folder: Path, formats: tuple[str, ...], texts: GraphTexts, digests: Mapping[str, str]
) -> dict[Path, Callable[[Path, Reader, Iris], object]]:
    """By the file that each makes; folder is that of the edition.

    texts, digests: where graphs are kept in words, and the sha256 of each graph by its IRI
    """
    if formats:
        (folder / DUMPS).mkdir()
    making = partial(make_dump, texts=texts, digests=dict(digests))
    return {folder / DUMPS / f"graph.{name}.gz": partial(making, name) for name in formats}


def dumps_of(edition: Edition) -> dict[str, tuple[Path, str]]:
    """Format -> file and its sha256, as the manifest has it."""
    files = edition.manifest["files"]
    found = {name: f"{DUMPS}/graph.{name}.gz" for name in MEDIA_TYPES}
    return {name: (edition.path / path, files[path]) for name, path in found.items() if path in files}


def make_dump(
    format_name: str,
    path: Path,
    store: Reader,
    iris: Iris,
    texts: GraphTexts | None = None,
    digests: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write all of a store to path, compressed; N-Quads are canonical: by graph, then by line.

    texts, digests: as for ``dump_makers``; N-Quads are a gzip member a graph, so a kept text goes in as it is
    """
    if format_name == "nq":
        with path.open("wb") as target:
            for name in sorted(store.graph_names()):
                kept = texts.packed(digests.get(name, "")) if texts else None
                target.write(kept or pack("".join(store.graph_lines(name)).encode()))
        return
    with path.open("wb") as raw, gzip.GzipFile("", "wb", _FAST, raw, mtime=0) as file:
        packed = cast(IO[bytes], file)
        if format_name == "jsonld":
            write_jsonld(packed, store, iris.vocabulary)
        else:
            store.write_to(packed, format_name, standard_prefixes(iris.vocabulary))
