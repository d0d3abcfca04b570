"""The book of reports: an SQLite file beside the ledger, to which lines are added and in which none is changed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

from extractors.errors import RunAborted, UsageError
from kg.reports.report import Complaint, Report, checked, new_number, number_of
from kg.seals import unsealed

FILE_NAME = "reports.sqlite"
MOST_OPEN = 5000
"""Open reports; more are not taken until curators have read some."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS report (
  number TEXT PRIMARY KEY, made TEXT NOT NULL, about TEXT NOT NULL, statement TEXT NOT NULL, reason TEXT NOT NULL,
  words TEXT NOT NULL, edition INTEGER NOT NULL, language TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS answer (
  id INTEGER PRIMARY KEY, number TEXT NOT NULL REFERENCES report(number), made TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'done')), words TEXT NOT NULL, actor TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS answer_number ON answer(number);
CREATE TRIGGER IF NOT EXISTS report_stays BEFORE UPDATE ON report BEGIN SELECT RAISE(ABORT, 'reports stay'); END;
CREATE TRIGGER IF NOT EXISTS answer_stays BEFORE UPDATE ON answer BEGIN SELECT RAISE(ABORT, 'answers stay'); END;
"""
# The last line about a report says how it stands.
_ALL = """SELECT r.number, r.made, r.about, r.statement, r.reason, r.words, r.edition, r.language,
  coalesce(a.state, 'open') AS standing, coalesce(a.words, ''), coalesce(a.actor, ''), coalesce(a.made, '')
FROM report r LEFT JOIN answer a ON a.id = (SELECT max(id) FROM answer WHERE number = r.number)"""


class ReportBook:
    """The reports of one workspace. Opens its file for each call, so any number of processes may use it at once."""

    def __init__(self, path: Path) -> None:
        """path: the file; it is made by the first report."""
        self.path = path

    @property
    def writable(self) -> bool:
        """Whether a report could be written down, as far as the file system says."""
        return os.access(self.path if self.path.exists() else self.path.parent, os.W_OK)

    def add(self, complaint: Complaint, *, edition: int, language: str) -> Report:
        """Write a report down; the same words about the same thing give the report that is open already.

        InputRejected as ``checked`` has it; RunAborted REPORT005 where too many are open, REPORT006 where the file
        cannot be written.
        """
        clean = checked(complaint)
        with self._opened() as db:
            same = db.execute(
                f"{_ALL} WHERE r.about = ? AND r.statement = ? AND r.reason = ? AND r.words = ? AND standing = 'open'",
                (clean.about, clean.statement, clean.reason, clean.words),
            ).fetchone()
            if same:
                return Report(*same)
            (waiting,) = db.execute(f"SELECT count(*) FROM ({_ALL}) WHERE standing = 'open'").fetchone()  # noqa: S608
            if waiting >= MOST_OPEN:
                raise RunAborted("REPORT005", f"{waiting} reports wait to be read; no more are taken for now.",
                                 advice="Try again later, or write to the archive.")  # fmt: skip
            made = Report(
                new_number(), _now(), clean.about, clean.statement, clean.reason, clean.words, edition, language
            )
            db.execute("INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                       (made.number, made.made, made.about, made.statement, made.reason, made.words, made.edition,
                        made.language))  # fmt: skip
        return made

    def reports(self, state: str = "") -> tuple[Report, ...]:
        """All of a state (open, done; empty: both), the oldest first; none where nobody reported anything."""
        if not self.path.exists():
            return ()
        with self._opened(reading=True) as db:
            rows = db.execute(f"{_ALL} WHERE ? IN ('', standing) ORDER BY r.made, r.number", (state,)).fetchall()
        return tuple(Report(*row) for row in rows)

    def get(self, number: str) -> Report | None:
        """One by its number, however it is typed."""
        if not self.path.exists():
            return None
        with self._opened(reading=True) as db:
            row = db.execute(f"{_ALL} WHERE r.number = ?", (number_of(number),)).fetchone()
        return Report(*row) if row else None

    def close(self, number: str, *, by: str, answer: str = "") -> Report:
        """A curator has dealt with it; answer is for the reader. UsageError REPORT007 where there is none."""
        return self._answer(number, "done", answer, by)

    def reopen(self, number: str, *, by: str) -> Report:
        """It was not dealt with after all. UsageError REPORT007 for a number that is not known."""
        return self._answer(number, "open", "", by)

    def _answer(self, number: str, state: str, words: str, actor: str) -> Report:
        if self.get(number) is None:
            raise UsageError("REPORT007", "There is no report of that number.", where=number,
                             advice="`sunqar review reports --all` lists them.")  # fmt: skip
        with self._opened() as db:
            db.execute("INSERT INTO answer(number, made, state, words, actor) VALUES (?, ?, ?, ?, ?)",
                       (number_of(number), _now(), state, words.strip(), actor))  # fmt: skip
        found = self.get(number)
        assert found is not None  # noqa: S101 # nothing is ever removed
        return found

    @contextmanager
    def _opened(self, *, reading: bool = False) -> Iterator[sqlite3.Connection]:
        try:
            with nullcontext() if reading else unsealed(self.path), self._connected(reading) as db:
                yield db
        except (sqlite3.Error, OSError) as error:
            raise RunAborted(
                "REPORT006",
                f"The book of reports cannot be {'read' if reading else 'written'}: {error}.",
                where=self.path.name,
                advice="Whoever runs this server must make the workspace writable, or free disk space.",
            ) from error

    @contextmanager
    def _connected(self, reading: bool) -> Iterator[sqlite3.Connection]:
        address = f"{self.path.absolute().as_uri()}?mode={'ro' if reading else 'rwc'}"
        db = sqlite3.connect(address, uri=True, timeout=10, isolation_level=None)
        try:
            if not reading:
                db.executescript(_SCHEMA)
                db.execute("PRAGMA synchronous=FULL")
                db.execute("BEGIN IMMEDIATE")
            yield db
            if not reading:
                db.execute("COMMIT")
        finally:
            db.close()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
