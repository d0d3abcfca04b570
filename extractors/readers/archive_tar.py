"""The entries of a tar, in one pass and in bounded memory: ustar, GNU and pax headers (POSIX.1-2001).

Not the standard library's: that one reads headers of any size whole, keeps all of them, and searches them by an
expression whose time grows with the square of their length.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from extractors.errors import InputRejected
from extractors.readers.archive_entries import Entry, special, too_many
from extractors.readers.archive_streams import CHUNK, ForwardFile

BLOCK = 512
MAX_HEADER = 1 << 16
"""Bytes of one extended header: names and attributes of one file."""


class BrokenTar(ValueError):
    """The bytes are not a tar's; the message says where it shows."""


def tar_entries(file: ForwardFile, place: str, most: int) -> Iterator[Entry]:
    """Entries in order. InputRejected: ARC002 more headers than most, ARC004 links, devices, pipes, sparse files,
    ARC006 too long a header; BrokenTar."""
    extended: dict[bytes, bytes] = {}
    for _ in range(most):
        block = _exactly(file, BLOCK)
        if not block.strip(b"\0"):
            return
        if not is_header(block):
            raise BrokenTar(f"no header at byte {file.tell() - BLOCK}")
        kind, size = block[156:157], _number(block[124:136])
        if kind in b"xgLKNX":
            extended |= _extension(file, kind, size, place)
            continue
        name = extended.get(b"path", _name(block)).decode("utf-8", "surrogateescape")
        size = int(extended.get(b"size", size))
        if kind not in b"05\0" or size < 0 or any(key.startswith(b"GNU.sparse") for key in extended):
            raise special(name, place)
        end = file.tell() + -(-size // BLOCK) * BLOCK
        folder = kind == b"5" or name.endswith("/")
        yield Entry(name, size, None if folder else partial(_chunks, file, size))
        if file.seek(end) != end:
            raise BrokenTar("it ends within a member")
        extended = {}
    raise too_many(most, place)


def is_header(block: bytes) -> bool:
    """Whether 512 bytes are a tar header, by their checksum: the oldest have no magic number."""
    if len(block) < BLOCK or not block[0]:
        return False
    digits = block[148:156].strip(b" \0")
    if not 0 < len(digits) < 8 or digits.strip(b"01234567"):
        return False
    return int(digits, 8) == sum(block[:148]) + 8 * 32 + sum(block[156:BLOCK])


def _extension(file: ForwardFile, kind: bytes, size: int, place: str) -> dict[bytes, bytes]:
    """What an extended header says of the file after it; a global one (g) says nothing that matters here."""
    if not 0 <= size <= MAX_HEADER:
        raise InputRejected(
            "ARC006", f"A header of the archive has {size} bytes, more than the {MAX_HEADER} allowed.", where=place
        )
    data = _exactly(file, -(-size // BLOCK) * BLOCK)[:size]
    if kind == b"L":
        return {b"path": data.rstrip(b"\0")}
    return _records(data) if kind in b"xX" else {}


def _records(data: bytes) -> dict[bytes, bytes]:
    """Records of a pax header: ``LENGTH KEY=VALUE\\n``, the length in decimal and of the whole record."""
    found: dict[bytes, bytes] = {}
    while data.strip(b"\0"):
        digits, blank, _ = data[:8].partition(b" ")
        if not blank or not digits.isdigit() or not len(digits) < int(digits) <= len(data):
            raise BrokenTar("an extended header is not made of records")
        key, equals, value = data[len(digits) + 1 : int(digits)].partition(b"=")
        if not equals or not value.endswith(b"\n"):
            raise BrokenTar("an extended header has a record without a value")
        found[key] = value[:-1]
        data = data[int(digits) :]
    return found


def _name(block: bytes) -> bytes:
    name = block[:100].partition(b"\0")[0]
    prefix = block[345:500].partition(b"\0")[0] if block[257:263] == b"ustar\0" else b""
    return prefix + b"/" + name if prefix else name


def _number(field: bytes) -> int:
    """Octal digits, or GNU's base 256 where the first bit is set."""
    if field[0] & 0x80:
        return int.from_bytes(bytes([field[0] & 0x7F]) + field[1:], "big")
    digits = field.strip(b" \0")
    return int(digits, 8) if digits else 0


def _chunks(file: ForwardFile, size: int) -> Iterator[bytes]:
    while size > 0:
        chunk = file.read(min(size, CHUNK))
        if not chunk:
            raise BrokenTar("it ends within a member")
        size -= len(chunk)
        yield chunk


def _exactly(file: ForwardFile, size: int) -> bytes:
    data = file.read(size)
    if len(data) < size:
        raise BrokenTar("it ends too early")
    return data
