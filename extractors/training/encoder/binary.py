"""Bytes taken one part after the other; whatever reaches past the end is an error, never a short answer."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
import numpy.typing as npt


class Reader:
    """A place in some bytes that moves on with what is taken. Raises struct.error past the end."""

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        self._at = 0

    def bytes(self, size: int) -> bytes:
        """The next bytes, so many."""
        part = self.part(self._at, size)
        self._at += size
        return part.tobytes()

    def take(self, form: str) -> tuple[Any, ...]:
        """The next values, as ``struct`` writes their form."""
        return struct.unpack(form, self.bytes(struct.calcsize(form)))

    def array(self, kind: type[np.generic], count: int) -> npt.NDArray[Any]:
        """The next numbers, so many."""
        return np.frombuffer(self.bytes(count * np.dtype(kind).itemsize), kind)

    def part(self, offset: int, size: int) -> memoryview:
        """Bytes of the whole that lie anywhere, without a move."""
        if not 0 <= offset <= offset + size <= len(self._data):
            raise struct.error(f"{size} bytes at {offset} are past the end")
        return self._data[offset : offset + size]
