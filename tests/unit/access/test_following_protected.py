"""An edition follows the one before also where living persons are protected, unless something is cut only now."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from access_case import TODAY, everything, ingest_again, make, publish_on, write_letter, write_official

import kg.edition_store
from kg.edition import Edition
from kg.publish import publish
from kg.store.oxigraph import OxigraphStore
from kg.updates.delta import Delta
from kg.verify import verify
from kg.workspace import Workspace, open_workspace
from kg.writing import writing

LETTERS = {f"F/{number}": f"<persName ref='F-alive'>Marat Alive</persName> met man {number}." for number in range(9)}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[tuple[bool, Delta | None]]:
    """Of each edition, whether its store followed another, and the difference that its files followed."""
    found: list[tuple[bool, Delta | None]] = []
    followed, whole = kg.edition_store._followed, kg.edition_store.make_store

    def noted(*given: object) -> object:
        made = followed(*given)  # type: ignore[arg-type]
        stores.append(made is not None)
        return made

    def kept(*given: object) -> kg.edition_store.Made:
        stores.clear()
        made = whole(*given)  # type: ignore[arg-type]
        found.append((stores == [True], made.delta))
        return made

    stores: list[bool] = []
    monkeypatch.setattr(kg.edition_store, "_followed", noted)
    monkeypatch.setattr("kg.publish.make_store", kept)
    return found


def held(edition: Edition) -> dict[str, list[str]]:
    """All graphs, and their union."""
    store = OxigraphStore(edition.store_path, read_only=True)
    assert store.is_merged()
    assert not list(verify(edition))
    union = sorted(store.construct_lines("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"))
    return {name: store.graph_lines(name) for name in sorted(store.graph_names())} | {"": union}


def whole(workspace: Workspace) -> Edition:
    """The edition that is made of the same without the one before."""
    opened = open_workspace(workspace.path, clock=date.fromisoformat(TODAY))
    with writing(opened, "test") as (ledger, store, _):
        return publish(opened, ledger, store, 1, whole=True).edition


def started(tmp_path: Path) -> tuple[Workspace, Path]:
    workspace = make(tmp_path / "a", letters=LETTERS, living=True, finding_aid=False)
    publish_on(workspace, TODAY)
    return workspace, tmp_path / "a" / "in"


def test_it_follows_and_says_what_a_new_one_says(tmp_path: Path, made: list[tuple[bool, Delta | None]]) -> None:
    workspace, files = started(tmp_path)
    write_letter(files, "F/new", "<persName ref='F-alive'>Marat Alive</persName> writes again.")
    write_official(files, "F-born", "Aigul Young", "1990")  # her birth and residence have never been shown
    ingest_again(workspace)
    second = publish_on(workspace, TODAY)
    assert [one for one, _ in made] == [False, True]
    assert held(second) == held(whole(workspace))
    (files / "F-born.xml").unlink()
    write_official(files, "F-alive", "Marat Alive", "1950", "2020")  # what was cut of him comes back
    ingest_again(workspace)
    third = publish_on(workspace, TODAY)
    assert [one for one, _ in made] == [False, True, False, True]
    assert b"1950" in everything(third)
    assert held(third) == held(whole(workspace))


def test_what_is_cut_only_now_is_in_no_file(tmp_path: Path, made: list[tuple[bool, Delta | None]]) -> None:
    workspace = make(tmp_path / "a", letters=LETTERS, living=True, finding_aid=False)
    files = tmp_path / "a" / "in"
    text = (files / "F-dead.xml").read_text(encoding="utf-8").replace("Aktau", "Zhanatas").replace(">1930<", ">1931<")
    (files / "F-dead.xml").write_text(text, encoding="utf-8")
    ingest_again(workspace)
    assert b"Zhanatas" in everything(publish_on(workspace, TODAY))
    (files / "F-dead.xml").write_text(text.replace('<toDate standardDate="2001">2001</toDate>', ""), encoding="utf-8")
    ingest_again(workspace)
    second = publish_on(workspace, TODAY)
    assert made[1:] == [(False, None)]
    assert held(second) == held(whole(workspace))


def test_a_setting_that_protects_from_now_on(tmp_path: Path, made: list[tuple[bool, Delta | None]]) -> None:
    workspace = make(tmp_path / "a", letters=LETTERS, living=True, finding_aid=False)
    publish_on(workspace, TODAY, living_persons="publish")
    second = publish_on(workspace, TODAY)
    assert made[1:] == [(False, None)]
    assert held(second) == held(whole(workspace))
