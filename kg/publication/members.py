"""Members of a gzip file that tell how far they and those that belong to them reach: it is cut without unpacking.

RFC 1952, 2.3.1.1: the header may hold an extra field, which every reader passes over. BGZF (SAM 1.6, 4.1) does alike.
What belongs together here are the members of one graph: the first tells the length of all of them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import IO

_HEAD = 10
_PLAIN, _EXTRA = 0, 4
"""Of the flags in the header's fourth byte: nothing more is in it, or an extra field."""
_FIELD = struct.Struct("<H2sHQ")
"""Bytes that follow; the field's name; bytes that follow; length of the member and those that belong to it."""
_NAME = b"Sq"


def with_length(members: bytes) -> bytes:
    """Gzip members whose first header holds nothing more than it must, with the length of all of them in it."""
    if len(members) < _HEAD or members[:3] != b"\x1f\x8b\x08" or members[3] != _PLAIN:
        raise ValueError("no gzip member with a plain header")
    field = _FIELD.pack(_FIELD.size - 2, _NAME, 8, len(members) + _FIELD.size)
    return b"".join((members[:3], bytes([_EXTRA]), members[4:_HEAD], field, members[_HEAD:]))


def lengths(file: IO[bytes]) -> Iterator[int]:
    """Of what belongs together in an open file, one after the other to its end. ValueError where they do not tell."""
    size, at = file.seek(0, 2), 0
    while at < size:
        file.seek(at)
        head = file.read(_HEAD + _FIELD.size)
        if len(head) < _HEAD + _FIELD.size or head[:4] != b"\x1f\x8b\x08" + bytes([_EXTRA]):
            raise ValueError("no gzip member that tells its length")
        follows, name, bytes_, length = _FIELD.unpack_from(head, _HEAD)
        if (follows, name, bytes_) != (_FIELD.size - 2, _NAME, 8) or not len(head) < length <= size - at:
            raise ValueError("no gzip member that tells its length")
        yield length
        at += length
