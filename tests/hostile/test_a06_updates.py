"""A6: where nobody may write, nothing that asks for it changes anything."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from endpoint_client import FORM, ask

pytestmark = pytest.mark.usefixtures("still_answers")

UPDATE = "application/sparql-update"
OPERATIONS = (
    "LOAD <file:///etc/passwd>",
    "INSERT DATA { <a:a> <a:b> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP ALL",
)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda text: text.split()[0])
def test_an_update_is_refused_wherever_it_stands(server: str, edition_workspace: Path, operation: str) -> None:
    before = _hash(edition_workspace)
    written = quote_plus(operation)
    for method, path, body, kind in (
        ("GET", f"/sparql?query={written}", "", FORM),
        ("GET", f"/sparql?update={written}", "", FORM),
        ("POST", "/sparql", f"query={written}", FORM),
        ("POST", "/sparql", f"update={written}", FORM),
        ("POST", "/sparql", operation, "application/sparql-query"),
        ("POST", "/sparql", operation, UPDATE),
        ("POST", "/update", f"update={written}", FORM),
        ("POST", "/update", operation, UPDATE),
    ):
        status, headers, answer = ask(server, body, method, path, Content_Type=kind)
        assert 400 <= status < 500, (method, path, body)
        assert headers["content-type"] == "application/problem+json"
        assert json.loads(answer)["code"]
    assert _hash(edition_workspace) == before


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
@pytest.mark.parametrize(
    "path", ["/graph-store?default", "/graph-store?graph=urn:x", "/graph-store/direct/x", "/sparql"]
)
def test_nothing_can_be_stored(server: str, edition_workspace: Path, method: str, path: str) -> None:
    before = _hash(edition_workspace)
    assert 400 <= ask(server, "<a:a> <a:b> 1 .", method, path, Content_Type="text/turtle")[0] < 500
    assert _hash(edition_workspace) == before


def _hash(workspace: Path) -> str:
    files = sorted(each for each in (workspace / "editions" / "1").rglob("*") if each.is_file())
    return sha256(b"".join(sha256(each.read_bytes()).digest() for each in files)).hexdigest()
