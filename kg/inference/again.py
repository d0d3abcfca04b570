"""Inference from everything, and from what has changed since: both leave the same graphs, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.extraction import hash_of
from kg.inference import blocks_of, family_graph
from kg.inference.difference import change, changed_triples
from kg.inference.engine import Found, infer_pairs
from kg.inference.families import FAMILIES
from kg.inference.follow import Change, Followed, follow
from kg.inference.kept import Kept, arrays_of, forget, keep, open_kept
from kg.inference.lines import blocks
from kg.inference.names import write_names
from kg.inference.pairs import NONE, Pairs, minus, union
from kg.inference.statements import read, stating
from kg.inference.write import write_difference, write_whole
from kg.iri import Iris, stable_id
from kg.ledger import Ledger
from kg.store.base import Writer
from kg.store.texts import TextMissing
from kg.unswept import unswept

EACH = 8
"""Where more than one of so many statements and types has to be looked at, to look at all of them is no dearer."""
_UNORDERED = 2
"""Where more than one node of so many came after the last whole run, the next is whole and puts them in order."""


def infer_whole(ledger: Ledger, store: Writer, iris: Iris, folder: Path | None) -> dict[str, int]:
    """Read everything and write every family; the triples of each."""
    if folder is not None:
        forget(folder)
    before = ledger.graphs()
    with unswept():
        given = read(store.table, store.graph_names(), iris)
        families = infer_pairs(given)
        arrays = arrays_of(given.pairs, families["relations"], given.types) if folder is not None else {}
        written = {}
        for family in FAMILIES:
            name = family_graph(iris, family.key)
            lines = blocks_of(family.key, families.pop(family.key), given, iris)
            written[name] = write_whole(ledger, store, name, lines)
    for name, (digest, triples) in before.items():
        if name.startswith(iris.graph("inferred/")) and name not in written and (triples or digest is None):
            write_whole(ledger, store, name, ())
    if folder is not None and (graphs := _stated(before, iris)) is not None and _read_in(ledger):
        write_names(folder, given.names)
        digests = {name: digest for name, (digest, _) in written.items()}
        keep(folder, _version(iris), len(given.names), graphs, digests, arrays)
    return {family.key: written[family_graph(iris, family.key)][1] for family in FAMILIES}


def infer_change(ledger: Ledger, store: Writer, iris: Iris, folder: Path) -> dict[str, int] | None:
    """Read and write what differs since the last run; the triples of each family.

    None where that run, or a text of then, is not kept, or so much changed that everything is no dearer.
    """
    before = ledger.graphs()
    after = _stated(before, iris)
    kept = open_kept(folder, _version(iris))
    names = [family_graph(iris, family.key) for family in FAMILIES]
    if after is None or kept is None or kept.inferred != {name: before.get(name, ("", 0))[0] for name in names}:
        return None
    try:
        gone, come = changed_triples(ledger.texts, kept.graphs, after)
    except TextMissing:
        return None
    most = sum(array.size for array in kept.arrays.values()) // EACH
    if len(gone) + len(come) > most:
        return None
    changed = change(kept, store, stating(before, iris)[1], gone, come)
    followed = follow(kept, changed, len(kept.names), most)
    if followed is None or (len(kept.names) - kept.names.ordered) * _UNORDERED > len(kept.names):
        return None
    forget(folder)
    kept.names.save()
    written = {}
    for family, name in zip(FAMILIES, names, strict=True):
        types = family.key == "classes"
        left = _lines(followed.gone[family.key], kept, name, types=types)
        added = _lines(followed.come[family.key], kept, name, types=types)
        done = write_difference(ledger, store, name, left, added)
        if done is None:
            return None
        written[name] = done
    digests = {name: digest for name, (digest, _) in written.items()}
    arrays = dict(_changed(kept, changed, followed))
    keep(folder, _version(iris), kept.names.ordered, after, digests, arrays)
    return {family.key: written[name][1] for family, name in zip(FAMILIES, names, strict=True)}


def _version(iris: Iris) -> str:
    return stable_id(hash_of("kg/inference", "ontology"), iris.base, iris.vocabulary)


def _read_in(ledger: Ledger) -> bool:
    """Whether the store holds what the ledger says: a stopped ingest may have left graphs that are not in it yet."""
    (stopped,) = ledger.db.execute(
        "SELECT count(*) FROM run WHERE result IS NOT 'ok' AND id < (SELECT max(id) FROM run) AND id > "
        "(SELECT coalesce(max(id), 0) FROM run WHERE result = 'ok' AND command IN ('ingest', 'build'))"
    ).fetchone()
    return not stopped


def _stated(graphs: Mapping[str, tuple[str | None, int]], iris: Iris) -> dict[str, str] | None:
    """Sha256 of every graph that is read; None where the content of one is not known."""
    digests = {name: graphs[name][0] for name in stating(graphs, iris)[0]}
    found = {name: digest for name, digest in digests.items() if digest is not None}
    return found if len(found) == len(digests) else None


def _lines(found: Found, kept: Kept, graph: str, *, types: bool) -> list[str]:
    return sorted(line for block in blocks(found, kept.names.texts, graph, types=types) for line in block)


def _changed(kept: Kept, changed: Change, followed: Followed) -> Iterator[tuple[str, Pairs]]:
    """All arrays as they are now, under the keys by which they are kept."""
    fresh = arrays_of(changed.come, followed.come["relations"], changed.typed)
    stale = arrays_of(changed.gone, followed.gone["relations"], changed.untyped)
    for key in sorted({*kept.arrays, *fresh}):
        array = minus(kept.arrays.get(key, NONE), stale.get(key, NONE))
        array = union((array, fresh.get(key, NONE)))
        if array.size:
            yield key, array
