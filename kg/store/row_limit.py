"""Ends a stream of SPARQL results in good form after so many rows or bytes.

pyoxigraph serialises a whole result natively and cannot stop after n rows. Rows are therefore told apart in the
serialised bytes, by marks that cannot stand inside a value of that format.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Format:
    """end: matches where a row ends; keep: bytes of the match that belong to the row; close: how to finish."""

    end: re.Pattern[bytes]
    keep: int
    close: bytes
    header_rows: int


# JSON: pyoxigraph writes no white space, so `},{"` followed by a variable's name can only part two rows: within
# a value the quote would be escaped, and the quote that ends a value is followed by one of , } :
# CSV: a quoted value is one match of its own, so a line break within it is not an end.
_FORMATS = {
    "json": _Format(re.compile(rb'\},\{"(?=[^,}:])'), 1, b']},"truncated":true}', 0),
    "xml": _Format(re.compile(rb"</result>"), 9, b"</results></sparql><!-- truncated -->", 0),
    "csv": _Format(re.compile(rb'"[^"]*"|\r\n'), 2, b"", 1),
    "tsv": _Format(re.compile(rb"\n"), 1, b"", 1),
}
_MARK = 16
"""Longer than any mark: so much of the buffer may hold half of one."""


class LimitReached(Exception):  # noqa: N818 (a signal to stop the serialiser, not an error)
    """The document has been closed; whoever writes on has to stop."""


class RowLimit:
    """A file-like object that counts rows and hands them on whole, until a limit is reached."""

    def __init__(self, write: Callable[[bytes], None], format_name: str, max_rows: int, max_bytes: int) -> None:
        self._write = write
        self._format = _FORMATS[format_name]
        self._left = max_rows + self._format.header_rows
        self._room = max_bytes
        self._buffer = bytearray()
        self._searched = 0
        self._ends = 0
        self.truncated = False

    def write(self, chunk: bytes) -> int:
        """Take bytes from the serialiser. LimitReached after the closing bytes have been written."""
        self._buffer += chunk
        cut = 0
        for match in self._format.end.finditer(self._buffer, self._searched):
            if match.group().startswith(b'"'):
                continue
            end = match.start() + self._format.keep
            if end > self._room:
                self._stop(cut)
            cut = end
            self._ends += 1
            if self._ends == self._left:
                # A last row that is also the end of the whole is no truncation, but that shows only later.
                self._stop(cut)
        if len(self._buffer) - cut > self._room + _MARK:
            self._stop(cut)
        self._emit(cut)
        self._searched = self._resume()
        return len(chunk)

    def flush(self) -> None:
        """Nothing is held back on purpose; rows go on when they are whole."""

    def finish(self) -> int:
        """Hand on the rest; returns the number of rows."""
        if not self.truncated:
            self._write(bytes(self._buffer))
            if self._format is _FORMATS["json"] and not self._buffer.endswith(b'"bindings":[]}}'):
                self._ends += 1
        return max(0, self._ends - self._format.header_rows)

    def _emit(self, end: int) -> None:
        if end:
            self._write(bytes(self._buffer[:end]))
            self._room -= end
            del self._buffer[:end]

    def _resume(self) -> int:
        """Where the next search starts: before a mark, or an open quotation, that may be cut in two."""
        if self._format is _FORMATS["csv"]:
            rest = _FORMATS["csv"].end.sub(b"", bytes(self._buffer))
            return self._buffer.index(b'"') if b'"' in rest else max(0, len(self._buffer) - _MARK)
        return max(0, len(self._buffer) - _MARK)

    def _stop(self, cut: int) -> None:
        self._emit(cut)
        self._write(self._format.close)
        self.truncated = True
        raise LimitReached
