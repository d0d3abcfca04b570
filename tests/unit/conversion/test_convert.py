"""``sunqar convert``: files to RiC-O without a workspace."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from graph_workspace import OWN_CORPUS, sunqar

EAD = OWN_CORPUS / "qatar-gulf" / "qna-d.xml"
FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


def _triples(data: str, format_: str) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(input=data.encode(), format=FORMATS[format_])}


def test_all_formats_say_the_same() -> None:
    said = [_triples(sunqar("convert", EAD, "--format", name).stdout, name) for name in FORMATS]
    assert len(said[0]) > 1000
    assert all(other == said[0] for other in said)


def test_one_broken_file_is_named_and_the_rest_is_written(tmp_path: Path) -> None:
    broken = tmp_path / "broken.xml"
    broken.write_text("<ead><archdesc>", "utf-8")
    out = tmp_path / "out.nq"
    done = sunqar("convert", broken, EAD, "--format", "nq", "-o", out, expect=4)
    assert "XML001" in done.stderr
    assert "broken.xml:1:" in done.stderr
    lines = out.read_bytes().splitlines()
    assert lines == sorted(lines)
    assert len(lines) > 1000
    assert not list(tmp_path.glob("*.sqlite"))


def test_report_counts_every_statement_once() -> None:
    report = json.loads(sunqar("convert", EAD, "--report", "--json").stdout)[str(EAD)]
    paths = {each["path"]: each for each in report}
    assert paths["ead/archdesc/dsc/c/did/unittitle"]["fate"] == "mapped"
    assert paths["ead/archdesc/dsc/c/did/unittitle"]["missing"] == []
    assert all(each["fate"] != "lost" or len(each["missing"]) == each["count"] for each in report)


@pytest.mark.parametrize(("arguments", "code"), [(("--format", "pdf"), 2), (("-o", "no/such/folder/x.ttl"), 2)])
def test_wrong_arguments(arguments: tuple[str, ...], code: int) -> None:
    assert "CONVERT00" in sunqar("convert", EAD, *arguments, expect=code).stderr
