"""Authority lists of the settings are read by every ingest; what they say of identity, near and far."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.errors import UsageError
from kg.inputs import find_inputs
from kg.resolve.candidates import Candidate
from kg.resolve.linkers.authority_list import AuthorityListLinker
from kg.workspace import init_workspace, open_workspace


def person(
    iri: str, archive: str, references: tuple[str, ...], identifiers: tuple[str, ...] = (), described: bool = False
) -> Candidate:
    return Candidate(iri, "PERSON", archive, (("en", iri),), (iri,), identifiers, references, ("d",), described)


def judged(*candidates: Candidate) -> set[tuple[str, str, str]]:
    return {(j.left, j.right, j.verdict) for j in AuthorityListLinker().propose(candidates)}


def test_lists_come_with_every_ingest(tmp_path: Path) -> None:
    init_workspace(tmp_path, None, {})
    (tmp_path / "lists").mkdir()
    for name in ("people.csv", "book.xlsx", "eac.xml"):
        (tmp_path / "lists" / name).write_text("x")
    (tmp_path / "scan.txt").write_text("x")
    with (tmp_path / "sunqar.toml").open("a") as settings:
        settings.write('\n[[authority]]\npath = "lists"\narchive = "naq"\n')
    workspace = open_workspace(tmp_path)
    found = find_inputs(workspace, [], None, None)
    told = [(file.path.name, file.archive, file.format) for file in found]
    assert told == [("book.xlsx", "naq", "authority-table"), ("eac.xml", "naq", None), ("people.csv", "naq", None)]
    both = find_inputs(workspace, [tmp_path / "scan.txt"], "kz", None)
    assert {(file.path.name, file.archive) for file in both} - {("scan.txt", "kz")} == {row[:2] for row in told}


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    init_workspace(tmp_path, None, {})
    with (tmp_path / "sunqar.toml").open("a") as settings:
        settings.write('\n[[authority]]\npath = "nowhere.csv"\n')
    with pytest.raises(UsageError) as caught:
        find_inputs(open_workspace(tmp_path), [], None, None)
    assert caught.value.code == "INPUT004"


def test_a_bare_id_of_a_list_reaches_its_own_archive_only() -> None:
    entry = person("l", "naq", ("12",), ("viaf:1",), described=True)
    near, far = person("m", "naq", ("12",)), person("n", "kz", ("12",))
    assert judged(entry, near, far) == {("l", "m", "SAME")}
    told = person("l", "naq", ("list:12",), ("viaf:1",), described=True)
    assert judged(told, person("n", "kz", ("list:12",))) == {("l", "n", "SAME")}


def test_a_close_match_only_suggests() -> None:
    entry = person("l", "naq", ("list:1",), ("closematch:wikidata:Q7",), described=True)
    other = person("o", "kz", ("list:2",), ("wikidata:Q7",), described=True)
    assert judged(entry, other) == {("l", "o", "UNSURE")}
