"""D8: workspaces of earlier versions come to the same graphs and hashes; what a later version wrote is refused."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from unittest.mock import MagicMock

import pyoxigraph as ox
import pytest
from durable import build, copied, done, graphs, small_workspace
from earlier import edition_before_dossiers, edition_of_format_1, of_format_1

from extractors.errors import RunAborted
from kg.backup.bring_back import restore
from kg.backup.listing import parsed, written
from kg.backup.make import back_up
from kg.edition import MANIFEST, SEAL, Edition, seal
from kg.store.oxigraph import OxigraphStore
from kg.upgrade.from_edition import upgrade_edition
from kg.upgrade.from_work import upgrade_work
from kg.upgrade.look import look
from kg.verify import verify, verify_workspace
from kg.workspace import Workspace, open_workspace
from kg.writing import writing


@pytest.fixture(scope="module")
def present(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = small_workspace(tmp_path_factory.mktemp("upgrade") / "w")
    assert done(build, workspace) == 0, (workspace.parent / "child.log").read_text()
    return workspace


@pytest.fixture
def opened(present: Path, tmp_path: Path) -> Workspace:
    return open_workspace(copied(present, tmp_path / "w"))


def _alone(workspace: Workspace) -> None:
    shutil.rmtree(workspace.work_path)
    shutil.rmtree(workspace.path / "seals", ignore_errors=True)
    for path in workspace.path.glob("ledger.sqlite*"):
        path.unlink()


def _sums(folder: Path) -> dict[str, str]:
    """Of every file but those that a running process holds for itself."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(("LOCK", "LOG", "lock", "ledger.sqlite-"))
    }


def _manifest_with(edition: Edition, **changed: object) -> None:
    manifest = {key: value for key, value in edition.manifest.items() if key != SEAL} | changed
    (edition.path / MANIFEST).write_text(json.dumps(manifest | {SEAL: seal(manifest)}), "utf-8")


def test_a_backup_of_a_workspace_of_the_first_format_is_restored_and_upgraded(present: Path, tmp_path: Path) -> None:
    old = copied(present, tmp_path / "old")
    of_format_1(old)
    back_up(open_workspace(old), tmp_path / "backups")
    restore(tmp_path / "backups", tmp_path / "w")
    workspace = open_workspace(tmp_path / "w")
    before = _sums(workspace.path)
    found = look(workspace, tmp_path / "backups")
    assert {part.name.partition(" of edition")[0]: part.state for part in found.parts} == {
        "ledger": "earlier", "work store": "earlier", "store": "earlier", "search index": "earlier",
        "table of entities": "earlier", "backup 1": "present",
    }  # fmt: skip
    assert found.unread == 4
    assert _sums(workspace.path) == before
    served = workspace.current_edition()
    made = upgrade_work(workspace, jobs=1)
    assert made.published.new
    assert graphs(workspace.path) == graphs(present)
    assert not [*verify(workspace.current_edition()), *verify_workspace(workspace)]
    assert {name: total for name, total in _sums(served.path).items() if "store/" not in name} == {
        name.partition("editions/1/")[2]: total
        for name, total in before.items()
        if name.startswith("editions/1/") and "store/" not in name
    }
    after = look(workspace)
    assert not after.needed
    assert not after.unread


@pytest.mark.parametrize("older", [edition_of_format_1, edition_before_dossiers])
def test_an_edition_alone_is_published_again_with_the_same_hash(
    opened: Workspace, present: Path, older: Callable[[Path], None]
) -> None:
    _alone(opened)
    older(opened.current_edition().path)
    assert look(opened).alone
    with opened.lock():
        made = upgrade_edition(opened, jobs=1).edition
    assert made.number == 2
    assert made.is_of_today
    assert graphs(opened.path) == graphs(present)
    assert not list(verify(made))
    assert sorted(path.name for path in opened.editions_path.iterdir()) == ["1", "2", "current"]
    assert {path.name for path in made.path.iterdir()} == {path.name for path in (present / "editions" / "1").iterdir()}


