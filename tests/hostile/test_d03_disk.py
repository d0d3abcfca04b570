"""D3: a file that may grow no more, a workspace that is read-only, no descriptor left: told with what is needed."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from resource import RLIMIT_FSIZE, RLIMIT_NOFILE, getrlimit, setrlimit

import pytest
from durable import build, copied, done, graphs, grown
from killing import whole

from extractors.errors import RunAborted
from kg.faults import told
from kg.space import DiskFull, check_room


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One edition, and documents that are new since."""
    return grown(tmp_path_factory.mktemp("disk"))


def _with_small_files(workspace: Path) -> None:
    setrlimit(RLIMIT_FSIZE, (200_000, getrlimit(RLIMIT_FSIZE)[1]))
    build(workspace)


def _with_few_descriptors(workspace: Path) -> None:
    setrlimit(RLIMIT_NOFILE, (60, getrlimit(RLIMIT_NOFILE)[1]))
    build(workspace)


@pytest.mark.parametrize(("work", "code"), [(_with_small_files, "DISK001"), (_with_few_descriptors, "DISK003")])
def test_the_run_says_what_is_missing_and_the_next_goes_on(
    built: Path, tmp_path: Path, work: Callable[[Path], None], code: str
) -> None:
    workspace = copied(built, tmp_path / "w")
    before = graphs(workspace)
    assert done(work, workspace) == 1
    log = (tmp_path / "child.log").read_text()
    assert f"[{code}]" in log, log
    assert "Traceback" not in log
    if code == "DISK001":
        assert re.search(r"needs about \d+ bytes, and \d+ are free", log)
    assert graphs(workspace) == before
    assert not list((workspace / "editions").glob(".*.tmp")), "what was begun takes room"
    assert done(build, workspace) == 0
    assert graphs(workspace) != before
    whole(workspace)


def test_too_little_room_is_told_in_bytes_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(DiskFull, match=r"needs \d{20} bytes, and \d+ are free"):
        check_room(tmp_path / "not" / "there", 10**19, "a backup")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.EROFS, "Read-only file system", "/x/ledger.sqlite"), "DISK002"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "DISK002"),
        (sqlite3.OperationalError("database or disk is full"), "DISK001"),
        (OSError("IO error: No space left on deviceWhile appending to file"), "DISK001"),
        (OSError(errno.EMFILE, os.strerror(errno.EMFILE)), "DISK003"),
        (sqlite3.DatabaseError("database disk image is malformed"), "DISK004"),
    ],
)
def test_each_engine_s_own_words_are_understood(tmp_path: Path, error: Exception, code: str) -> None:
    found = told(error, tmp_path)
    assert found is not None
    assert (found.code, bool(found.advice)) == (code, True)
    outer = RunAborted("STORE003", "The store could not take it.")
    outer.__cause__ = error
    again = told(outer, tmp_path)
    assert (again.code if again else "") == (code if code in ("DISK001", "DISK003") else "")


def test_a_fault_of_ours_is_not_dressed_up(tmp_path: Path) -> None:
    assert told(OSError("something else"), tmp_path) is None
    assert told(sqlite3.OperationalError("no such table: x"), tmp_path) is None
