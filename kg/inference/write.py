"""Inferred graphs into the store and the ledger, a block of lines at a time."""

from __future__ import annotations

import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from hashlib import sha256

from kg.differing import differences
from kg.ledger import Ledger
from kg.store.base import Writer
from kg.store.texts import TextMissing, unpacked

_PIECE = 1 << 16
"""Bytes of text that are passed on as they are where no line of them goes or comes."""
_LUMP = 100_000
"""Lines that the store is given at once."""


def write_whole(ledger: Ledger, store: Writer, name: str, blocks: Iterable[list[str]]) -> tuple[str, int]:
    """Bring a graph of these lines, in order, into both; its sha256 and how many there are.

    After a stop between the two it is written whole: see ``kg.derived.rebuild``.
    """
    packed, digest, count = _pack("".join(lines).encode() for lines in blocks)
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
    was = ledger.texts.pieces(before, _PIECE) if before and size else iter(())
    try:
        packed, digest, count = _pack(_merged(was, [line.encode() for line in gone], [line.encode() for line in come]))
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


def _merged(was: Iterable[bytes], gone: list[bytes], come: list[bytes]) -> Iterator[bytes]:
    """The text less what goes and with what comes, all sorted; pieces of whole lines."""
    left = added = 0
    for piece in was:
        last = piece[piece.rfind(b"\n", 0, -1) + 1 :]
        past, end = bisect_right(gone, last, left), bisect_left(come, last, added)
        if past > left or end > added:
            lines = {*piece.splitlines(keepends=True), *come[added:end]}.difference(gone[left:past])
            yield b"".join(sorted(lines))
        else:
            yield piece
        left, added = past, end
    yield b"".join(come[added:])


def _pack(pieces: Iterable[bytes]) -> tuple[bytes, str, int]:
    """The text as ``kg.store.texts.pack`` packs it, its sha256 and lines."""
    packer, digest, count = zlib.compressobj(1, zlib.DEFLATED, wbits=31), sha256(), 0
    packed = []
    for piece in pieces:
        digest.update(piece)
        count += piece.count(b"\n")
        packed.append(packer.compress(piece))
    return b"".join((*packed, packer.flush())), digest.hexdigest(), count


def _lines(packed: bytes) -> Iterator[list[bytes]]:
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
