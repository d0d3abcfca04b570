"""Inferred graphs into the store and the ledger, a block of lines at a time."""

from __future__ import annotations

from collections.abc import Iterable

from kg.differing import differences
from kg.ledger import Ledger
from kg.store.base import Writer
from kg.store.pieces import Packed, changed, pack_blocks, pack_pieces, unpacked
from kg.store.texts import TextMissing

_LUMP = 100_000
"""Lines that the store is given at once."""


def write_whole(ledger: Ledger, store: Writer, name: str, blocks: Iterable[list[str]]) -> tuple[str, int]:
    """Bring a graph of these lines, in order, into both; its sha256 and how many there are.

    After a stop between the two it is written whole: see ``kg.derived.rebuild``.
    """
    packed, digest, count = pack_blocks(blocks)
    before, size = ledger.graphs().get(name, (None, 0))
    if (before, size) == (digest, count):
        return digest, count
    stopped = ledger.derived_begins(name)
    try:
        if stopped or (size and not before):
            raise TextMissing
        was = ledger.texts.blocks(before) if before and size else iter(())
        known = _load(store, name, differences(was, _lines(packed)))
        if before and known:
            ledger.texts.tell(before, digest, *known)
    except TextMissing:
        store.replace_graphs((name,), b"")
        _load(store, name, differences((), _lines(packed)))
    ledger.texts.put([(digest, packed)])
    ledger.derived_done(name, digest, count)
    return digest, count


def write_difference(
    ledger: Ledger, store: Writer, name: str, gone: list[str], come: list[str]
) -> tuple[str, int] | None:
    """The same where it is known which lines go and come, both sorted; None where the text before is not kept."""
    before, size = ledger.graphs().get(name, (None, 0))
    if not gone and not come:
        return before or "", size
    was = ledger.texts.pieces(before) if before and size else iter(())
    try:
        left, added = ([line.encode() for line in lines] for lines in (gone, come))
        packed, digest, count = pack_pieces(changed(was, left, added))
    except TextMissing:
        return None
    if ledger.derived_begins(name):
        return None
    store.rebuild_graph(name, come, gone)
    if before:
        ledger.texts.tell(before, digest, gone, come)
    ledger.texts.put([(digest, packed)])
    ledger.derived_done(name, digest, count)
    return digest, count


def _lines(packed: Packed) -> Iterable[list[bytes]]:
    return (block.splitlines(keepends=True) for block in unpacked(packed))


def _load(
    store: Writer, name: str, parts: Iterable[tuple[set[bytes], set[bytes]]]
) -> tuple[list[str], list[str]] | None:
    """Write what differs; all that went and came, where that is little."""
    little = True
    gone: list[str] = []
    come: list[str] = []
    for left, added in parts:
        gone += [line.decode() for line in left]
        come += [line.decode() for line in added]
        if len(gone) + len(come) > _LUMP:
            store.rebuild_graph(name, come, gone)
            gone, come, little = [], [], False
    store.rebuild_graph(name, come, gone)
    return (gone, come) if little else None
