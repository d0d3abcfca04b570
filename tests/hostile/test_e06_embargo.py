"""E6: an embargo ends or is lengthened; the clock is the test's."""

from __future__ import annotations

from pathlib import Path

import pytest
from access_case import everything, make, publish_on, refused

from extractors.errors import UsageError
from kg.access.rules import all_rules
from kg.publish import unchanged
from kg.workspace import Workspace, open_workspace

WORD = b"Yerlanqul"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return make(tmp_path_factory.mktemp("e06"))


def test_it_ends_on_its_day_and_a_longer_one_takes_back(workspace: Workspace) -> None:
    before = publish_on(workspace, "2029-12-31")
    assert WORD not in everything(before)
    assert before.manifest["changes_on"] == "2030-01-01"
    with workspace.ledger() as ledger:
        assert unchanged(_on(workspace, "2029-12-31"), ledger) is not None
        assert unchanged(_on(workspace, "2030-01-01"), ledger) is None
    opened = publish_on(workspace, "2030-01-01")
    assert opened.number == before.number + 1
    assert WORD in everything(opened)
    rule = {"archive": "qna", "unit": "F/3", "status": "embargoed", "until": "2035-01-01"}
    lengthened = publish_on(workspace, "2030-01-01", access=(rule,))
    assert WORD not in everything(lengthened)
    assert lengthened.hash == before.hash  # same input, same open units: same graph
    stricter = open_workspace(workspace.path, access=(rule,), clock="2030-01-01")
    assert refused(stricter, opened.number) == "EDITION005"
    endless = {"archive": "qna", "unit": "F/3", "status": "embargoed"}
    assert WORD not in everything(publish_on(workspace, "2999-01-01", access=(endless,)))


def test_a_table_of_rules_counts_and_a_wrong_one_is_named(workspace: Workspace) -> None:
    table = Path(workspace.path) / "access.csv"
    table.write_text("archive,unit,status,until,reason\nqna,F/3,open,,heirs agreed\n", encoding="utf-8")
    assert WORD in everything(publish_on(workspace, "2026-01-01", access_table="access.csv"))
    table.write_text("archive,unit,status,until,reason\nqna,F/3,shut,,\n", encoding="utf-8")
    with pytest.raises(UsageError, match="ACCESS004") as failed:
        all_rules((), table)
    assert failed.value.where.endswith("access.csv:2")


def _on(workspace: Workspace, day: str) -> Workspace:
    return open_workspace(workspace.path, clock=day)
