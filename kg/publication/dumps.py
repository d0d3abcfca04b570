"""Dumps of an edition, made when it is published: compressed, the same bytes for the same graphs."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path
from types import MappingProxyType
from typing import IO, cast

from kg.edition import DUMPS, Edition
from kg.iri import Iris
from kg.prefixes import standard_prefixes
from kg.publication.members import lengths, with_length
from kg.store.base import Reader
from kg.store.jsonld import write_jsonld
from kg.store.pieces import pack
from kg.store.texts import GraphTexts
from kg.updates.delta import Delta, Updater

MEDIA_TYPES = {
    "nq": "application/n-quads",
    "trig": "application/trig",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
}
_FAST = 1
_PIECE = 1 << 20


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


def dump_updaters(
    folder: Path, formats: tuple[str, ...], texts: GraphTexts, digests: Mapping[str, str]
) -> dict[Path, Updater]:
    """What makes such files from those of the edition before; N-Quads alone can be cut at graphs."""
    update = partial(update_dump, texts=texts, digests=dict(digests))
    return {folder / DUMPS / f"graph.{name}.gz": update for name in formats if name == "nq"}


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

    texts, digests: as for ``dump_makers``; N-Quads are the packed pieces of each graph (``kg.store.pieces``), so those
    of a kept text go in as they are
    """
    if format_name == "nq":
        with path.open("wb") as target:
            for name in sorted(store.graph_names()):
                target.write(_member(store, name, texts, digests))
        return
    with path.open("wb") as raw, gzip.GzipFile("", "wb", _FAST, raw, mtime=0) as file:
        packed = cast(IO[bytes], file)
        if format_name == "jsonld":
            write_jsonld(packed, store, iris.vocabulary)
        else:
            store.write_to(packed, format_name, standard_prefixes(iris.vocabulary))


def update_dump(
    path: Path,
    before: Path,
    store: Reader,
    old: Reader,
    iris: Iris,
    delta: Delta,
    texts: GraphTexts | None = None,
    digests: Mapping[str, str] = MappingProxyType({}),
) -> bool:
    """Make the dump in N-Quads of that of the edition before: graphs that are the same are copied as they lie in it.

    An ``Updater``; texts, digests: as for ``dump_makers``. False where the old file cannot be cut at its graphs.
    """
    with before.open("rb") as source:
        try:
            ends = list(accumulate(lengths(source), initial=0))
            places = dict(zip(sorted(old.graph_names()), pairwise(ends), strict=True))
        except ValueError:
            return False
        with path.open("wb") as target:
            for name in sorted(store.graph_names()):
                if name in places and name not in delta.graphs:
                    _copy(source, target, *places[name])
                else:
                    target.write(_member(store, name, texts, digests))
    return True


def _copy(source: IO[bytes], target: IO[bytes], start: int, end: int) -> None:
    source.seek(start)
    while start < end:
        piece = source.read(min(_PIECE, end - start))
        if not piece:
            raise EOFError("the dump of the edition before ends too early")
        start += target.write(piece)


def _member(store: Reader, name: str, texts: GraphTexts | None, digests: Mapping[str, str]) -> bytes:
    kept = texts.packed(digests.get(name, "")) if texts else None
    return with_length(b"".join(kept or pack("".join(store.graph_lines(name)).encode())))
