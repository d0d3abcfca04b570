"""What goes wrong is told in a few lines, with the place in the query, and without a stack trace."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from endpoint_client import PRODUCT

from kg import open_graph
from kg.client import BadRequest, ClientError, GraphUnreachable, NotOffered, QueryRejected, QueryTooHeavy
from kg.client.errors import pointer_at
from kg.client.patterns import unbounded

pytest.importorskip("pandas")
WRONG = "SELECT ?s {\n  ?s rico:title }"


def test_the_place_is_pointed_at_here_and_through_a_server(edition_workspace: Path, server: str) -> None:
    told = []
    for source in (edition_workspace, server):
        with open_graph(source) as graph, pytest.raises(QueryRejected) as caught:
            graph.sparql(WRONG)
        error = caught.value
        assert (error.code, error.line, error.column) == ("QUERY001", 2, 17)
        assert error.pointer == f"  ?s rico:title }}\n{' ' * 16}^"
        told.append(error.lines())
    assert told[0] == told[1]
    assert len(told[0]) <= 4


def test_a_heavy_query_is_ended_and_its_loose_patterns_are_named(edition_workspace: Path, server: str) -> None:
    for source, timeout_s in ((edition_workspace, 1), (server, 30)):
        with open_graph(source, timeout_s=timeout_s, retries=0) as graph:
            with pytest.raises(QueryTooHeavy) as caught:
                graph.sparql(PRODUCT)
            assert "?a ?b ?c; ?d ?e ?f; ?g ?h ?i" in caught.value.advice


@pytest.mark.parametrize(
    ("query", "loose"),
    [
        (
            "SELECT * { ?a rdfs:label ?b . ?b ?c ?d . ?x a rico:Person }",
            ["?a rdfs:label ?b", "?b ?c ?d", "?x rdf:type rico:Person"],
        ),
        ("SELECT * { ?a rdfs:label ?b . <urn:x> ?p ?a }", []),
        ("SELECT * { VALUES ?a { <urn:x> } ?a ?p ?o }", []),
        ("SELECT * { { ?a ?p 'x' } UNION { ?a ?q ?c } OPTIONAL { ?k ?l ?m } }", ["?k ?l ?m"]),
        ("SELECT { no query", []),
    ],
)  # fmt: skip
def test_which_patterns_hang_on_nothing(query: str, loose: list[str]) -> None:
    assert unbounded(query) == loose


def test_what_a_notebook_shows(edition_workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shells = pytest.importorskip("IPython.core.interactiveshell")
    shell = shells.InteractiveShell()
    try:
        shell.run_line_magic("load_ext", "kg.client.magic")
        shell.user_ns["g"] = open_graph(edition_workspace)
        shell.run_cell(f"%%sparql\n{WRONG}")
        shown = capsys.readouterr().out
        assert "[QUERY001]" in shown
        assert "^" in shown
        assert "Traceback" not in shown
        assert "site-packages" not in shown
        done = shell.run_cell("%%sparql --into people\nSELECT ?s { ?s a rico:Person } ORDER BY ?s LIMIT 2")
        assert done.success
        assert len(shell.user_ns["people"]) == 2
        shell.run_cell("%%sparql --graph nothing\nASK {}")
        assert "nothing is no opened graph" in capsys.readouterr().out
        shell.user_ns["g"].close()
    finally:
        shell.history_manager.end_session()


def test_nothing_to_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SUNQAR_DEMO", raising=False)
    for source in ("demo", tmp_path / "no"):
        with pytest.raises(GraphUnreachable, match=r"CLIENT001"):
            open_graph(source)
    with pytest.raises(BadRequest):
        open_graph(tmp_path, timeout_s=0)


def test_the_demonstration_is_found_above(
    tmp_path: Path, edition_workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "demo").symlink_to(edition_workspace)
    (tmp_path / "notebooks").mkdir()
    monkeypatch.delenv("SUNQAR_DEMO", raising=False)
    monkeypatch.chdir(tmp_path / "notebooks")
    with open_graph() as graph:
        assert graph.edition.number == 1


def test_an_error_survives_the_way_between_processes() -> None:
    error = QueryRejected("QUERY001", "Wrong.", where="line 1 column 2", advice="Mend it.", pointer="x\n ^")
    again = pickle.loads(pickle.dumps(error))
    assert again.lines() == error.lines()
    assert pointer_at("SELECT", "somewhere") == ""
    assert issubclass(NotOffered, ClientError)


def test_opening_is_light() -> None:
    import subprocess
    import sys

    code = (
        "import kg, sys; from kg.client import open_graph; "
        "print([name for name in ('pandas', 'altair', 'rdflib', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
