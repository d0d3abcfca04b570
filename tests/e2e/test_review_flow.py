"""Two lists, one person: merged by a reviewer, served, taken back; and the ledger lost in between."""

from __future__ import annotations

import json
import sqlite3
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from endpoint_edition import serve
from graph_workspace import make_workspace, sunqar

TABLE = "name,born,id\n{name},{born},{id}\n"


def state(workspace: Path) -> dict[str, str]:
    """Name -> IRI of its entity."""
    db = sqlite3.connect(workspace / "ledger.sqlite")
    rows = db.execute("SELECT e.name, m.entity FROM entity e JOIN member m USING (iri) WHERE e.described")
    return {name: f"http://127.0.0.1:8010/id/person/{entity}" for name, entity in rows}


def locals_of(workspace: Path) -> list[str]:
    db = sqlite3.connect(workspace / "ledger.sqlite")
    return [iri for (iri,) in db.execute("SELECT DISTINCT iri FROM entity WHERE described ORDER BY name")]


def where(address: str, iri: str) -> tuple[int, str]:
    """Status of the IRI and where it leads, without following."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            return None

    try:
        request = urllib.request.Request(address + iri.removeprefix("http://127.0.0.1:8010"))
        with urllib.request.build_opener(Stay).open(request, timeout=20) as answer:
            return answer.status, ""
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get("Location", "")


def test_a_merge_redirects_a_lost_ledger_keeps_it_and_undo_gives_the_iri_back(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "w")
    for side, name, born in (("qatar-gulf", "Qasim", "1866"), ("kazakhstan-ca", "Серік", "")):
        table = tmp_path / side / "people.csv"
        table.parent.mkdir()
        table.write_text(TABLE.format(name=name, born=born, id=f"{side}-1"), "utf-8")
        sunqar("ingest", table, "--archive", side, "-w", workspace)
    sunqar("link", "-w", workspace)
    apart = state(workspace)
    assert len(set(apart.values())) == 2
    sunqar("review", "accept", *locals_of(workspace), "--by", "Hamad", "--reason", "one man", "-w", workspace)
    sunqar("link", "-w", workspace)
    sunqar("infer", "-w", workspace)
    sunqar("publish", "-w", workspace)
    (kept,) = set(state(workspace).values())
    (lost,) = set(apart.values()) - {kept}
    process, address = serve(workspace)
    try:
        code, target = where(address, lost)
        assert (code, target.endswith(kept.rsplit("/", 1)[-1])) == (301, True)
        assert where(address, kept)[0] == 303
    finally:
        process.terminate()
        process.wait(timeout=10)

    for file in workspace.glob("ledger.sqlite*"):
        file.unlink()
    for side in ("qatar-gulf", "kazakhstan-ca"):
        sunqar("ingest", tmp_path / side, "--archive", side, "-w", workspace)
    sunqar("link", "-w", workspace)
    assert len(set(state(workspace).values())) == 1, "the decision came back from judgements.jsonl"

    log = json.loads(sunqar("review", "log", "--people", "--json", "-w", workspace).stdout)
    (event,) = log["events"]
    assert (event["actor"], event["reason"], event["verdict"]) == ("Hamad", "one man", "SAME")
    sunqar("review", "undo", event["id"][:8], "--by", "Hamad", "-w", workspace)
    sunqar("link", "-w", workspace)
    assert len(set(state(workspace).values())) == 2
    refused = sunqar("review", "undo", event["id"][:8], "--by", "Hamad", "-w", workspace, expect=None)
    assert refused.returncode == 2
    assert "REVIEW002" in refused.stderr
