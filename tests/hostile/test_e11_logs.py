"""E11: the server's log holds no words of a query, no address of a reader."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from kg.workspace import open_workspace
from sparql_endpoint.app import create_app
from sparql_endpoint.limits import Limits
from sparql_endpoint.service import Service, editions_of

NAME = "Zulfiya Canary"
READER = "203.0.113.77"


def test_neither_words_nor_addresses_are_written_down(
    edition_workspace: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    app = create_app(editions_of(open_workspace(edition_workspace)), Limits(query_timeout_s=5))
    client = app.test_client()
    reader = {"REMOTE_ADDR": READER}
    try:
        for object_ in (f'"{NAME}" }}', f'"{NAME}" ', f"<{NAME}> }}"):
            query = f"SELECT * {{ ?s ?p {object_}"
            client.get("/sparql", query_string={"query": query}, environ_overrides=reader)
        client.get("/search", query_string={"q": NAME}, environ_overrides=reader)

        def fails(*_: object) -> None:
            raise RuntimeError("a fault of ours")

        monkeypatch.setattr(Service, "at", fails)
        answer = client.get("/search", query_string={"q": NAME}, environ_overrides=reader)
        assert answer.status_code == 500
    finally:
        app.extensions["sunqar"].close()
    written = caplog.text + "".join(capfd.readouterr())
    assert "a fault of ours" in written  # the fault itself is logged
    assert NAME not in written
    assert NAME.replace(" ", "+") not in written
    assert READER not in written
