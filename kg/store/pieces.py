"""Texts of graphs cut into pieces where their lines say so, each packed on its own.

A border lies behind a line by what stands in it (content-defined chunking, as rsync and restic have it), so where lines
go or come, the pieces beside them stay what they were, and need not be packed or written again. Which pieces a text has
follows from the text alone, however it was made.
"""

from __future__ import annotations

import gzip
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from io import BytesIO

Packed = tuple[bytes, ...]
"""A text as members of gzip (RFC 1952), one a piece, in order; put together they are a file of gzip."""

SMALLEST, LARGEST = 1 << 16, 1 << 18
"""Bytes of text in a piece: of the last there may be fewer, and more only as far as its last line reaches."""
ONE_IN = 256
"""Behind one line in so many is a border, where the piece is not smaller than it may be."""
_FAST = 1
_LUMP = 1000
_LONG, _BLOCK = 1 << 20, 1 << 22
"""Bytes of a member that is unpacked block by block, and of such a block; texts were kept in one member once."""


def pack(text: bytes) -> Packed:
    """The same for the same bytes; of an empty text one member that holds nothing."""
    return tuple(map(_member, cut((text,))))


def pack_lines(lines: Sequence[str]) -> Packed:
    """The same as ``pack`` of all of them together, without the memory for that."""
    return pack_blocks(lines[at : at + _LUMP] for at in range(0, len(lines), _LUMP))[0]


def pack_blocks(blocks: Iterable[Sequence[str]]) -> tuple[Packed, str, int]:
    """The same of lines that come in blocks; with it the sha256 of the text in hex and how many lines there are."""
    return pack_pieces((piece, None) for piece in cut("".join(lines).encode() for lines in blocks))


def pack_pieces(pieces: Iterable[tuple[bytes, bytes | None]]) -> tuple[Packed, str, int]:
    """The same of pieces that are cut, each with its member where that is known."""
    digest, count = sha256(), 0
    packed = []
    for piece, member in pieces:
        digest.update(piece)
        count += piece.count(b"\n")
        packed.append(_member(piece) if member is None else member)
    return tuple(packed), digest.hexdigest(), count


def unpacked(members: Iterable[bytes]) -> Iterator[bytes]:
    """What was packed, in blocks of whole lines: pieces, or what an old long member holds, 4 MiB at a time.

    OSError, EOFError or zlib.error where it is damaged.
    """
    for member in members:
        if len(member) <= _LONG:
            yield zlib.decompress(member, wbits=31)
        else:
            yield from _in_blocks(member)


def cut(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of a text that comes in blocks of whole lines; at least one, which may be empty."""
    held: list[bytes] = []
    size, some = 0, False
    for block in blocks:
        held.append(block)
        size += len(block)
        if size >= LARGEST:
            *pieces, rest = _cuts(b"".join(held))
            yield from pieces
            held, size, some = [rest], len(rest), True
    *pieces, rest = _cuts(b"".join(held))
    yield from pieces
    if rest or not (some or pieces):
        yield rest


def changed(
    was: Iterable[tuple[bytes, bytes | None]], gone: Sequence[bytes], come: Sequence[bytes]
) -> Iterator[tuple[bytes, bytes | None]]:
    """The pieces of a sorted text less what goes and with what comes, both sorted; with its member what stays.

    was: the text before, in blocks of whole lines, each with its member where it is a piece
    """
    left = added = 0
    held, some = b"", False
    for text, member in was:
        last = text[text.rfind(b"\n", 0, -1) + 1 :]
        past, end = bisect_right(gone, last, left), bisect_left(come, last, added)
        if past > left or end > added:
            text = b"".join(sorted({*text.splitlines(keepends=True), *come[added:end]}.difference(gone[left:past])))
        elif member is not None and not held and _ends(len(text), last):
            some = True
            yield text, member
            continue
        left, added = past, end
        *pieces, held = _cuts(held + text)
        some = some or bool(pieces)
        yield from ((piece, None) for piece in pieces)
    for piece in cut((held, b"".join(come[added:]))):
        if piece or not some:
            yield piece, None


def _cuts(text: bytes) -> list[bytes]:
    """Its pieces, and what is behind the last border, which may be nothing."""
    found, start = [], 0
    end = text.find(b"\n", SMALLEST - 1) + 1
    while end:
        begin = text.rfind(b"\n", start, end - 1) + 1 or start
        if _ends(end - start, text[begin:end]):
            found.append(text[start:end])
            start = end
            end = text.find(b"\n", start + SMALLEST - 1) + 1
        else:
            end = text.find(b"\n", end) + 1
    return [*found, text[start:]]


def _ends(size: int, line: bytes) -> bool:
    """Whether a piece of that size in bytes, with that last line, ends behind it."""
    return size >= LARGEST or (size >= SMALLEST and zlib.crc32(line) % ONE_IN == 0)


def _member(piece: bytes) -> bytes:
    return gzip.compress(piece, _FAST, mtime=0)


def _in_blocks(member: bytes) -> Iterator[bytes]:
    rest = b""
    with gzip.GzipFile(fileobj=BytesIO(member)) as text:
        while piece := text.read(_BLOCK):
            whole, end, after = piece.rpartition(b"\n")
            if end:
                yield rest + whole + end
                rest = after
            else:
                rest += piece
    if rest:
        yield rest
