"""D4: a flipped bit or a lost end, in any file: found by verify; an edition that has one is not served."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from flipping import Harm, files, harms, is_found, workspace_with_all
from graph_workspace import sunqar

from extractors.errors import RunAborted
from kg.edition import MANIFEST, Edition
from kg.workspace import open_workspace
from sparql_endpoint import whole
from sparql_endpoint.whole import WholeEditions


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace_with_all(tmp_path_factory.mktemp("flips") / "w")


def test_every_harm_is_found(workspace: Path) -> None:
    """Twenty-five at random; the benchmark takes five hundred."""
    there = {path.name for path in files(workspace)}
    assert {"ledger.sqlite", "judgements.jsonl", "own.sqlite", "reports.sqlite", "queries.sqlite", "texts.sqlite",
            "edition.json", "search.sqlite", "0.jpg", "work"} <= there  # fmt: skip
    missed = [harm for harm in harms(workspace, 25, seed=11) if not is_found(workspace, harm)]
    assert not missed


def test_the_command_says_where_and_what_is_whole_has_no_problem(workspace: Path) -> None:
    assert "is whole" in sunqar("verify", "--workspace", workspace).stdout
    good = Harm(workspace / "ledger.sqlite", 5000, 3).apply()
    try:
        assert "ledger.sqlite" in sunqar("verify", "--workspace", workspace, expect=1).stdout
        refused = sunqar("backup", workspace.parent / "backup", "--workspace", workspace, expect=1)
        assert "BACKUP002" in refused.stderr
    finally:
        (workspace / "ledger.sqlite").write_bytes(good)


def _second(workspace: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A copy with one edition, and a damaged one that could become current."""
    copy = tmp_path / "w"
    shutil.copytree(workspace, copy, symlinks=True)
    current = (copy / "editions" / "current").resolve()
    damaged = current.with_name("99")
    shutil.copytree(current, damaged)
    Harm(damaged / "search.sqlite", 4000, 1).apply()
    return copy, damaged


def _switch(copy: Path, name: str) -> None:
    link = copy / "editions" / "current"
    link.unlink()
    link.symlink_to(name)


@pytest.mark.parametrize("quick", [whole.QUICK, 0])
def test_the_last_good_edition_stays(
    workspace: Path, tmp_path: Path, quick: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looked through at once, or, as large ones are, in the background."""
    monkeypatch.setattr(whole, "QUICK", quick)
    copy, damaged = _second(workspace, tmp_path)
    told: list[tuple[str, str]] = []
    editions = WholeEditions(open_workspace(copy), lambda what, number, why: told.append((what, why)))
    good = editions()
    _switch(copy, damaged.name)
    assert editions().path == good.path
    if editions._checking is not None:
        editions._checking.join()
    assert editions().path == good.path
    assert [what for what, _ in told] == ["refused"]
    assert "search.sqlite" in told[0][1]
    _switch(copy, good.path.name)
    assert editions().path == good.path


@pytest.mark.parametrize("harm", ["manifest", "format"])
def test_the_last_good_edition_stays_where_nothing_can_be_said_of_the_next(
    workspace: Path, tmp_path: Path, harm: str
) -> None:
    copy, _ = _second(workspace, tmp_path)
    editions = WholeEditions(open_workspace(copy))
    good = editions()
    other = good.path.with_name("77")
    other.mkdir()
    other_format = json.dumps(good.manifest | {"number": 77, "format": 77})
    (other / MANIFEST).write_text(other_format if harm == "format" else other_format[:99], "utf-8")
    _switch(copy, "77")
    assert editions() is editions() is good
    assert list(editions.refused) == ["77"]


def test_a_damaged_edition_is_not_begun_with_nor_kept(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, damaged = _second(workspace, tmp_path)
    first = (copy / "editions" / "current").readlink().name
    _switch(copy, damaged.name)
    with pytest.raises(RunAborted, match="EDITION006"):
        WholeEditions(open_workspace(copy))
    monkeypatch.setattr(whole, "QUICK_AT_START", 0)
    editions = WholeEditions(open_workspace(copy))  # a large one is served while it is looked through
    assert editions._checking is not None
    editions._checking.join()
    with pytest.raises(RunAborted, match="EDITION006"):
        editions()
    _switch(copy, first)
    for _ in range(2):
        editions()
        editions._checking.join()
    assert isinstance(editions(), Edition)
