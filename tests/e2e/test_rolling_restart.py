"""Editions change under a server that is being asked: no request fails, and no answer mixes two editions."""

from __future__ import annotations

import http.client
import json
import threading
from collections import defaultdict
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from endpoint_client import wait_until
from endpoint_edition import serve
from graph_workspace import make_workspace, manifest, sunqar

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>{title}</title>
</titleStmt><publicationStmt><idno type="callnumber">ROLL/{number}</idno></publicationStmt><sourceDesc><p/></sourceDesc>
</fileDesc></teiHeader><text><body><div type="letter"><p>From <persName>Ali</persName>.</p></div></body></text></TEI>"""
QUERY = "SELECT * { ?r a rico:Record { ?r ?p ?o } UNION { GRAPH ?g { ?r ?p ?o } } } ORDER BY ?g ?r ?p ?o"
CLIENTS = 20


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Two editions of one letter, with another title in each."""
    folder = make_workspace(tmp_path / "workspace")
    settings = (folder / "sunqar.toml").read_text("utf-8")
    (folder / "sunqar.toml").write_text("recognise = false\n" + settings, "utf-8")
    for number in (1, 2):
        _publish(folder, number)
    return folder


def _publish(folder: Path, number: int) -> None:
    letter = folder.parent / "letter.xml"
    letter.write_text(TEI.format(title=f"Letter as of {number}", number=1), "utf-8")
    sunqar("build", letter, "--archive", "qatar-gulf", "--jobs", "1", "--workspace", folder)
    assert manifest(folder)["number"] == number


def test_no_request_fails_while_editions_change(workspace: Path) -> None:
    process, address = serve(workspace)
    bodies: dict[int, set[bytes]] = defaultdict(set)
    failures: list[object] = []
    asked = [0] * CLIENTS
    stop = threading.Event()

    def client(number: int) -> None:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        while not stop.wait(0.02):
            # Every other request is a new one to each cache there is.
            query = QUERY + (f" # {number} {asked[number]}" if asked[number] % 2 else "")
            try:
                connection.request("GET", "/sparql?query=" + quote(query))
                answer = connection.getresponse()
                body = answer.read()
            except (OSError, http.client.HTTPException) as error:
                failures.append(error)
                return
            if answer.status != 200:
                failures.append((answer.status, body))
            else:
                bodies[int(answer.headers["X-Sunqar-Edition"])].add(body)
            asked[number] += 1

    def all_have_asked(times: int) -> None:
        wanted = [each + times for each in asked]
        assert wait_until(lambda: all(a >= b for a, b in zip(asked, wanted, strict=True)) or bool(failures), 60.0)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    try:
        all_have_asked(5)
        sunqar("publish", "--rollback", 1, "--workspace", workspace)
        all_have_asked(5)
        _publish(workspace, 3)
        all_have_asked(5)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        process.terminate()
        assert process.wait(timeout=30) == 0
    assert not failures
    assert set(bodies) == {1, 2, 3}
    for number, found in bodies.items():
        (body,) = found
        told = {row["o"]["value"] for row in json.loads(body)["results"]["bindings"]}
        assert {value for value in told if value.startswith("Letter as of")} == {f"Letter as of {number}"}
