"""A table of the edition before, copied to be changed where it differs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from shutil import copyfile

AT_ONCE = 300
"""Things that one query binds."""


@contextmanager
def copied(before: Path, path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that writes to a copy at path, which is worth nothing on errors.

    Without a journal: nobody reads the file before the edition is whole, and one that was broken off is made anew. What
    is deleted may be left in unused bytes: a table from which something must vanish is made whole (``kg.updates``).
    """
    copyfile(before, path)
    with closing(sqlite3.connect(path)) as database:
        for pragma in ("journal_mode=OFF", "synchronous=OFF"):
            database.execute(f"PRAGMA {pragma}").fetchall()
        yield database
        database.commit()


def lumps(things: Iterable[str], size: int = AT_ONCE) -> Iterator[list[str]]:
    """The things, sorted, so many at once.

    >>> list(lumps("cab", 2))
    [['a', 'b'], ['c']]
    """
    rest = iter(sorted(things))
    while some := list(islice(rest, size)):
        yield some
