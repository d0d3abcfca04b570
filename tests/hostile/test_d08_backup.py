"""D8: backed up while it is served and reported to, restored to the same; what is damaged is refused; old formats."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path

import pytest
from flipping import workspace_with_all
from killing import whole

from extractors.errors import RunAborted, UsageError
from kg.backup.bring_back import check, restore
from kg.backup.make import back_up
from kg.edition import MANIFEST, Edition, seal
from kg.reports.book import FILE_NAME, ReportBook
from kg.reports.report import Complaint
from kg.retention import retain
from kg.seals import seal_all
from kg.workspace import Workspace, open_workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return open_workspace(workspace_with_all(tmp_path_factory.mktemp("backup") / "w"))


def _rows(folder: Path) -> dict[str, list[object]]:
    """Everything that the databases at the top of a workspace hold."""
    found: dict[str, list[object]] = {}
    for path in sorted(folder.glob("*.sqlite")):
        db = sqlite3.connect(path)
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
            found[f"{path.name}/{table}"] = sorted(map(repr, db.execute(f'SELECT * FROM "{table}"')))
        db.close()
    return found


@pytest.mark.parametrize("name", ["backups", "one.tar"])
def test_restored_to_the_same(workspace: Workspace, tmp_path: Path, name: str) -> None:
    made = back_up(workspace, tmp_path / name)
    assert made.listing.hash == workspace.current_edition().hash
    assert len(made.listing.sources) == 5
    check(tmp_path / name)
    restore(tmp_path / name, tmp_path / "again")
    assert _rows(tmp_path / "again") == _rows(workspace.path)
    assert (tmp_path / "again" / "judgements.jsonl").read_bytes() == (workspace.path / "judgements.jsonl").read_bytes()
    whole(tmp_path / "again")
    with pytest.raises(UsageError, match="RESTORE002"):
        restore(tmp_path / name, tmp_path / "again")


def test_only_what_is_new_is_written_and_old_ones_may_go(workspace: Workspace, tmp_path: Path) -> None:
    first = back_up(workspace, tmp_path)
    second = back_up(workspace, tmp_path)
    assert first.new_bytes > 20 * second.new_bytes
    third = back_up(workspace, tmp_path, keep=1)
    assert third.forgotten == (1, 2)
    assert check(tmp_path).number == 3
    with pytest.raises(UsageError, match="RESTORE001"):
        check(tmp_path, 1)


def test_readers_go_on_reporting_and_each_backup_is_of_one_moment(workspace: Workspace, tmp_path: Path) -> None:
    book, stop, taken = ReportBook(workspace.path / FILE_NAME), threading.Event(), []

    def report() -> None:
        while not stop.is_set():
            words = f"The date {len(taken)} is wrong."
            taken.append(book.add(Complaint("https://a.example/x", "date", words), edition=1, language="en").number)

    reader = threading.Thread(target=report)
    reader.start()
    try:
        while not taken:
            pass
        before = len(taken)
        back_up(workspace, tmp_path / "b", check=False)
        after = len(taken)
    finally:
        stop.set()
        reader.join()
    restore(tmp_path / "b", tmp_path / "again")
    held = [one.number for one in ReportBook(tmp_path / "again" / FILE_NAME).reports()]
    assert before <= len(set(held) & set(taken)) <= after + 1
    assert set(taken[:before]) <= set(held)
    seal_all(workspace.path)


@pytest.mark.parametrize("harm", ["flip", "cut", "gone", "list"])
def test_a_damaged_backup_is_refused_and_leaves_nothing(workspace: Workspace, tmp_path: Path, harm: str) -> None:
    back_up(workspace, tmp_path / "b")
    piece = max((tmp_path / "b" / "pieces").glob("*/*"), key=lambda path: path.stat().st_size)
    target = tmp_path / "b" / "backups" / "1.json" if harm == "list" else piece
    data = bytearray(target.read_bytes())
    data[len(data) // 2] ^= 1
    if harm == "gone":
        target.unlink()
    else:
        target.write_bytes(data[: len(data) // 2] if harm == "cut" else data)
    for attempt in (lambda: check(tmp_path / "b"), lambda: restore(tmp_path / "b", tmp_path / "again")):
        with pytest.raises(RunAborted, match="RESTORE003"):
            attempt()
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_a_backup_is_not_mixed_with_other_things(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("dear")
    for place in (tmp_path / "letters", tmp_path / "letters" / "a.txt", workspace.path / "inside"):
        with pytest.raises(UsageError, match="BACKUP001"):
            back_up(workspace, place)


def test_an_edition_of_the_format_before_is_refused_with_what_mends_it(workspace: Workspace, tmp_path: Path) -> None:
    back_up(workspace, tmp_path / "b", check=False)
    restore(tmp_path / "b", tmp_path / "w")
    path = (tmp_path / "w" / "editions" / "current").resolve() / MANIFEST
    manifest = json.loads(path.read_text("utf-8")) | {"format": 1}
    path.write_text(json.dumps(manifest | {"sha256": seal(manifest)}), "utf-8")
    with pytest.raises(RunAborted, match=r"EDITION004.*sunqar upgrade"):
        Edition.open(path.parent).check_format()


def test_retention_keeps_the_current_one_whatever_its_number(workspace: Workspace, tmp_path: Path) -> None:
    back_up(workspace, tmp_path / "b", check=False)
    restore(tmp_path / "b", tmp_path / "w")
    restored = open_workspace(tmp_path / "w")
    here = restored.current_edition().number
    earlier = tuple(number for number in restored.editions() if number < here)
    for number in (here + 1, here + 2, here + 3):
        (restored.editions_path / str(number)).mkdir()
    assert retain(restored, 0) == ()
    assert retain(restored, 2) == (*earlier, here + 1, here + 2)
    assert restored.editions() == (here, here + 3)
    assert retain(restored, 1) == (here + 3,)
    assert restored.current_edition().number == here
