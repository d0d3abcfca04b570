"""D10: clocks that jump, time zones, summer time: the same graph, the same order, no embargo that ends too early."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from access_case import everything, make, refused
from made_up_clock import at

from extractors.access.conditions import read_conditions
from extractors.dates import parse
from kg.access.withheld import the_day, withheld
from kg.backup.bring_back import restore
from kg.backup.make import back_up
from kg.edition import Edition
from kg.publish import publish
from kg.resolve.decisions_file import keep
from kg.resolve.judgements import judge
from kg.resolve.log import append, live
from kg.retention import retain
from kg.store.oxigraph import OxigraphStore
from kg.workspace import Workspace, open_workspace
from kg.writing import writing
from sparql_endpoint.metrics import lag_of

WORD = b"Yerlanqul"
"""Stands in a letter that is closed until 1 January 2030."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    with at("2026-11-01T05:30:00+00:00", "Asia/Qatar"):
        return make(tmp_path_factory.mktemp("clocks"))


def _publish(workspace: Workspace, moment: str, zone: str = "UTC") -> Edition:
    with at(moment, zone), writing(workspace, "publish") as (ledger, store, _):
        return publish(workspace, ledger, store, 1).edition


def _closed(workspace: Workspace) -> bool:
    store = OxigraphStore(workspace.work_path / "store", read_only=True)
    with workspace.ledger() as ledger:
        kept_back = withheld(workspace.path, workspace.settings, ledger, store, the_day(workspace.settings))
    return "F/3" in {document for parts in kept_back.parts.values() for document in parts}


def test_zones_and_summer_time_make_no_difference(workspace: Workspace, tmp_path: Path) -> None:
    """05:30 UTC is 01:30 in New York, which comes twice that night; in Doha it is another hour."""
    here = _publish(workspace, "2026-11-01T05:30:00+00:00", "Asia/Qatar")
    with at("2026-11-01T05:30:00+00:00", "America/New_York"):
        there = make(tmp_path)
    made = _publish(there, "2026-11-01T06:30:00+00:00", "America/New_York")
    assert made.hash == here.hash


@pytest.mark.parametrize(
    ("moment", "zone", "closed"),
    [
        ("2029-12-31T23:59:59+00:00", "Asia/Almaty", True),
        ("2029-12-31T23:59:59+00:00", "America/New_York", True),
        ("2030-01-01T00:00:00+00:00", "America/New_York", False),
        ("2030-01-01T00:00:00+00:00", "Asia/Qatar", False),
    ],
)
def test_a_day_ends_when_it_ends_in_utc_wherever_the_process_thinks_it_is(
    workspace: Workspace, moment: str, zone: str, *, closed: bool
) -> None:
    with at(moment, zone):
        assert _closed(workspace) is closed


def test_a_clock_that_jumps_forward_and_back_ends_where_it_began(workspace: Workspace) -> None:
    before = workspace.current_edition()
    opened = _publish(workspace, "2099-01-01T00:00:00+00:00")
    os.utime(workspace.path / "lock", (0, 2**32))
    back = _publish(workspace, "2026-11-02T11:00:00+00:00")
    assert (opened.number, back.number) == (before.number + 1, before.number + 2)
    assert WORD in everything(opened)
    assert WORD not in everything(back)
    assert back.hash == before.hash
    assert opened.manifest["created"] > back.manifest["created"]
    with at("2026-11-02T12:00:00+00:00"):
        assert refused(workspace, opened.number) == "EDITION005"  # not served again before its day
        assert retain(workspace, 2) == (before.number,)
        assert workspace.editions() == (opened.number, back.number)


def test_backups_and_decisions_are_in_the_order_in_which_they_were_made(workspace: Workspace, tmp_path: Path) -> None:
    path, decided = workspace.path / "note.txt", []
    for moment, verdict in (("2031-05-05T00:00:00+00:00", "SAME"), ("1999-05-05T00:00:00+00:00", "WITHDRAWN")):
        with at(moment), workspace.lock(), workspace.ledger() as ledger, ledger.db:
            judged = [judge("x:a", "x:b", "SAME", "review", 1.0, actor="A")]
            append(ledger.db, judged, withdrawn=verdict != "SAME", by="A")
            decided.append(len([one for one in live(ledger.db) if one.pair == ("x:a", "x:b")]))
            keep(ledger.db, workspace.decisions_path)
        path.write_text(verdict[:4], "utf-8")
        os.utime(path, (0, 0))  # of the same size and time as before
        with at(moment):
            back_up(workspace, tmp_path / "b", check=False)
    assert decided == [1, 0]
    assert restore(tmp_path / "b", tmp_path / "again").number == 2
    assert (tmp_path / "again" / "note.txt").read_text("utf-8") == "WITH"
    (tmp_path / "again" / "ledger.sqlite").unlink()
    with open_workspace(tmp_path / "again").ledger() as ledger:
        assert keep(ledger.db, tmp_path / "again" / "judgements.jsonl") == 2
        assert not [one for one in live(ledger.db) if one.by_person]


def test_what_is_not_published_yet_is_told_whatever_the_clock_was_when_it_was(workspace: Workspace) -> None:
    """A run that says that it published in 2099 does not hide documents that were read since."""
    with closing(sqlite3.connect(workspace.ledger_path)) as db, db:
        (number,) = db.execute("SELECT max(id) FROM run").fetchone()
        for at_, command, when in ((1, "publish", "2099-01-01"), (2, "ingest", "2026-11-01")):
            times = [f"{when}T00:00:00+00:00"] * 2
            db.execute("INSERT INTO run VALUES (?, ?, '0', ?, ?, 'ok')", (number + at_, command, *times))
        db.execute("UPDATE file SET run = ? WHERE rowid = (SELECT min(rowid) FROM file)", (number + 2,))
    for moment, lag in (("2026-11-01T00:10:00+00:00", 600), ("2020-01-01T00:00:00+00:00", 0)):
        with at(moment):
            (metric,) = lag_of(workspace.ledger_path)()
        assert metric.samples[0].value == lag


@pytest.mark.parametrize(
    ("words", "last_day", "until"),
    [
        ("Closed until 31 December 9999", None, None),  # there is no day after it: it stays closed
        ("Closed for 75 years", "1948-02-29", "2023-03-01"),  # a leap day, from a year without one
        ("Closed for 75 years", "9999-12-31", "9999-01-01"),
        ("Closed until 2016-12-31T23:59:60Z", None, "2017-01-01"),  # a leap second
    ],
)
def test_embargoes_at_the_edges_of_the_calendar(words: str, last_day: str | None, until: str | None) -> None:
    found = read_conditions(words, last_day=last_day)
    assert found is not None
    assert (found.status, found.until) == ("embargoed", until)


@pytest.mark.parametrize("expressed", ["29 February 2023", "2016-12-31T23:59:60Z", "30 февраля 1712"])
def test_what_this_calendar_does_not_have_is_no_day(expressed: str) -> None:
    found = parse(expressed, "ru" if "ф" in expressed else "en")
    assert found is None or found.edtf is None or len(found.edtf) < len("1916-01-01"), found
