"""E8: a takedown removes, purges, answers 410, outlives reading again and a lost ledger, and can be undone."""

from __future__ import annotations

import pytest
from access_case import BASE, TODAY, everything, ingest_again, make, publish_on, refused

from extractors.errors import UsageError
from kg.access.withdraw_actions import withdraw_action
from kg.iri import Iris
from kg.workspace import Workspace, open_workspace
from sparql_endpoint.app import create_app
from sparql_endpoint.limits import Limits
from sparql_endpoint.service import editions_of

IRIS = Iris(BASE, f"{BASE}/def#")
LETTER = IRIS.record("qna", "F/1/1")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = make(tmp_path_factory.mktemp("e08"))
    publish_on(made, TODAY)
    return open_workspace(made.path)


def withdraw(workspace: Workspace, target: str, *, undo: bool = False, with_records: bool = False) -> None:
    withdraw_action(
        workspace.path, target, archive=None, reason="asked by Ogbunabali", by="A. Curator",
        with_records=with_records, undo=undo, publish_now=False, as_json=True,
    )  # fmt: skip


def test_a_record_goes_stays_away_and_comes_back(workspace: Workspace) -> None:
    first = workspace.current_edition()
    assert b"pearls" in everything(first)
    withdraw(workspace, "F/1/1")
    second = publish_on(workspace, TODAY)
    assert b"pearls" not in everything(second)
    assert b"Ogbunabali" not in everything(second)
    assert b"Curator" not in everything(second)
    assert workspace.editions() == (second.number,)  # the first is deleted
    assert refused(workspace, first.number) == "EDITION003"
    app = create_app(editions_of(workspace), Limits(query_timeout_s=5))
    try:
        path = LETTER.removeprefix(BASE)
        for place in (path, path.replace("/id/", "/page/"), path.replace("/id/", "/data/") + ".ttl"):
            answer = app.test_client().get(place)
            assert answer.status_code == 410
            assert "pearls" not in answer.text
            assert "Ogbunabali" not in answer.text
    finally:
        app.extensions["sunqar"].close()
    (workspace.path / "ledger.sqlite").unlink()
    for path_ in workspace.path.glob("ledger.sqlite-*"):
        path_.unlink()
    ingest_again(workspace)
    assert b"pearls" not in everything(publish_on(workspace, TODAY))
    withdraw(workspace, "F/1/1", undo=True)
    back = publish_on(workspace, TODAY)
    assert back.hash == first.hash
    assert back.manifest["withdrawn"] == []


def test_a_person_goes_with_all_that_is_said_of_him(workspace: Workspace) -> None:
    omar = IRIS.local("qna", "F:omar")
    withdraw(workspace, omar, with_records=True)
    edition = publish_on(workspace, TODAY)
    assert b"Alqasimi" not in everything(edition)
    assert omar in edition.withdrawn
    assert any("/id/person/" in iri for iri in edition.withdrawn)


def test_what_is_not_there_cannot_be_withdrawn(workspace: Workspace) -> None:
    assert failing(workspace, "F/99") == "WITHDRAW003"
    assert failing(workspace, f"{BASE}/id/person/nobody") == "WITHDRAW003"
    assert failing(workspace, "F/2/2", undo=True) == "WITHDRAW004"


def failing(workspace: Workspace, target: str, *, undo: bool = False) -> str:
    try:  # no excinfo, which would keep the store open
        withdraw(workspace, target, undo=undo)
    except UsageError as error:
        return error.code
    return ""
