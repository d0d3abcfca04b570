"""Ends a stream of SPARQL results in good form after so many rows or bytes.

pyoxigraph serialises a whole result natively and cannot stop after n rows. Rows are therefore told apart in
the serialised bytes, by marks that cannot stand inside a value of that format.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Format:
    """How rows end in one format.

    end     matches where a row ends, and values in which an end would not count
    keep    bytes of the match that belong to the row
    head    ends what precedes the rows
    close   how to finish the document
    before  ends seen before the first row's, less one where an end shows that a further row follows
    """

    end: re.Pattern[bytes]
    keep: int
    head: bytes
    close: bytes
    before: int


# JSON: pyoxigraph writes no white space, so `},{"` followed by a variable's name can only part two rows:
# within a value the quote would be escaped, and the quote that ends a value is followed by one of , } :
# CSV: a quoted value is one match of its own, so a line break within it is not an end.
_FORMATS = {
    "json": _Format(re.compile(rb'\},\{"(?=[^,}:])'), 1, b'"bindings":[', b']},"truncated":true}', -1),
    "xml": _Format(re.compile(rb"</result>"), 9, b"<results>", b"</results></sparql><!-- truncated -->", 0),
    "csv": _Format(re.compile(rb'"[^"]*"|\r\n'), 2, b"\r\n", b"", 1),
    "tsv": _Format(re.compile(rb"\n"), 1, b"\n", b"", 1),
}
_MARK = 16
"""Longer than any mark: so much of the buffer may hold half of one."""


class LimitReached(Exception):
    """The document has been closed; whoever writes on has to stop."""


class RowLimit:
    """A file-like object that counts rows and hands them on whole, until a limit is reached."""

    def __init__(
        self, write: Callable[[bytes], None], format_name: str, max_rows: int, max_bytes: int
    ) -> None:
        self._write = write
        self._format = _FORMATS[format_name]
        self._surplus = max_rows + self._format.before + 1
        self._room = max_bytes
        self._buffer = bytearray()
        self._searched = 0
        self._ends = 0
        self._started = False
        self.truncated = False

    def write(self, chunk: bytes) -> int:
        """Take bytes from the serialiser. LimitReached after the closing bytes have been written."""
        if self.truncated:
            raise LimitReached  # the engine flushes once more after the first refusal
        self._buffer += chunk
        cut, last, full = self._scan()
        if full or len(self._buffer) > self._room + _MARK:
            self._stop(cut)
        self._searched = self._resume(last) - cut
        self._emit(cut)
        return len(chunk)

    def flush(self) -> None:
        """Nothing is held back on purpose; rows go on when they are whole."""

    def finish(self) -> int:
        """Hand on the rest; returns the number of rows (rows without any value may be missing from it)."""
        if not self.truncated:
            if self._format.before < 0 and not self._buffer.endswith(b'"bindings":[]}}'):
                self._ends += 1
            self._write(bytes(self._buffer))
        return max(0, self._ends - max(0, self._format.before))

    def _scan(self) -> tuple[int, int, bool]:
        """Where the last row to hand on ends, where the last mark ends, and whether a limit is reached."""
        cut, last = 0, self._searched
        for match in self._format.end.finditer(self._buffer, self._searched):
            last = match.end()
            if match.group().startswith(b'"'):
                continue
            end = match.start() + self._format.keep
            surplus = self._ends + 1 == self._surplus
            if end > self._room or (surplus and self._format.before >= 0):
                return cut, last, True
            self._ends += 1
            cut = end
            if surplus:
                return cut, last, True
        return cut, last, False

    def _emit(self, end: int) -> None:
        if end:
            self._write(bytes(self._buffer[:end]))
            self._room -= end
            self._started = True
            del self._buffer[:end]

    def _resume(self, last: int) -> int:
        """Where the next search starts: before a mark, or a quotation, that may be cut in two."""
        if b"\r" in self._format.head:
            opened = self._buffer.find(b'"', last)
            return opened if opened >= 0 else max(last, len(self._buffer) - 1)
        return max(last, len(self._buffer) - _MARK)

    def _stop(self, cut: int) -> None:
        if not self._started and not cut:
            cut = self._buffer.find(self._format.head) + len(self._format.head)
        self._emit(cut)
        self._write(self._format.close)
        self.truncated = True
        raise LimitReached
