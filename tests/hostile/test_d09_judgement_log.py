"""D9: a last line that was cut off is left out with a warning; any other damage is an error that names the line."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from extractors.errors import RunAborted
from kg.ledger import SCHEMA
from kg.resolve.decisions_file import keep, read
from kg.resolve.judgements import judge
from kg.resolve.log import append, live, people_lines, read_log


def database(count: int = 4) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    with db:
        for number in range(count):
            append(db, [judge("a", f"b{number}", "SAME", "review", 1.0, ("reason", "так"), actor="Серік")])
    return db


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE judgement SET verdict = 'DIFFERENT' WHERE number = 2",
        "UPDATE judgement SET evidence = '[]' WHERE number = 1",
        "DELETE FROM judgement WHERE number = 2",
        "UPDATE judgement SET number = 9 WHERE number = 1",
        "UPDATE judgement SET checksum = '' WHERE number = 3",
    ],
)
def test_harm_in_the_middle_of_the_log_is_an_error(harm: str) -> None:
    db = database()
    db.execute(harm)
    with pytest.raises(RunAborted, match=r"LOG001.*Line \d"):
        live(db)


def test_a_last_line_that_is_damaged_is_left_out_and_makes_room(caplog: pytest.LogCaptureFixture) -> None:
    db = database()
    db.execute("UPDATE judgement SET confidence = 0.1 WHERE number = 4")
    assert len(live(db)) == 3
    assert "last line" in caplog.text
    append(db, [judge("a", "c", "SAME", "names", 0.9)])
    assert [entry.judgement.right for entry in read_log(db)] == ["b0", "b1", "b2", "c"]


def test_the_file_of_decisions_cut_off_anywhere_in_its_last_line_loads_the_rest_and_is_mended(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    db, file = database(), tmp_path / "judgements.jsonl"
    keep(db, file)
    whole = file.read_bytes()
    start = whole[:-1].rfind(b"\n") + 1
    for end in (start + 1, start + 20, len(whole) - 1):
        file.write_bytes(whole[:end])
        assert len(read(file)) == 3
        keep(db, file)
        assert file.read_bytes() == whole
    assert "cut off" in caplog.text


def test_harm_before_the_last_line_of_the_file_names_the_line(tmp_path: Path) -> None:
    db, file = database(), tmp_path / "judgements.jsonl"
    keep(db, file)
    lines = file.read_bytes().splitlines(keepends=True)
    for harmed in ([lines[0], *lines[2:]], [lines[0], lines[1].replace(b"SAME", b"DIFF"), *lines[2:]]):
        file.write_bytes(b"".join(harmed))
        with pytest.raises(RunAborted, match=r"LOG002.*Line 2"):
            read(file)


def test_decisions_come_back_into_a_new_ledger_and_two_stories_are_refused(tmp_path: Path) -> None:
    db, file = database(), tmp_path / "judgements.jsonl"
    with db:
        append(db, [live(db)[0]], withdrawn=True, by="Серік", words=(("reason", "қате"),))
    keep(db, file)
    new = sqlite3.connect(":memory:")
    new.executescript(SCHEMA)
    assert keep(new, file) == 5
    assert live(new) == live(db)
    assert people_lines(new) == people_lines(db)
    other = sqlite3.connect(":memory:")
    other.executescript(SCHEMA)
    append(other, [judge("x", "y", "SAME", "review", 1.0, actor="Hamad")])
    with pytest.raises(RunAborted, match="LOG003"):
        keep(other, file)
