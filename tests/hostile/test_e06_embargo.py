"""E6: an embargo ends or is lengthened; the clock is the test's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from access_case import BASE, everything, make, publish_on, refused
from werkzeug.test import TestResponse

from extractors.errors import UsageError
from kg.access.rules import all_rules
from kg.access.withheld import withheld
from kg.iri import Iris
from kg.publish import unchanged
from kg.workspace import Workspace, open_workspace
from kg.writing import writing
from sparql_endpoint.app import create_app
from sparql_endpoint.limits import Limits
from sparql_endpoint.service import editions_of

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
    kept = page_of(workspace)
    assert kept.status_code == 200
    rule = {"archive": "qna", "unit": "F/3", "status": "embargoed", "until": "2035-01-01"}
    lengthened = publish_on(workspace, "2030-01-01", access=(rule,))
    assert WORD not in everything(lengthened)
    assert lengthened.hash == before.hash  # same input, same open units: same graph
    again = page_of(workspace, kept.headers["ETag"])
    assert again.status_code == 404  # what a browser kept is not confirmed
    stricter = open_workspace(workspace.path, access=(rule,), clock="2030-01-01")
    assert refused(stricter, opened.number) == "EDITION005"
    endless = {"archive": "qna", "unit": "F/3", "status": "embargoed"}
    assert "F/3" in hidden(workspace, "2999-01-01", access=(endless,))


def test_a_table_of_rules_counts_and_a_wrong_one_is_named(workspace: Workspace) -> None:
    table = Path(workspace.path) / "access.csv"
    table.write_text("archive,unit,status,until,reason\nqna,F/3,open,,heirs agreed\n", encoding="utf-8")
    assert "F/3" not in hidden(workspace, "2026-01-01", access_table="access.csv")
    assert "F/3" in hidden(workspace, "2026-01-01")
    table.write_text("archive,unit,status,until,reason\nqna,F/3,shut,,\n", encoding="utf-8")
    with pytest.raises(UsageError, match="ACCESS004") as failed:
        all_rules((), table)
    assert failed.value.where.endswith("access.csv:2")


def page_of(workspace: Workspace, tag: str = "") -> TestResponse:
    app = create_app(editions_of(workspace), Limits(query_timeout_s=5))
    try:
        path = Iris(BASE, "").record("qna", "F/3").removeprefix(f"{BASE}/id/")
        return app.test_client().get(f"/page/{path}", headers={"If-None-Match": tag} if tag else {})
    finally:
        app.extensions["sunqar"].close()


def hidden(workspace: Workspace, day: str, **settings: object) -> set[str]:
    """Ids of the units that an edition of that day would not show whole."""
    opened = open_workspace(workspace.path, clock=day, **settings)
    with writing(opened, "test") as (ledger, store, _):
        found = withheld(opened.path, opened.settings, ledger, store, date.fromisoformat(day))
    return {document for documents in found.parts.values() for document in documents}


def _on(workspace: Workspace, day: str) -> Workspace:
    return open_workspace(workspace.path, clock=day)