def test_an_edition_alone_that_is_damaged_or_holds_what_was_withdrawn_is_not(opened: Workspace) -> None:
    _alone(opened)
    edition = opened.current_edition()
    record = next(iter(OxigraphStore(edition.store_path, read_only=True).select("SELECT ?s { ?s ?p ?o } LIMIT 1")))["s"]
    line = {"action": "withdraw", "target": record, "kind": "record", "iris": json.dumps([record]), "reason": "r",
            "actor": "a", "made": "2026-01-01"}  # fmt: skip
    (opened.path / "withdrawals.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    with opened.lock(), pytest.raises(RunAborted, match="UPGRADE005"):
        upgrade_edition(opened, jobs=1)
    (opened.path / "withdrawals.jsonl").unlink()
    name, entry = next(iter(edition.manifest["graphs"].items()))
    changed = edition.manifest["graphs"] | {name: entry | {"triples": entry["triples"] + 1}}
    _manifest_with(edition, format=1, graphs=changed)
    with opened.lock(), pytest.raises(RunAborted, match=r"UPGRADE004|manifest"):
        upgrade_edition(opened, jobs=1)
    assert sorted(path.name for path in opened.editions_path.iterdir()) == ["1", "current"]


def test_documents_of_unknown_access_are_read_again_or_nothing_is_published(opened: Workspace) -> None:
    of_format_1(opened.path)
    with closing(sqlite3.connect(opened.ledger_path)) as db, db:
        db.execute("UPDATE file SET path = '/gone/' || path")
    for document in (opened.path / "in").rglob("*.xml"):
        document.unlink()
    with pytest.raises(RunAborted, match="UPGRADE003"):
        upgrade_work(opened, jobs=1)
    assert opened.current_edition().number == 1
    assert opened.editions() == (1,)


@pytest.mark.parametrize("part", ["ledger", "store", "search", "dossiers"])
def test_what_a_later_version_wrote_is_refused_and_left_as_it_is(opened: Workspace, part: str) -> None:
    if part == "ledger":
        with closing(sqlite3.connect(opened.ledger_path)) as db:
            db.execute("PRAGMA user_version = 99")
        shutil.rmtree(opened.path / "seals")
    else:
        _manifest_with(opened.current_edition(), **{{"store": "format"}.get(part, part): 99})
        with pytest.raises(RunAborted, match=r"EDITION004.*later version"):
            opened.current_edition().check_format()
    before = _sums(opened.path)
    with pytest.raises(RunAborted, match=r"UPGRADE001.*later version"):
        look(opened).refuse_later()
    with pytest.raises(RunAborted, match=r"(LEDGER002|EDITION004).*later version"), writing(opened, "publish"):
        pass
    after = _sums(opened.path)
    assert {name: total for name, total in after.items() if not name.startswith(("seals/", "judgements"))} == {
        name: total for name, total in before.items() if not name.startswith(("seals/", "judgements"))
    }


def test_a_backup_of_a_later_version_is_refused(opened: Workspace, tmp_path: Path) -> None:
    back_up(opened, tmp_path / "b", check=False)
    path = tmp_path / "b" / "backups" / "1.json"
    listed = written(parsed(path.read_bytes(), "here")).partition(b"\n")[2]
    text = listed.rstrip().replace(b'"format": 1', b'"format": 9')
    path.write_bytes(sha256(text).hexdigest().encode() + b"\n" + text + b"\n")
    with pytest.raises(RunAborted, match="UPGRADE001"):
        look(opened, tmp_path / "b").refuse_later()
    with pytest.raises(RunAborted, match="RESTORE004"):
        restore(tmp_path / "b", tmp_path / "again")


@pytest.mark.parametrize("gone", ["ledger", "work store"])
def test_a_ledger_or_a_work_store_without_the_other_says_nothing(opened: Workspace, gone: str) -> None:
    if gone == "ledger":
        opened.ledger_path.unlink()
    else:
        shutil.rmtree(opened.work_path)
    with pytest.raises(RunAborted, match=f"UPGRADE002.*The {gone} is gone"):
        look(opened)


def test_a_store_of_the_first_format_is_merged_whole_or_not_at_all(tmp_path: Path) -> None:
    engine = ox.Store(str(tmp_path / "store"))
    for graph in ("x:g", "x:h"):
        engine.bulk_load(input=f'<x:s> <x:p> "{graph}", "both" .'.encode(), format=ox.RdfFormat.TURTLE,
                         to_graph=ox.NamedNode(graph))  # fmt: skip
    engine.flush()
    del engine
    store = OxigraphStore(tmp_path / "store")

    engine, stopped = store._store, MagicMock(wraps=store._store)
    stopped.__len__.return_value = len(engine)
    stopped.dump.side_effect = [engine.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode("x:g")), OSError]
    store._store = stopped
    with pytest.raises(OSError):  # noqa: PT011 (what the second graph's reading ends with)
        store.merge()
    assert stopped.bulk_load.call_count == 1
    store._store = engine
    assert next(store.select("SELECT ?s { ?s ?p ?o }"), None) is None
    store.merge()
    assert store.is_merged()
