"""Tables of an edition are opened wherever they lie, and one that is damaged or missing is told in a sentence."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from extractors.errors import RunAborted
from kg.tables import open_known, open_table


@pytest.mark.parametrize("folder", ["plain", "what?", "no #1", "50%20", "сұңқар سنقر"])
def test_any_name_of_a_folder(tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "table.sqlite"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("CREATE TABLE one AS SELECT 7 AS number")
    with closing(open_table(path)) as database:
        assert database.execute("SELECT number FROM one").fetchone() == (7,)
        with pytest.raises(sqlite3.OperationalError):
            database.execute("DELETE FROM one")
    with pytest.raises(RunAborted, match="X001"):
        open_known(path, "SELECT other FROM one", "X001", "The table", "Publish.")
    with pytest.raises(RunAborted, match="X001"):
        open_known(path.with_name("none"), "SELECT 1", "X001", "The table", "Publish.")
