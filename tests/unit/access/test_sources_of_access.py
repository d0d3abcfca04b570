"""What TEI, METS and a file beside any document say of access; when in doubt, closed."""

from __future__ import annotations

from pathlib import Path

import pytest
from access_case import TODAY, everything, ingest_again, make, publish_on

from extractors.access import with_access, with_sidecar
from extractors.document import Access
from extractors.readers.mets import MetsReader
from extractors.readers.tei import TeiReader
from extractors.source import Source
from kg.inputs import InputFile
from kg.planning import plan

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
    "<publicationStmt><publisher>P</publisher>{}</publicationStmt><sourceDesc><p>s</p></sourceDesc></fileDesc>"
    '</teiHeader><text><body><div type="letter"><p>Words.</p></div></body></text></TEI>'
)
METS = (
    '<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink" OBJID="o-1">'
    '<dmdSec ID="d"><mdWrap MDTYPE="MODS"><xmlData><mods xmlns="http://www.loc.gov/mods/v3"><titleInfo>'
    "<title>T</title></titleInfo>{mods}</mods></xmlData></mdWrap></dmdSec>{amd}"
    '<fileSec><fileGrp USE="DEFAULT"><file ID="i1" MIMETYPE="image/jpeg"><FLocat xlink:href="1.jpg"/></file></fileGrp>'
    '</fileSec><structMap TYPE="PHYSICAL"><div TYPE="physSequence" DMDID="d"><div TYPE="page" ORDER="1">'
    '<fptr FILEID="i1"/></div></div></structMap></mets>'
)
CC = '<licence target="https://creativecommons.org/licenses/by/4.0/">CC BY</licence>'


def rights(kind: str, inner: str) -> str:
    return (
        f'<amdSec><rightsMD ID="r"><mdWrap MDTYPE="{kind}"><xmlData>{inner}</xmlData></mdWrap></rightsMD></amdSec>'
    )


def said(access: Access | None) -> tuple[str, str | None] | None:
    return (access.status, access.until) if access else None


@pytest.mark.parametrize(
    ("availability", "expected"),
    [
        ("", None),
        (f'<availability status="free">{CC}</availability>', None),
        (f'<availability status="restricted">{CC}</availability>', None),
        ("<availability><p>No part may be used without permission; closed shops apply.</p></availability>", None),
        ('<availability status="restricted"><p>Not for the web.</p></availability>', ("closed", None)),
        ('<availability status="restricted"/>', ("closed", None)),
        (
            '<availability status="restricted"><p>Closed until 1 January 2040.</p></availability>',
            ("embargoed", "2040-01-01"),
        ),
        ('<availability status="restricted"><p>In the reading room only.</p></availability>', ("reading-room", None)),
        (
            '<availability><licence notBefore="2031-05-01" target="https://x.org/l">L</licence></availability>',
            ("embargoed", "2031-05-01"),
        ),
    ],
)
def test_tei_availability(availability: str, expected: tuple[str, str | None] | None) -> None:
    documents = list(TeiReader().read(Source("t.xml", "a", TEI.format(availability).encode())))
    assert {said(document.access) for document in documents} == {expected}


PREMIS = (
    '<p:rightsStatement xmlns:p="http://www.loc.gov/premis/v3"><p:rightsGranted><p:act>disseminate</p:act>'
    "<p:restriction>disallow</p:restriction>{}</p:rightsGranted></p:rightsStatement>"
)
TERM = "<p:termOfRestriction><p:endDate>2035-12-31</p:endDate></p:termOfRestriction>"
DECLARED = (
    '<r:RightsDeclarationMD xmlns:r="http://cosimo.stanford.edu/sdr/metsrights/"><r:Context '
    'CONTEXTCLASS="GENERAL PUBLIC"><r:Permissions DISCOVER="{}" DISPLAY="{}"/></r:Context></r:RightsDeclarationMD>'
)
MODS = '<accessCondition xmlns="http://www.loc.gov/mods/v3" type="{}">{}</accessCondition>'


