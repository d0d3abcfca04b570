"""Canonical text of graphs, kept beside the store by its sha256: reading a graph out of the store costs far more.

The engine looks up each term of each quad on its own (measured: 25 to 35 microseconds a quad on disk, where unpacking a
kept text costs under one). This is a cache and nothing else: a text that is not there, or is not what its name says, is
read from the store. So a stop, a full disk or a damaged file costs time alone.
"""

from __future__ import annotations

import gzip
import logging
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path

_FAST = 1
_LUMP = 50_000
_BLOCK = 1 << 22
"""Bytes of text, about, that are unpacked at once."""
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS text (sha256 BLOB PRIMARY KEY, packed BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS difference (before BLOB NOT NULL, after BLOB NOT NULL, "
    "gone BLOB NOT NULL, come BLOB NOT NULL, PRIMARY KEY (before, after))",
)
_log = logging.getLogger("sunqar.texts")


class TextMissing(Exception):
    """No text is kept under that name, or a damaged one."""


def pack(text: bytes) -> bytes:
    """A gzip member (RFC 1952), the same for the same bytes; members one after the other are a file of gzip too."""
    return gzip.compress(text, _FAST, mtime=0)


def pack_lines(lines: Sequence[str]) -> bytes:
    """The same as ``pack`` of all of them together, without the memory for that."""
    packer = zlib.compressobj(_FAST, zlib.DEFLATED, wbits=31)
    packed = [packer.compress("".join(lines[at : at + _LUMP]).encode()) for at in range(0, len(lines), _LUMP)]
    return b"".join((*packed, packer.flush()))


def unpacked(packed: bytes, size: int = _BLOCK) -> Iterator[bytes]:
    """What ``pack`` packed, in blocks of whole lines of about that size.

    OSError, EOFError or zlib.error where it is damaged.
    """
    rest = b""
    with gzip.GzipFile(fileobj=BytesIO(packed)) as text:
        while piece := text.read(size):
            whole, end, after = piece.rpartition(b"\n")
            if end:
                yield rest + whole + end
                rest = after
            else:
                rest += piece
    if rest:
        yield rest


def pack_blocks(blocks: Iterable[list[str]]) -> tuple[bytes, str, int]:
    """The same of lines that come in blocks; with it the sha256 of the text in hex and how many lines there are."""
    packer, digest, count = zlib.compressobj(_FAST, zlib.DEFLATED, wbits=31), sha256(), 0
    packed = []
    for lines in blocks:
        text = "".join(lines).encode()
        digest.update(text)
        packed.append(packer.compress(text))
        count += len(lines)
    return b"".join((*packed, packer.flush())), digest.hexdigest(), count


class GraphTexts:
    """One SQLite file. Opened for each piece of work, so that it may be handed to other processes by its path."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def keep(self, texts: Iterable[tuple[str, bytes]]) -> None:
        """Keep texts, canonical N-Quads each, by the sha256 of their bytes in hex; those that are there stay."""
        self.put((digest, pack(text)) for digest, text in texts)

    def put(self, packed: Iterable[tuple[str, bytes]]) -> None:
        """The same for texts that ``pack`` has packed."""
        rows = ((bytes.fromhex(digest), each) for digest, each in packed)
        self._write(lambda db: db.executemany("INSERT OR IGNORE INTO text VALUES (?, ?)", rows))

    def packed(self, digest: str) -> bytes | None:
        """The text as ``pack`` packs it, checked against its name; None where there is none."""
        return self._checked(digest, None)

    def lines(self, digest: str) -> list[str] | None:
        """Its lines, each with its end; None where there is none."""
        pieces: list[bytes] = []
        if self._checked(digest, pieces) is None:
            return None
        # Not splitlines: literals may hold U+0085 and U+2028, which are no line ends of N-Quads.
        return [line + "\n" for line in b"".join(pieces).decode().split("\n")[:-1]]

    def blocks(self, digest: str, size: int = _BLOCK) -> Iterator[list[bytes]]:
        """Its lines, each with its end, about size bytes at a time, so that the text never lies in memory whole.

        TextMissing where there is none or, after what it held was given, where that is not what its name says.
        """
        found = sha256()
        for block in self.pieces(digest, size):
            found.update(block)
            # Of bytes these are LF and CR alone, and a CR is escaped in canonical N-Quads.
            yield block.splitlines(keepends=True)
        if found.hexdigest() != digest:
            raise TextMissing

    def tell(self, before: str, after: str, gone: Sequence[str], come: Sequence[str]) -> None:
        """Keep, until the next sweep, which lines the text ``before`` has and ``after`` lacks, and which it lacks."""
        row = (bytes.fromhex(before), bytes.fromhex(after), pack_lines(gone), pack_lines(come))
        self._write(lambda db: db.execute("INSERT OR REPLACE INTO difference VALUES (?, ?, ?, ?)", row))

    def told(self, before: str, after: str) -> tuple[list[bytes], list[bytes]] | None:
        """(gone, come) as they were told, lines with their ends; None where they were not, or the file is damaged."""
        if not self.path.exists():
            return None
        query = "SELECT gone, come FROM difference WHERE before = ? AND after = ?"
        try:
            with self._open() as db:
                row = db.execute(query, (bytes.fromhex(before), bytes.fromhex(after))).fetchone()
            gone, come = (gzip.decompress(packed).splitlines(keepends=True) for packed in row or (b"", b""))
        except (sqlite3.DatabaseError, OSError, EOFError, zlib.error):
            return None
        return (gone, come) if row else None

    def pieces(self, digest: str, size: int = _BLOCK) -> Iterator[bytes]:
        """The text in pieces of whole lines of about that size; TextMissing as ``blocks``.

        What gzip checks is checked, its name is not.
        """
        try:
            with self._open() as db:
                row = db.execute("SELECT packed FROM text WHERE sha256 = ?", (bytes.fromhex(digest),)).fetchone()
            if row is None:
                raise TextMissing
            yield from unpacked(row[0], size)
        except (sqlite3.DatabaseError, OSError, EOFError, zlib.error) as error:
            raise TextMissing from error

    def sweep(self, wanted: Iterable[str]) -> None:
        """Remove all others, for good: what is withdrawn must not lie on in free pages."""
        kept = [(bytes.fromhex(digest),) for digest in wanted]

        def remove(db: sqlite3.Connection) -> None:
            db.execute("CREATE TEMP TABLE wanted (sha256 BLOB PRIMARY KEY)")
            db.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", kept)
            db.execute("DELETE FROM text WHERE sha256 NOT IN (SELECT sha256 FROM wanted)")
            db.execute("DELETE FROM difference")

        if self.path.exists():
            self._write(remove)

    def _checked(self, digest: str, pieces: list[bytes] | None) -> bytes | None:
        """The packed text, if it is what its name says; what it holds is put into pieces, where there is a list."""
        if not self.path.exists():
            return None
        found = sha256()
        try:
            with self._open() as db:
                row = db.execute("SELECT packed FROM text WHERE sha256 = ?", (bytes.fromhex(digest),)).fetchone()
            for block in unpacked(row[0]) if row else ():
                found.update(block)
                if pieces is not None:
                    pieces.append(block)
        except (sqlite3.DatabaseError, OSError, EOFError, zlib.error) as error:
            _log.warning("kept texts of graphs cannot be read, the store is read instead: %s", error)
            return None
        return row[0] if row and found.hexdigest() == digest else None

    def _write(self, change: Callable[[sqlite3.Connection], object]) -> None:
        try:
            with self._open() as db, db:
                for table in _SCHEMA:
                    db.execute(table)
                change(db)
        except sqlite3.DatabaseError as error:
            _log.warning("texts of graphs cannot be kept, so they are read from the store later: %s", error)
            self.path.unlink(missing_ok=True)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        db = sqlite3.connect(self.path, timeout=30)
        try:
            db.execute("PRAGMA synchronous=OFF")
            db.execute("PRAGMA secure_delete=ON")
            yield db
        finally:
            db.close()
