"""Editions in the formats of others, each read back by somebody else's reader or by ours."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from graph_workspace import OWN_CORPUS, ingest_own, make_workspace, sunqar
from lxml import etree

from extractors.document import Document
from extractors.registry import reader
from extractors.source import Source
from kg.crosswalks.tables import safe


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_workspace(tmp_path_factory.mktemp("exports") / "node")
    ingest_own(made)
    for command in ("link", "publish"):
        sunqar(command, "--workspace", made)
    return made


def export(workspace: Path, format_: str) -> Path:
    out = workspace / f"out.{format_}"
    sunqar("export", "--format", format_, "-o", out, "--workspace", workspace)
    return out


def units(path: Path, format_: str) -> dict[str, Document]:
    found = reader(format_).read(Source.from_path(path, "qatar-gulf"))
    return {document.identifiers[0]: document for document in found if document.form != "finding-aid"}


@pytest.mark.parametrize("format_", ["ead", "ead3"])
def test_a_finding_aid_comes_back_with_authorities(workspace: Path, format_: str) -> None:
    (path,) = (export(workspace, format_) / "qatar-gulf").glob("*.xml")
    before, after = units(OWN_CORPUS / "qatar-gulf" / "qna-d.xml", "ead"), units(path, format_)
    assert list(after) == list(before)  # the same units in the same order
    for number, unit in before.items():
        again = after[number]
        assert (again.title, again.level, again.rank) == (unit.title, unit.level, unit.rank), number
        assert {(date.earliest, date.latest) for date in again.dates if date.role} == {
            (date.earliest, date.latest) for date in unit.dates if date.role
        }, number
        told = {(note.kind, note.text) for note in unit.notes if note.kind in ("scope", "access", "use", "history")}
        assert told <= {(note.kind, note.text) for note in again.notes}, number
        assert {mention.reference for mention in again.mentions} >= {
            mention.reference for mention in unit.mentions if (mention.reference or "").startswith("geonames:")
        }, number
    names = etree.parse(path).getroot().iter("{*}persname")
    assert any(name.get("source") in ("viaf", "wikidata", "sunqar") for name in names)


def test_tables_are_safe_and_whole(workspace: Path) -> None:
    folder = export(workspace, "csv")
    tables = {}
    for path in folder.glob("*.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as handle:
            tables[path.stem] = list(csv.DictReader(handle))
        assert tables[path.stem], path.stem
    known = {row["entity"] for row in tables["entities"]}
    assert known >= {row["entity"] for row in tables["mentions"]}
    assert {row["record"] for row in tables["records"]} >= {row["record"] for row in tables["mentions"]}
    assert safe("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert safe("-12.5") == "-12.5"
    assert safe("@x") == "'@x"


def test_networks_hold_the_same_edges(workspace: Path) -> None:
    gexf, graphml = (etree.parse(export(workspace, format_)).getroot() for format_ in ("gexf", "graphml"))
    nodes = {node.get("id") for node in gexf.iter("{*}node")}
    edges = [(edge.get("source"), edge.get("target"), edge.get("label")) for edge in gexf.iter("{*}edge")]
    assert nodes == {node.get("id") for node in graphml.iter("{*}node")}
    assert edges == [
        (edge.get("source"), edge.get("target"), edge.findtext("{*}data[@key='type']"))
        for edge in graphml.iter("{*}edge")
    ]
    assert {label for _, _, label in edges} > {"together"}
    assert {end for edge in edges for end in edge[:2]} == nodes


@pytest.mark.parametrize(
    ("format_", "words"),
    [
        ("schema", ("schema:Person", "schema:ArchiveComponent", "schema:mentions", "https://sws.geonames.org/")),
        ("linked-art", ("crm/E21_Person>", "P1_is_identified_by", "P67_refers_to", "P82a_begin_of_the_begin")),
    ],
)
def test_views(workspace: Path, format_: str, words: tuple[str, ...]) -> None:
    text = export(workspace, format_).read_text("utf-8")
    assert "sunqar.invalid" not in text
    assert [word for word in words if word not in text] == []


def test_same_edition_same_bytes_and_no_overwriting(workspace: Path) -> None:
    first = export(workspace, "ttl").read_bytes()
    assert export(workspace, "ttl").read_bytes() == first
    again = sunqar("export", "--format", "ead", "-o", workspace / "out.ead", "--workspace", workspace, expect=2)
    assert "EXPORT002" in again.stderr
    assert "EXPORT001" in sunqar("export", "--format", "x", "-o", "y", "--workspace", workspace, expect=2).stderr