@pytest.mark.parametrize(
    ("mods", "amd", "expected"),
    [
        ("", "", None),
        (MODS.format("use and reproduction", "Ask for permission."), "", None),
        (MODS.format("restriction on access", "Closed."), "", ("closed", None)),
        (MODS.format("restriction on access", "Open for research."), "", ("open", None)),
        ("", rights("MODS", MODS.format("restrictionOnAccess", "See the librarian.")), ("closed", None)),
        ("", rights("OTHER", "<owner xmlns='http://dfg-viewer.de/'>State Archive, restricted</owner>"), None),
        ("", rights("PREMIS", PREMIS.format("")), ("closed", None)),
        ("", rights("PREMIS", PREMIS.format(TERM)), ("embargoed", "2036-01-01")),
        ("", rights("METSRIGHTS", DECLARED.format("true", "false")), ("reading-room", None)),
        ("", rights("METSRIGHTS", DECLARED.format("false", "false")), ("closed", None)),
        (
            MODS.format("restriction on access", "Open to all."),
            rights("METSRIGHTS", DECLARED.format("false", "false")),
            ("closed", None),
        ),
    ],
)
def test_mets_rights(mods: str, amd: str, expected: tuple[str, str | None] | None) -> None:
    source = Source("m.xml", "a", METS.format(mods=mods, amd=amd).encode())
    (document,) = map(with_access, MetsReader().read(source))
    assert said(document.access) == expected


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ('status = "open"', "open"),
        ('status = "embargoed"\nuntil = 2040-01-01', "embargoed"),
        ('[units."t"]\nstatus = "reading-room"', "reading-room"),
        ('[units."other"]\nstatus = "closed"', "closed"),
        ('status = "shut"', "closed"),
        ('status = "open"\nuntil = 2040-01-01', "closed"),
        ("status = ", "closed"),
        ("", "closed"),
        ('stattus = "open"', "closed"),
    ],
)
def test_a_file_beside_a_document(toml: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "t.xml").write_text(TEI.format(""), "utf-8")
    (tmp_path / "t.access.toml").write_text(toml, "utf-8")
    source = Source.from_path(tmp_path / "t.xml", "a")
    (document,) = with_sidecar(TeiReader().read(source), source)
    assert document.access is not None
    assert document.access.status == expected
    sound = expected != "closed"
    assert sound != any(warning.startswith("ACCESS005") for warning in document.warnings)


def test_the_stricter_of_the_two_holds_and_the_long_name_comes_first(tmp_path: Path) -> None:
    (tmp_path / "t.xml").write_text(TEI.format('<availability status="restricted"/>'), "utf-8")
    (tmp_path / "t.access.toml").write_text('status = "reading-room"', "utf-8")
    (tmp_path / "t.xml.access.toml").write_text('status = "open"', "utf-8")
    source = Source.from_path(tmp_path / "t.xml", "a")
    (document,) = with_sidecar(TeiReader().read(source), source)
    assert said(document.access) == ("closed", None)


def test_a_file_of_access_is_part_of_its_document(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("Words of a letter.", "utf-8")
    document = InputFile(tmp_path / "t.txt", "a", None, False)
    before = plan([document], tmp_path / "x").files
    for name in ("t.access.toml", "lost.access.toml"):
        (tmp_path / name).write_text('status = "closed"', "utf-8")
    inputs = [InputFile(path, "a", None, False) for path in sorted(tmp_path.glob("*.t*"))]
    planned = plan(inputs, tmp_path / "x")
    assert [file.path.name for file in planned.files] == ["t.txt"]
    assert planned.files[0].key != before[0].key
    assert [one.error.code for one in planned.unreadable] == ["ACCESS006"]


def test_a_file_of_access_beside_a_mere_part_is_reported(tmp_path: Path) -> None:
    page = '<file ID="i1" MIMETYPE="text/xml"><FLocat xlink:href="page.xml"/></file>'
    image = '<file ID="i1" MIMETYPE="image/jpeg"><FLocat xlink:href="1.jpg"/></file>'
    whole = METS.format(mods="", amd="").replace(image, page).replace('USE="DEFAULT"', 'USE="FULLTEXT"')
    for name, text in (("m.xml", whole), ("page.xml", "<alto/>"), ("page.access.toml", 'status = "closed"')):
        (tmp_path / name).write_text(text, "utf-8")
    planned = plan([InputFile(tmp_path / name, "a", None, False) for name in ("m.xml", "page.xml")], tmp_path / "x")
    assert [file.path.name for file in planned.files] == ["m.xml"]
    told = [(one.error.code, Path(one.shown).name) for one in planned.unreadable]
    assert told == [("ACCESS006", "page.access.toml")]


def test_an_edition_leaves_out_what_the_file_beside_it_closes(tmp_path: Path) -> None:
    workspace = make(tmp_path, letters={"F/1/1": "Qumbelik was seen."})
    assert b"Qumbelik" in everything(publish_on(workspace, TODAY))
    (tmp_path / "in" / "F-1-1.access.toml").write_text('status = "embargoed"\nuntil = 2030-01-01\n', "utf-8")
    ingest_again(workspace)
    assert b"Qumbelik" not in everything(publish_on(workspace, TODAY))
    assert b"Qumbelik" in everything(publish_on(workspace, "2030-01-01"))
