"""Reports of readers: nothing is lost, changed or taken twice, and nobody needs to say who he is."""

from __future__ import annotations

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from graph_workspace import make_workspace, sunqar

from extractors.errors import CodedError
from kg.reports import book as books
from kg.reports.book import FILE_NAME, ReportBook
from kg.reports.report import MOST_WORDS, Complaint, new_number, number_of

COMPLAINT = Complaint("https://graph.example/id/person/1", "date", "He died in 1951, see p. 4.", "born 1890")


def test_a_report_is_kept_as_it_was_written(tmp_path: Path) -> None:
    book = ReportBook(tmp_path / FILE_NAME)
    assert book.reports() == ()
    made = book.add(COMPLAINT, edition=3, language="kk")
    assert number_of(made.number.lower().replace("-", " ")) == made.number
    assert book.get(made.number) == made
    assert (made.words, made.edition, made.language, made.state) == (COMPLAINT.words, 3, "kk", "open")
    assert book.add(COMPLAINT, edition=4, language="ar").number == made.number  # sent twice
    done = book.close(made.number, by="Curator", answer="Mended.")
    assert (done.state, done.answer, done.by) == ("done", "Mended.", "Curator")
    assert book.reports("open") == ()
    assert book.add(COMPLAINT, edition=4, language="ar").number != made.number  # wrong again
    assert book.reopen(made.number, by="Curator").state == "open"
    assert len(book.reports("open")) == 2
    with sqlite3.connect(book.path) as db, pytest.raises(sqlite3.Error, match="stay"):
        db.execute("UPDATE report SET words = 'x'")


def test_many_readers_at_once(tmp_path: Path) -> None:
    book = ReportBook(tmp_path / FILE_NAME)
    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(book.add, Complaint("urn:a", "other", f"wrong thing {n}"), edition=1, language="en")
                for n in range(12)]  # fmt: skip
        numbers = {job.result().number for job in jobs}
    assert numbers == {report.number for report in book.reports("open")}
    assert len(numbers) == 12


@pytest.mark.parametrize(
    ("complaint", "code"),
    [
        (Complaint("urn:a", "nonsense", "It is wrong."), "REPORT001"),
        (Complaint("urn:a", "date", " \x00 \n"), "REPORT002"),
        (Complaint("urn:a", "date", "x" * (MOST_WORDS + 1)), "REPORT003"),
    ],
)
def test_what_is_no_report(tmp_path: Path, complaint: Complaint, code: str) -> None:
    with pytest.raises(CodedError) as caught:
        ReportBook(tmp_path / FILE_NAME).add(complaint, edition=1, language="en")
    assert caught.value.code == code


def test_a_full_book_and_one_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books, "MOST_OPEN", 1)
    book = ReportBook(tmp_path / FILE_NAME)
    book.add(COMPLAINT, edition=1, language="en")
    with pytest.raises(CodedError, match="REPORT005"):
        book.add(Complaint("urn:b", "date", "Another one."), edition=1, language="en")
    (tmp_path / "folder").mkdir()
    with pytest.raises(CodedError, match="REPORT006"):
        ReportBook(tmp_path / "folder").add(COMPLAINT, edition=1, language="en")


def test_numbers_are_read_as_people_write_them() -> None:
    assert number_of("o1il-abcd") == "0111-ABCD"
    assert [number_of(text) for text in ("", "1234", "1234-56789", "../../etc", "UUUU-UUUU")] == [""] * 5
    assert len({new_number() for _ in range(200)}) == 200


def test_curators_read_and_answer_them(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "w")
    made = ReportBook(workspace / FILE_NAME).add(COMPLAINT, edition=1, language="en")
    listed = json.loads(sunqar("review", "reports", "--workspace", workspace, "--json").stdout)
    assert [each["number"] for each in listed["reports"]] == [made.number]
    options = ("--by", "Aigerim", "--answer", "It is mended.", "--workspace", workspace)
    sunqar("review", "answer", made.number, *options)
    assert "No reports wait" in sunqar("review", "reports", "--workspace", workspace).stdout
    assert "It is mended." in sunqar("review", "reports", "--all", "--workspace", workspace).stdout
    assert "REPORT007" in sunqar("review", "answer", "AAAA-AAAA", *options, expect=2).stderr
