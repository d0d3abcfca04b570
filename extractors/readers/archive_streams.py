"""Files below an archive's reader that give no more than is safe to take."""

from __future__ import annotations

import bz2
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Literal, Protocol

from extractors.errors import InputRejected

Compression = Literal["", "gzip", "bzip2", "xz"]

CHUNK = 1 << 16
MAX_READ = 8 << 20
"""Bytes of one read: what the directory of a ZIP may take."""
MAX_STREAMS = 200_000
"""Concatenated streams of one compressed file: block-wise compressors write one for each 64 KiB."""
LZMA_MEMORY = 128 << 20
"""For the dictionary of an xz file, which has 64 MiB at the highest level."""


class BoundedFile:
    """A seekable file that refuses (ARC006) to give more than MAX_READ bytes at once."""

    def __init__(self, raw: IO[bytes], place: str) -> None:
        self._raw, self._place = raw, place

    def read(self, size: int = -1) -> bytes:
        """As of any file."""
        data = self._raw.read(MAX_READ + 1 if size < 0 else min(size, MAX_READ + 1))
        if len(data) > MAX_READ:
            raise InputRejected(
                "ARC006",
                f"The archive's directory takes more than {MAX_READ} bytes.",
                where=self._place,
                advice="Split it into several archives.",
            )
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        """As of any file; zipfile.BadZipFile where a header points before the start."""
        try:
            return self._raw.seek(offset, whence)
        except (OSError, ValueError, OverflowError):
            raise zipfile.BadZipFile(f"a header points to byte {offset}") from None

    def tell(self) -> int:
        """As of any file."""
        return self._raw.tell()

    def seekable(self) -> bool:
        """It is."""
        return True


class ForwardFile:
    """A file made of chunks that only moves forward.

    passed  called with the size of every chunk that is taken; it may raise
    """

    def __init__(self, chunks: Iterator[bytes], passed: Callable[[int], None]) -> None:
        self._chunks, self._passed = chunks, passed
        self._buffer, self._position = b"", 0

    def read(self, size: int) -> bytes:
        """That many bytes, fewer only at the end."""
        pieces = []
        while size > 0 and (piece := self._next(size)):
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def seek(self, position: int) -> int:
        """Pass over the bytes before a position further on; where it is then, less only at the end."""
        while self._position < position and self._next(position - self._position):
            pass
        return self._position

    def tell(self) -> int:
        """Bytes read or passed over."""
        return self._position

    def _next(self, most: int) -> bytes:
        if not self._buffer:
            self._buffer = next(self._chunks, b"")
            self._passed(len(self._buffer))
        piece, self._buffer = self._buffer[:most], self._buffer[most:]
        self._position += len(piece)
        return piece


def inflated(raw: IO[bytes], compression: Compression) -> Iterator[bytes]:
    """Chunks of at most CHUNK bytes of a compressed file, of all its streams.

    EOFError where it is cut off; zlib.error, lzma.LZMAError where it is broken or wants too much memory.
    """
    waiting = raw.read(CHUNK)
    if not compression:
        while waiting:
            yield waiting
            waiting = raw.read(CHUNK)
        return
    for _ in range(MAX_STREAMS):
        decoder = _decoder(compression)
        written = 0
        while not decoder.eof:
            if decoder.needs_input:
                waiting = waiting or raw.read(CHUNK)
                if not waiting:
                    raise EOFError("the compressed data end too early")
            try:
                chunk, waiting = decoder.decompress(waiting, CHUNK), b""
            except OSError as error:  # bz2's way to say so
                raise zlib.error(str(error)) from None
            written += len(chunk)
            if chunk:
                yield chunk
        waiting = decoder.unused_data or raw.read(CHUNK)
        if not waiting.strip(b"\0"):  # the end, or padding up to a block
            return
        if not written:
            raise EOFError("an empty stream in the compressed data")
    raise EOFError(f"more than {MAX_STREAMS} streams in the compressed data")


class Decoder(Protocol):
    """What bz2 and lzma offer: output in bounded pieces."""

    @property
    def eof(self) -> bool:
        """Whether the stream is at its end."""

    @property
    def needs_input(self) -> bool:
        """Whether all output of what was given is out."""

    @property
    def unused_data(self) -> bytes:
        """What follows the end of the stream."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most max_length bytes; data is taken in whole."""


class _Gzip:
    """zlib's decompressor behind that same face."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)
        self._tail = b""
        self.eof, self.needs_input, self.unused_data = False, True, b""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        out = self._inner.decompress(self._tail + data, max_length)
        self._tail = self._inner.unconsumed_tail
        self.eof, self.unused_data = self._inner.eof, self._inner.unused_data
        self.needs_input = not self._tail and len(out) < max_length
        return out


def _decoder(compression: Compression) -> Decoder:
    if compression == "gzip":
        return _Gzip()
    if compression == "bzip2":
        return bz2.BZ2Decompressor()
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=LZMA_MEMORY)


def first_block(head: bytes, compression: Compression, size: int) -> bytes | None:
    """The first bytes that come out of the start of a compressed file; None where it is not that, empty where it
    takes more of the file to tell."""
    try:
        return _decoder(compression).decompress(head, size)
    except (zlib.error, OSError, lzma.LZMAError, EOFError):
        return None
