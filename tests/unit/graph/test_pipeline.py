"""The whole way on our own corpus: same input, same graph; broken files; changed files; rollback; verify."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from graph_workspace import OWN_CORPUS, ingest_own, make_workspace, manifest, sunqar


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = make_workspace(tmp_path_factory.mktemp("pipeline") / "w")
    ingest_own(workspace, "--jobs", "1")
    for command in ("link", "infer", "publish"):
        sunqar(command, "--workspace", workspace)
    return workspace


def test_the_dump_is_canonical_and_has_no_blank_nodes(built: Path, tmp_path: Path) -> None:
    sunqar("export", "--format", "nq", "-o", tmp_path / "dump.nq", "--workspace", built)
    lines = (tmp_path / "dump.nq").read_text("utf-8").splitlines()
    assert len(lines) == manifest(built)["counts"]["triples"] == len(set(lines))
    assert not any(line.startswith("_:") or " _:" in line.split('"')[0] for line in lines)


def test_a_second_build_changes_nothing(built: Path) -> None:
    done = json.loads(
        sunqar("build", OWN_CORPUS / "qatar-gulf", "--archive", "qatar-gulf", "--json", "--workspace", built).stdout
    )
    assert (done["new"], done["ingest"]["new"], done["edition"]) == (False, 0, 1)


def test_validate_and_verify_pass(built: Path) -> None:
    assert "conforms" in sunqar("validate", "--workspace", built).stdout
    assert "is whole" in sunqar("verify", "--workspace", built).stdout


def test_one_broken_file_is_named_and_the_rest_goes_in(tmp_path: Path) -> None:
    side = tmp_path / "in"
    shutil.copytree(OWN_CORPUS / "qatar-gulf" / "tei", side)
    (side / "broken.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0">\n  <text><p>one</q></p>\n', "utf-8")
    workspace = make_workspace(tmp_path / "w")
    done = sunqar("build", side, "--archive", "qatar-gulf", "--json", "--workspace", workspace, expect=4)
    (failure,) = json.loads(done.stdout)["ingest"]["failed"]
    assert failure["error"]["where"].startswith(f"{side / 'broken.xml'}:2:")
    assert json.loads(done.stdout)["ingest"]["new"] == len(list(side.glob("*.xml"))) - 1
    assert manifest(workspace)["number"] == 1


def test_a_changed_file_changes_one_graph_and_a_rollback_serves_the_old(tmp_path: Path) -> None:
    side = tmp_path / "in"
    shutil.copytree(OWN_CORPUS / "kazakhstan-ca" / "tei", side)
    workspace = make_workspace(tmp_path / "w")
    build = ("build", side, "--archive", "kazakhstan-ca", "--workspace", workspace)
    sunqar(*build)
    before = manifest(workspace)
    changed = sorted(side.glob("*.xml"))[0]
    changed.write_text(changed.read_text("utf-8").replace("</title>", " (corrected)</title>", 1), "utf-8")
    sunqar(*build)
    after = manifest(workspace)
    differing = {name for name in before["graphs"] if before["graphs"][name] != after["graphs"].get(name)}
    assert len([name for name in differing if "/graph/source/" in name]) == 1
    assert before["graphs"].keys() == after["graphs"].keys()
    sunqar("publish", "--rollback", 1, "--workspace", workspace)
    assert manifest(workspace)["hash"] == before["hash"]
    assert "EDITION003" in sunqar("publish", "--rollback", 9, "--workspace", workspace, expect=2).stderr


def test_two_files_of_one_call_number_are_told_apart(tmp_path: Path) -> None:
    one = sorted((OWN_CORPUS / "qatar-gulf" / "tei").glob("*.xml"))[0]
    shutil.copy(one, tmp_path / "a.xml")
    (tmp_path / "b.xml").write_text(one.read_text("utf-8").replace("</p>", " .</p>", 1), "utf-8")
    workspace = make_workspace(tmp_path / "w")
    done = sunqar("ingest", tmp_path / "a.xml", tmp_path / "b.xml", "--archive", "qatar-gulf", "--json",
                  "--workspace", workspace, expect=4)  # fmt: skip
    (failure,) = json.loads(done.stdout)["failed"]
    assert failure["error"]["code"] == "INGEST001"
