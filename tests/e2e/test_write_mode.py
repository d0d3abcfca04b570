"""Own graphs from the first write into an edition, while documents come in under a server that runs."""

from __future__ import annotations

import time
from pathlib import Path

from graph_workspace import make_workspace, manifest, sunqar
from writable_server import Client, writable

from kg.own.graphs import GraphChange, OwnGraphs
from sparql_endpoint.own.republish import Republisher

TURTLE = {"Content-Type": "text/turtle"}
NOTE = "<x:letter> <x:note> 'seen by me' ."
NOTES = "/graph-store?graph=https://own.example/notes"
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A letter</title>
</titleStmt><publicationStmt><idno type="callnumber">OWN/1</idno></publicationStmt><sourceDesc><p/></sourceDesc>
</fileDesc></teiHeader><text><body><div type="letter"><p>From <persName>Ali</persName>.</p></div></body></text></TEI>"""


def _named(client: Client) -> set[str]:
    rows = client.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").decode().split()
    return {row.rsplit("/graph/", 1)[-1] for row in rows[1:]}


def test_documents_come_in_beside_own_graphs(tmp_path: Path) -> None:
    folder = make_workspace(tmp_path / "workspace")
    settings = (folder / "sunqar.toml").read_text("utf-8")
    (folder / "sunqar.toml").write_text("publish_after_s = 600\nrecognise = false\n" + settings, "utf-8")
    (tmp_path / "letter.xml").write_text(TEI, "utf-8")
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    with writable(folder) as client:
        made = client("PUT", NOTES, NOTE, TURTLE)
        assert made.status == 201
        tag = client("GET", NOTES).headers["etag"]
        assert client.update("INSERT DATA { <x:a> <x:b> _:c }").status == 204
        assert client("GET", NOTES).headers["etag"] == tag, "another graph was changed, not this one"
        assert client.query(count).split()[1] == b"1", "without documents the default graph is no union"
        stale = {**TURTLE, "If-Match": '"other"'}
        assert client("PUT", NOTES, "<x:a> <x:b> 3 .", stale).status == 412
        assert client("PUT", NOTES, "<x:a> <x:b> 3 .", {**TURTLE, "If-None-Match": "*"}).status == 412

        sunqar("build", tmp_path / "letter.xml", "--archive", "qatar-gulf", "--workspace", folder)
        number = manifest(folder)["number"]
        assert client("GET", "/sparql?query=ASK%7B%7D").headers["x-sunqar-edition"] == str(number)
        found = _named(client)
        assert {"own/default", "https://own.example/notes", "archives"} <= found
        assert client.query("ASK { <x:letter> <x:note> ?n . ?r rdfs:label ?l }") == b"true"
        assert client("PUT", "/graph-store?default", NOTE, TURTLE).status == 403
        assert client("PUT", NOTES, NOTE, {**TURTLE, "If-Match": tag}).status == 204
        assert client.update("DELETE WHERE { GRAPH ?g { <x:a> ?p ?o } }").status == 204
        assert _named(client) == found - {"own/default"}
        description = client("GET", "/sparql", headers={"Accept": "text/turtle"}).body.decode()
        assert "SPARQL11Update" in description
        assert "UnionDefaultGraph" in description
    assert manifest(folder)["number"] == number + 1
    assert manifest(folder)["own"] == ["https://own.example/notes"]


def test_a_quiet_time_makes_an_edition(tmp_path: Path) -> None:
    folder = make_workspace(tmp_path / "workspace")
    line = "<x:a> <x:b> <x:c> ."
    OwnGraphs(folder / "own.sqlite").commit("", "put", {"x:g": GraphChange(frozenset({line}))})
    republisher = Republisher(folder, 0.0)
    republisher.written()
    for _ in range(3000):
        if (folder / "editions" / "current").exists():
            break
        time.sleep(0.1)
    republisher.close()
    assert manifest(folder)["own"] == ["x:g"]
    assert len(list((folder / "editions").glob("[0-9]*"))) == 1, "nothing was written since: no second edition"
