"""A dump of an edition into a fresh workspace is the same graph: its source graphs line for line, and what follows."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from pathlib import Path

import pytest
from graph_workspace import sunqar

from kg.iri import Iris
from kg.replica.dumps import is_own_dump, own_graphs
from kg.workspace import open_workspace

FOLLOWING = ("links", "resolved")
"""Graphs that linking makes of the sources, alike both times."""
ROWS = {
    "entity": "graph, iri, label, name, lang, folded, identifiers, described, archive",
    "unit": "graph, document, archive, above, record, text, status, until",
}
"""What the ledger knows of the sources, which linking and access go by."""


def graphs(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="\n") as handle:
        for line in handle:
            found[line[line.rindex(" <") + 2 : line.rindex("> .")]].append(line)
    return found


def rows(workspace: Path, table: str) -> set[tuple[object, ...]]:
    with sqlite3.connect(workspace / "ledger.sqlite") as db:
        return set(db.execute(f"SELECT {ROWS[table]} FROM {table}"))


@pytest.fixture(scope="module")
def dump(edition_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dump") / "edition.nq"
    sunqar("export", "--format", "nq", "-o", out, "--workspace", edition_workspace)
    return out


@pytest.fixture(scope="module")
def again(edition_workspace: Path, dump: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh workspace of the same settings, with the dump and nothing else."""
    folder = tmp_path_factory.mktemp("again") / "node"
    folder.mkdir()
    settings = (edition_workspace / "sunqar.toml").read_text("utf-8")
    (folder / "sunqar.toml").write_text(settings.partition("[[sources]]")[0], "utf-8")
    sunqar("ingest", dump, "--workspace", folder)
    for command in ("link", "publish"):
        sunqar(command, "--workspace", folder)
    sunqar("export", "--format", "nq", "-o", folder / "again.nq", "--workspace", folder)
    return folder


def test_every_source_graph_comes_back_line_for_line(dump: Path, again: Path) -> None:
    before, after = graphs(dump), graphs(again / "again.nq")
    sources = {name for name in before if "/graph/source/" in name}
    assert len(sources) > 50
    assert {name: before[name] for name in sources} == {name: after[name] for name in after if "/graph/source/" in name}


def test_what_follows_from_them_is_the_same(dump: Path, again: Path) -> None:
    before, after = graphs(dump), graphs(again / "again.nq")
    for name in FOLLOWING:
        (iri,) = [each for each in before if each.endswith(f"/graph/{name}")]
        assert before[iri] == after[iri], name


@pytest.mark.parametrize("table", sorted(ROWS))
def test_the_ledger_knows_the_sources_as_before(edition_workspace: Path, again: Path, table: str) -> None:
    assert rows(again, table) == rows(edition_workspace, table)


def test_a_second_time_nothing_is_done(dump: Path, again: Path) -> None:
    assert "0 files read" in sunqar("ingest", dump, "--workspace", again).stdout


def test_trig_and_json_ld_hold_the_same_source_graphs(edition_workspace: Path, dump: Path, tmp_path: Path) -> None:
    iris = open_workspace(edition_workspace).iris
    wanted = None
    for name in ("nq", "trig", "jsonld"):
        path = dump if name == "nq" else tmp_path / f"edition.{name}"
        if name != "nq":
            sunqar("export", "--format", name, "-o", path, "--workspace", edition_workspace)
        assert is_own_dump(path, iris)
        found = {
            one.name: (one.archive, sorted(one.path.read_text("utf-8").splitlines()))
            for one in own_graphs(path, iris, tmp_path / f"graphs-{name}")
        }
        wanted = wanted or found
        assert found == wanted


def test_the_dump_of_another_node_is_read_like_any_rdf(dump: Path) -> None:
    assert not is_own_dump(dump, Iris("https://other.example", "https://other.example/def#"))
