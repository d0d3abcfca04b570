"""The first question: who connects the two archives, and on which page does it say so? Answered on real documents.

The stand-ins of both archives (570 documents of American diplomacy), with the editors' identities as authority list.
Machine mentions are left out: what is measured is that no editors' identity is lost on the way.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from graph_workspace import REPO, SHARED, make_workspace, sunqar

GOLD = SHARED / "gold"
CORPUS = SHARED / "corpus" / "frus_tei_en"

pytestmark = pytest.mark.skipif(not (CORPUS.is_dir() and GOLD.is_dir()), reason="the shared corpus is not here")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_workspace(tmp_path_factory.mktemp("persons") / "w")
    settings = folder / "sunqar.toml"
    settings.write_text("recognise = false\n" + settings.read_text("utf-8") + _sources(), "utf-8")
    sunqar("build", "--workspace", folder, timeout=500)
    return folder


def _sources() -> str:
    rows = [
        (CORPUS / "qatar-gulf", "qatar-gulf"),
        (CORPUS / "kazakhstan-ca", "kazakhstan-ca"),
        (GOLD / "persons_lists_dev.jsonl", "reference"),
    ]
    tables = [f"[[sources]]\npath = {json.dumps(str(path))}\narchive = {json.dumps(code)}\n" for path, code in rows]
    return "\n" + "\n".join(tables)


def test_every_person_of_both_archives_is_found_with_a_quote_from_either_side(workspace: Path) -> None:
    query = """
      SELECT DISTINCT ?id ?archive ?record ?quote WHERE {
        ?person a rico:Person, kg:Entity ; kg:externalId ?id .
        ?local kg:memberOf ?person .
        ?mention oa:hasBody ?local ; oa:motivatedBy oa:identifying ; oa:hasTarget ?target .
        ?target oa:hasSource ?text ; oa:hasSelector/oa:exact ?quote .
        ?text kg:textOf ?unit .
        ?unit rico:identifier ?record ; rico:hasOrHadHolder/rico:identifier ?archive .
        FILTER(STRSTARTS(?id, "histstate-people:"))
      }"""
    answer = json.loads(sunqar("query", query, "--format", "json", "--workspace", workspace).stdout)
    found: dict[str, dict[str, dict[str, set[str]]]] = {}
    for row in answer["results"]["bindings"]:
        person = found.setdefault(row["id"]["value"].split(":")[1], {})
        quotes = person.setdefault(row["archive"]["value"], {}).setdefault(row["record"]["value"], set())
        quotes.add(row["quote"]["value"])
    gold = [json.loads(line) for line in (GOLD / "cross_archive_persons_dev.jsonl").read_text("utf-8").splitlines()]
    assert len(gold) == 85
    for person in gold:
        for archive, documents in person["docs"].items():
            quoted = found[person["person_id"]][archive]
            assert set(documents) <= set(quoted), person["name"]
            assert all(quoted[document] for document in documents)


def test_the_query_of_the_documentation_finds_them(workspace: Path) -> None:
    query = REPO / "docs" / "queries" / "shared-persons.rq"
    answer = json.loads(sunqar("query", "--file", query, "--format", "json", "--workspace", workspace).stdout)
    assert len(answer["results"]["bindings"]) >= 85
