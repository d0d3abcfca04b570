"""D6: one writer at a time, told at once; readers and the sums of what is written are not in each other's way."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from extractors.errors import RunAborted
from kg.seals import broken, seal, unsealed, without_seal
from kg.workspace import init_workspace
from kg.writing import writing


def test_the_second_writer_ends_with_an_error_that_says_why(tmp_path: Path) -> None:
    workspace = init_workspace(tmp_path / "w", None, {})
    with writing(workspace, "ingest"), pytest.raises(RunAborted, match="WORKSPACE003"), workspace.lock():
        pass
    with workspace.lock():
        pass


def test_what_is_being_written_has_no_seal_and_gets_one(tmp_path: Path) -> None:
    workspace = init_workspace(tmp_path / "w", None, {})
    with writing(workspace, "ingest"):
        assert set(without_seal(workspace.path)) == {"ledger.sqlite", "work"}
    assert without_seal(workspace.path) == []
    assert list(broken(workspace.path)) == []


def test_a_file_that_another_still_writes_is_not_sealed(tmp_path: Path) -> None:
    path, inside, go_on = tmp_path / "reports.sqlite", threading.Event(), threading.Event()
    path.write_bytes(b"first")

    def write_slowly() -> None:
        with unsealed(path):
            inside.set()
            go_on.wait(30)
            path.write_bytes(b"third")

    slow = threading.Thread(target=write_slowly)
    slow.start()
    assert inside.wait(30)
    with unsealed(path):
        path.write_bytes(b"second")
    assert not seal(path), "the other one has not written yet"
    assert without_seal(tmp_path) == ["reports.sqlite"]
    go_on.set()
    slow.join()
    assert without_seal(tmp_path) == []
    assert list(broken(tmp_path)) == []
