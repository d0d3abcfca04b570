"""``sunqar query``: formats, exit codes, errors with their place, local and remote."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from endpoint_edition import COMMAND

QUERY = "SELECT ?name { ?p a rico:Person, kg:Entity ; rdfs:label ?name } ORDER BY ?name LIMIT 3"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, "query", *arguments], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("format_name", ["table", "csv", "tsv", "json", "xml"])
def test_formats(edition_workspace: Path, format_name: str) -> None:
    done = run(QUERY, "--format", format_name, "--workspace", str(edition_workspace))
    assert done.returncode == 0, done.stderr
    assert "name" in done.stdout
    if format_name == "table":
        assert len(done.stdout.splitlines()) == 5


def test_json_flag_and_file(edition_workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "query.rq"
    file.write_text(QUERY, encoding="utf-8")
    done = run("--file", str(file), "--json", "--workspace", str(edition_workspace))
    assert len(json.loads(done.stdout)["results"]["bindings"]) == 3


def test_graph(edition_workspace: Path) -> None:
    done = run("CONSTRUCT WHERE { ?s a rico:Person } LIMIT 2", "--format", "nq", "--workspace", str(edition_workspace))
    assert len(done.stdout.splitlines()) == 2


def test_errors(edition_workspace: Path, tmp_path: Path) -> None:
    broken = run("SELECT * {\n ?s", "--workspace", str(edition_workspace))
    assert (broken.returncode, "line 2 column 4" in broken.stderr) == (1, True)
    assert run("--workspace", str(edition_workspace)).returncode == 2
    assert run("ASK {}", "--format", "exe", "--workspace", str(edition_workspace)).returncode == 2
    assert run("ASK {}", "--workspace", str(tmp_path)).returncode == 2
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    ended = run(slow, "--query-timeout", "1", "--workspace", str(edition_workspace))
    assert (ended.returncode, "POOL001" in ended.stderr) == (1, True)


def test_remote(server: str) -> None:
    done = run("SELECT ?s { ?s a rico:Person } LIMIT 2", "--endpoint", f"{server}/sparql", "--json")
    assert len(json.loads(done.stdout)["results"]["bindings"]) == 2
    broken = run("ASK {", "--endpoint", f"{server}/sparql")
    assert (broken.returncode, "line 1 column 6" in broken.stderr) == (1, True), broken.stderr
    cut = run("SELECT ?a { ?a ?b ?c . ?d ?e ?f }", "--endpoint", f"{server}/sparql", "--format", "csv")
    assert (cut.returncode, cut.stdout, "REMOTE005" in cut.stderr) == (1, "", True), cut.stderr
    gone = run("ASK {}", "--endpoint", "http://127.0.0.1:9/sparql")
    assert (gone.returncode, "REMOTE001" in gone.stderr) == (1, True)
