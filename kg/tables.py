"""Tables of an edition: SQLite files that nobody changes any more, made at publish."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from extractors.errors import RunAborted


def open_table(path: Path) -> sqlite3.Connection:
    """For reading; without locks, since editions never change. sqlite3.OperationalError where there is none."""
    # As a URI, for a path may hold ?, # and %.
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def open_known(path: Path, probe: str, code: str, what: str, advice: str) -> sqlite3.Connection:
    """The same for a table in which the query ``probe`` goes well; else RunAborted with that code.

    what: its name in a sentence, "The search index"
    """
    try:
        database = open_table(path)
        database.execute(probe)
    except sqlite3.Error as error:
        raise RunAborted(code, f"{what} cannot be read: {error}.", where=path.name, advice=advice) from error
    return database
