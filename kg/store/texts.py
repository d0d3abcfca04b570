"""Canonical text of graphs, kept beside the store by its sha256: reading a graph out of the store costs far more.

The engine looks up each term of each quad on its own (measured: 25 to 35 microseconds a quad on disk, where unpacking a
kept text costs under one). This is a cache and nothing else: a text that is not there, or is not what its name says, is
read from the store. So a stop, a full disk or a damaged file costs time alone.

A text of one piece (``kg.store.pieces``) lies in the table ``text``, a longer one in ``list`` as the names of its
pieces, which it shares with what it was before. Files of before there were pieces have all texts in ``text``, and are
read.
"""

from __future__ import annotations

import gzip
import logging
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from kg.store.pieces import Packed, pack, pack_lines, unpacked

Node = TypeVar("Node")
_NAME = 32
"""Bytes of a sha256. A piece's is that of its member, packed, so that it can be checked without unpacking."""
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS text (sha256 BLOB PRIMARY KEY, packed BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS list (sha256 BLOB PRIMARY KEY, pieces BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS piece (sha256 BLOB PRIMARY KEY, packed BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS difference (before BLOB NOT NULL, after BLOB NOT NULL, "
    "gone BLOB NOT NULL, come BLOB NOT NULL, PRIMARY KEY (before, after))",
)
_MOST = 1000
"""Pieces that are compared at once; their lines take half a gigabyte."""
_DAMAGED = (sqlite3.DatabaseError, OSError, EOFError, zlib.error)
_log = logging.getLogger("sunqar.texts")


class TextMissing(Exception):
    """No text is kept under that name, or a damaged one."""


class GraphTexts:
    """One SQLite file. Opened for each piece of work, so that it may be handed to other processes by its path."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def keep(self, texts: Iterable[tuple[str, bytes]]) -> None:
        """Keep texts, canonical N-Quads each, by the sha256 of their bytes in hex; those that are there stay."""
        self.put((digest, pack(text)) for digest, text in texts)

    def put(self, packed: Iterable[tuple[str, Packed]]) -> None:
        """The same for texts that are packed."""

        def insert(db: sqlite3.Connection) -> None:
            for digest, members in packed:
                name = bytes.fromhex(digest)
                if len(members) == 1:
                    db.execute("INSERT OR IGNORE INTO text VALUES (?, ?)", (name, members[0]))
                    continue
                pieces = [(sha256(member).digest(), member) for member in members]
                db.executemany("INSERT OR IGNORE INTO piece VALUES (?, ?)", pieces)
                db.execute("INSERT OR IGNORE INTO list VALUES (?, ?)", (name, _listed(each for each, _ in pieces)))

        self._write(insert)

    def packed(self, digest: str) -> Packed | None:
        """The text as ``pack`` packs it, checked against its name; None where there is none."""
        try:
            members = tuple(member for member, _ in self._members(digest))
            # Members of a list are checked already, and so is the list.
            whole = len(members) > 1 or sha256(b"".join(unpacked(members))).hexdigest() == digest
        except TextMissing:
            return None
        except _DAMAGED as error:
            _warn(error)
            return None
        return members if whole else None

    def lines(self, digest: str) -> list[str] | None:
        """Its lines, each with its end; None where there is none."""
        try:
            text = b"".join(block for block, _ in self.pieces(digest))
        except TextMissing:
            return None
        # Not splitlines: literals may hold U+0085 and U+2028, which are no line ends of N-Quads.
        return [line + "\n" for line in text.decode().split("\n")[:-1]] if sha256(text).hexdigest() == digest else None

    def blocks(self, digest: str) -> Iterator[list[bytes]]:
        """Its lines, each with its end, some hundred kilobytes at a time: the text never lies in memory whole.

        TextMissing where there is none or, after what it held was given, where that is not what its name says.
        """
        found = sha256()
        for block, _ in self.pieces(digest):
            found.update(block)
            # Of bytes these are LF and CR alone, and a CR is escaped in canonical N-Quads.
            yield block.splitlines(keepends=True)
        if found.hexdigest() != digest:
            raise TextMissing

    def tell(self, before: str, after: str, gone: Sequence[str], come: Sequence[str]) -> None:
        """Keep, until the next sweep, which lines the text ``before`` has and ``after`` lacks, and which it lacks."""
        row = (bytes.fromhex(before), bytes.fromhex(after), *(b"".join(pack_lines(lines)) for lines in (gone, come)))
        self._write(lambda db: db.execute("INSERT OR REPLACE INTO difference VALUES (?, ?, ?, ?)", row))

    def told(self, before: str, after: str) -> tuple[list[bytes], list[bytes]] | None:
        """(gone, come) as they were told, lines with their ends, by way of texts between the two where there were such.

        None where they were not told, or the file is damaged.
        """
        if not self.path.exists():
            return None
        query = "SELECT gone, come FROM difference WHERE before = ? AND after = ?"
        gone: set[bytes] = set()
        come: set[bytes] = set()
        try:
            with self._open() as db:
                steps = way(db.execute("SELECT before, after FROM difference"), *map(bytes.fromhex, (before, after)))
                for step in steps or ():
                    packed = db.execute(query, step).fetchone()
                    left, added = (set(gzip.decompress(each).splitlines(keepends=True)) for each in packed)
                    gone, come = (gone - added) | (left - come), (come - left) | (added - gone)
        except _DAMAGED:
            return None
        return None if steps is None else (sorted(gone), sorted(come))

    def between(self, before: str, after: str) -> tuple[set[bytes], set[bytes]] | None:
        """(gone, come) of two texts in pieces: only those are read that not both have. None where those are many.

        TextMissing where one of them is not kept in pieces, or is damaged.
        """
        one, other = (frozenset(self._pieces_of(digest)) for digest in (before, after))
        if len(one ^ other) > _MOST:
            return None
        gone, come = self._lines_in(one - other), self._lines_in(other - one)
        return gone - come, come - gone

    def pieces(self, digest: str) -> Iterator[tuple[bytes, bytes | None]]:
        """The text in blocks of whole lines, each with its member where it is a piece; TextMissing as ``blocks``.

        What gzip and the names of pieces check is checked, the name of the text is not.
        """
        try:
            for member, is_piece in self._members(digest):
                for block in unpacked((member,)):
                    yield block, member if is_piece else None
        except _DAMAGED as error:
            _warn(error)
            raise TextMissing from error

    def sweep(self, wanted: Iterable[str]) -> None:
        """Remove all others, for good: what is withdrawn must not lie on in free pages."""
        kept = [(bytes.fromhex(digest),) for digest in wanted]

        def remove(db: sqlite3.Connection) -> None:
            db.execute("CREATE TEMP TABLE wanted (sha256 BLOB PRIMARY KEY)")
            db.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", kept)
            db.execute("DELETE FROM text WHERE sha256 NOT IN (SELECT sha256 FROM wanted)")
            db.execute("DELETE FROM list WHERE sha256 NOT IN (SELECT sha256 FROM wanted)")
            db.execute("CREATE TEMP TABLE needed (sha256 BLOB PRIMARY KEY)")
            for (listed,) in db.execute("SELECT pieces FROM list").fetchall():
                db.executemany("INSERT OR IGNORE INTO needed VALUES (?)", ((name,) for name in _names(listed)))
            db.execute("DELETE FROM piece WHERE sha256 NOT IN (SELECT sha256 FROM needed)")
            db.execute("DELETE FROM difference")

        if self.path.exists():
            self._write(remove)

    def _pieces_of(self, digest: str) -> list[bytes]:
        if not self.path.exists():
            raise TextMissing
        try:
            with self._open() as db:
                row = db.execute("SELECT pieces FROM list WHERE sha256 = ?", (bytes.fromhex(digest),)).fetchone()
                names = _names(row[0]) if row else []
        except _DAMAGED as error:  # an old file has no such table
            raise TextMissing from error
        if not names:
            raise TextMissing
        return names

    def _lines_in(self, names: Iterable[bytes]) -> set[bytes]:
        found: set[bytes] = set()
        try:
            with self._open() as db:
                for name in names:
                    row = db.execute("SELECT packed FROM piece WHERE sha256 = ?", (name,)).fetchone()
                    if row is None or sha256(row[0]).digest() != name:
                        raise TextMissing
                    for block in unpacked((row[0],)):
                        found.update(block.splitlines(keepends=True))
        except _DAMAGED as error:
            _warn(error)
            raise TextMissing from error
        return found

    def _members(self, digest: str) -> Iterator[tuple[bytes, bool]]:
        """Members of a text, and whether they are pieces; TextMissing where there is none or a piece is not whole."""
        name = (bytes.fromhex(digest),)
        if not self.path.exists():
            raise TextMissing
        with self._open() as db:
            if row := db.execute("SELECT packed FROM text WHERE sha256 = ?", name).fetchone():
                yield row[0], False
                return
            if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'list'").fetchone():
                raise TextMissing
            row = db.execute("SELECT pieces FROM list WHERE sha256 = ?", name).fetchone()
            names = _names(row[0]) if row else []
            if not names:
                raise TextMissing
            for each in names:
                row = db.execute("SELECT packed FROM piece WHERE sha256 = ?", (each,)).fetchone()
                if row is None or sha256(row[0]).digest() != each:
                    raise TextMissing
                yield row[0], True

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


def way(steps: Iterable[tuple[Node, Node]], start: Node, end: Node) -> list[tuple[Node, Node]] | None:
    """The fewest of these steps that lead from the start to the end; None where none do.

    >>> way([("a", "b"), ("b", "c"), ("a", "d")], "a", "c")
    [('a', 'b'), ('b', 'c')]
    >>> way([("a", "b")], "b", "a"), way([], "a", "a")
    (None, [])
    """
    onward: dict[Node, list[Node]] = {}
    for one, other in steps:
        onward.setdefault(one, []).append(other)
    ways: dict[Node, list[tuple[Node, Node]]] = {start: []}
    waiting = [start]
    for node in waiting:  # grows while it is gone through
        for other in onward.get(node, ()):
            if other not in ways:
                ways[other] = [*ways[node], (node, other)]
                waiting.append(other)
    return ways.get(end)


def _listed(names: Iterable[bytes]) -> bytes:
    """Names of pieces as they are kept: behind a sum of them, for a list that lost its end would be a shorter text."""
    joined = b"".join(names)
    return sha256(joined).digest() + joined


def _names(listed: bytes) -> list[bytes]:
    """The names again; none where they are damaged."""
    if sha256(listed[_NAME:]).digest() != listed[:_NAME]:
        return []
    return [listed[at : at + _NAME] for at in range(_NAME, len(listed), _NAME)]


def _warn(error: Exception) -> None:
    _log.warning("kept texts of graphs cannot be read, the store is read instead: %s", error)
