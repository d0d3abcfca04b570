"""A folder of transcribed scans and a finding aid become one linked, evidenced graph; zipped or not, the same one."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from graph_workspace import make_workspace, manifest, sunqar

AID = """<ead><eadheader><eadid>KZ-5</eadid></eadheader><archdesc level="otherlevel" otherlevel="fond">
<did><unitid>5</unitid><unittitle>Embassy papers</unittitle></did><dsc>
<c level="otherlevel" otherlevel="opis"><did><unitid>1</unitid><unittitle>Reports</unittitle></did>
<c level="otherlevel" otherlevel="delo"><did><unitid>2</unitid><unittitle>Visits to Doha</unittitle></did></c>
<c level="item"><did><unitid>3</unitid><unittitle>Letter of 1993</unittitle></did></c>
<c level="item"><did><unitid>4</unitid><unittitle>Reply</unittitle></did></c></c></dsc></archdesc></ead>"""
LINE = '<TextLine HPOS="{x}" VPOS="{y}" WIDTH="600" HEIGHT="40">{words}</TextLine>'
WORD = '<String CONTENT="{word}" HPOS="{x}" VPOS="{y}" WIDTH="90" HEIGHT="40" WC="0.9"/>'


def alto(*lines: str) -> str:
    rows = []
    for number, line in enumerate(lines):
        y = 100 + 50 * number
        words = "<SP/>".join(WORD.format(word=w, x=100 + 100 * at, y=y) for at, w in enumerate(line.split()))
        rows.append(LINE.format(x=100, y=y, words=words))
    return (
        '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><MeasurementUnit>pixel</MeasurementUnit>'
        '</Description><Layout><Page PHYSICAL_IMG_NR="1" WIDTH="900" HEIGHT="1200"><PrintSpace><TextBlock>'
        + "".join(rows)
        + "</TextBlock></PrintSpace></Page></Layout></alto>"
    )


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in") / "fond 5"
    delo = folder / "opis 1" / "delo 2"
    delo.mkdir(parents=True)
    (delo / "0001.xml").write_text(alto("Президент Назарбаев прибыл", "в Доху 3 мая 1998 года"), "utf-8")
    (delo / "0002.xml").write_text(alto("Посол Касымов встретил его"), "utf-8")
    (folder / "5-1-3.txt").write_text("Письмо из Дохи в Алма-Ату от 1 июля 1993 г.", "utf-8")
    (folder / "holiday.txt").write_text("Nothing of theirs.", "utf-8")
    (folder.parent / "fond5.xml").write_text(AID, "utf-8")
    return folder


def rows(workspace: Path, query: str) -> list[dict[str, str]]:
    done = sunqar("query", query, "--format", "json", "--workspace", workspace)
    return [{k: v["value"] for k, v in row.items()} for row in json.loads(done.stdout)["results"]["bindings"]]


@pytest.fixture(scope="module")
def built(scans: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = make_workspace(tmp_path_factory.mktemp("scans") / "w")
    sunqar("build", scans, "--finding-aid", scans.parent / "fond5.xml", "--archive", "kazakhstan-ca", "-w", workspace)
    return workspace


def test_dry_run_shows_the_table_and_writes_nothing(scans: Path, tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "w")
    before = sorted(workspace.rglob("*"))
    aid = scans.parent / "fond5.xml"
    arguments = ("ingest", scans, "--finding-aid", aid, "--archive", "kazakhstan-ca", "--dry-run")
    told = sunqar(*arguments, "-w", workspace).stdout
    assert "0001.xml  →  KZ-5/2  (by folder)" in told
    assert "5-1-3.txt  →  KZ-5/3  (by file name)" in told
    assert "no unit for: " in told
    assert "no file for: KZ-5/4" in told
    made = json.loads(sunqar(*arguments, "--json", "-w", workspace).stdout)["pairing"]["kazakhstan-ca"]
    assert made["idle_units"] == ["KZ-5/4"]
    assert [Path(path).name for path in made["idle_files"]] == ["holiday.txt"]
    assert sorted(workspace.rglob("*")) == before


def test_pages_are_texts_of_their_unit_and_mentions_know_their_boxes(built: Path) -> None:
    found = rows(
        built,
        """SELECT ?title ?quote ?area ?page WHERE {
          ?unit rico:title ?title ; a rico:RecordSet ; rico:identifier "KZ-5/2" .
          ?text kg:textOf ?unit . ?mention oa:hasTarget ?target , ?place .
          ?target oa:hasSource ?text ; oa:hasSelector/oa:exact ?quote .
          ?place oa:hasSource ?image ; oa:hasSelector/rdf:value ?area .
          ?image kg:width 900 ; rico:identifier ?page }""",
    )
    assert {row["title"] for row in found} == {"Visits to Doha"}
    assert ("Назарбаев", "xywh=pixel:200,100,90,40") in {(row["quote"], row["area"]) for row in found} or (
        "Президент Назарбаев",
        "xywh=pixel:100,100,190,40",
    ) in {(row["quote"], row["area"]) for row in found}
    assert any(row["quote"].startswith("Дох") and row["area"] == "xywh=pixel:200,150,90,40" for row in found)


def test_a_unit_that_nobody_describes_is_called_by_its_number(built: Path) -> None:
    where = '{ ?r a rico:Record ; rico:identifier "KZ-5/3" ; rdfs:label ?label }'
    (named,) = rows(built, f"SELECT DISTINCT ?label WHERE {where}")
    assert named["label"] == "Letter of 1993"  # described: the words of the file's first line are no title of it
    assert sunqar("validate", "--workspace", built).returncode == 0


def test_the_pairing_is_kept_without_the_finding_aid(scans: Path, built: Path) -> None:
    again = sunqar("ingest", scans, "--archive", "kazakhstan-ca", "--json", "-w", built)
    assert json.loads(again.stdout)["new"] == 0


def test_zipped_or_not_the_same_graph(scans: Path, built: Path, tmp_path: Path) -> None:
    zipped = tmp_path / "scans.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        for path in sorted(scans.rglob("*.*")):
            archive.write(path, path.relative_to(scans.parent))
    workspace = make_workspace(tmp_path / "w")
    sunqar("build", zipped, "--finding-aid", scans.parent / "fond5.xml", "--archive", "kazakhstan-ca", "-w", workspace)
    assert manifest(workspace)["hash"] == manifest(built)["hash"]
    again = json.loads(sunqar("ingest", zipped, "--archive", "kazakhstan-ca", "--json", "-w", workspace).stdout)
    assert (again["new"], again["unchanged"]) == (0, 4)


def test_scans_before_or_after_their_finding_aid(scans: Path, tmp_path: Path) -> None:
    """Pages that name their unit themselves need no pairing, and may come first."""
    page = tmp_path / "page.xml"
    names = "<fileName>a.png</fileName><documentIdentifier>KZ-5/2</documentIdentifier>"
    told = f"<Description><sourceImageInformation>{names}</sourceImageInformation>"
    page.write_text(alto("Doha").replace("<Description>", told), "utf-8")
    hashes = []
    for name, order in (("a", (page, scans.parent / "fond5.xml")), ("b", (scans.parent / "fond5.xml", page))):
        workspace = make_workspace(tmp_path / name)
        for at, path in enumerate(order):
            sunqar("ingest", path, "--archive", "kazakhstan-ca", "-w", workspace)
            if at == 0 and path == page:
                sunqar("validate", "--workspace", workspace)
        for command in ("link", "infer", "publish"):
            sunqar(command, "--workspace", workspace)
        hashes.append(manifest(workspace)["hash"])
    assert hashes[0] == hashes[1]


def test_two_versions_of_a_text_are_one_text_of_one_record(tmp_path: Path) -> None:
    """The same call number as TEI and as plain text: one record, one text, each version in the graph of its file."""
    tei = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Letter</title></titleStmt>
      <publicationStmt><idno type="callnumber">QA-1/3</idno></publicationStmt><sourceDesc><p>-</p></sourceDesc>
      </fileDesc></teiHeader><text><body><p>Kassym-Jomart Tokayev wrote from Doha.</p></body></text></TEI>"""
    (tmp_path / "letter.xml").write_text(tei, "utf-8")
    (tmp_path / "QA-1%2F3.txt").write_text("Kassym-Jomart Tokayev wrote\nfrom Doha to Astana.", "utf-8")
    workspace = make_workspace(tmp_path / "w")
    sunqar("build", tmp_path / "letter.xml", tmp_path / "QA-1%2F3.txt", "--archive", "qatar-gulf", "-w", workspace)
    found = rows(workspace, "SELECT DISTINCT ?record ?text ?words WHERE { ?text kg:textOf ?record ; kg:text ?words }")
    assert len({row["record"] for row in found}) == len({row["text"] for row in found}) == 1
    assert len({row["words"] for row in found}) == 2
    quoted = """SELECT ?words ?exact ?start ?end WHERE { GRAPH ?g { ?target oa:hasSource ?text ; oa:hasSelector ?quote ,
      ?place . ?quote oa:exact ?exact . ?place oa:start ?start ; oa:end ?end . ?text kg:text ?words } }"""
    for row in rows(workspace, quoted):
        assert row["words"][int(row["start"]) : int(row["end"])] == row["exact"]
