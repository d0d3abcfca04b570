"""The demonstration corpus that we wrote: complete, sourced, well-formed, and one with its finding aids."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from extractors.registry import names, reader_for
from extractors.source import Source
from kg.demo.sources import OWN_CORPUS

TEI = "{http://www.tei-c.org/ns/1.0}"
EAD = "{urn:isbn:1-931666-22-9}"
EAC = "{urn:isbn:1-931666-33-4}"
ALTO = "{http://www.loc.gov/standards/alto/ns-v4#}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SIDES = {"qatar-gulf": "qna-d", "kazakhstan-ca": "apk-d"}
LEVELS = {
    "qatar-gulf": ["fonds", "series", "file", "item"],
    "kazakhstan-ca": ["fond", "opis", "delo", "list"],
}
FILES = sorted(OWN_CORPUS.rglob("*.xml"))


@cache
def root(path: Path) -> etree._Element:
    return etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()


def entries(side: str) -> list[Path]:
    return sorted((OWN_CORPUS / side / "tei").glob("*.xml"))


def text_of(element: etree._Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def call_number(entry: etree._Element) -> str:
    return text_of(entry.find(f".//{TEI}publicationStmt/{TEI}idno[@type='callnumber']"))


def interval(date: etree._Element) -> str:
    return date.get("when") or f"{date.get('from')}/{date.get('to')}"


def units(side: str) -> dict[str, etree._Element]:
    finding_aid = root(OWN_CORPUS / side / f"{SIDES[side]}.xml")
    return {text_of(unit.find(f"{EAD}did/{EAD}unitid")): unit for unit in finding_aid.iter(f"{EAD}c")}


def level(unit: etree._Element) -> str:
    return unit.get("otherlevel") or unit.get("level") or ""


@pytest.mark.parametrize("side", SIDES)
def test_each_side_speaks_all_four_languages(side: str) -> None:
    languages = Counter(root(path).get(LANG) for path in entries(side))
    assert set(languages) == {"en", "ar", "ru", "kk"}
    assert min(languages.values()) >= 4
    assert sum(languages.values()) >= 20


def test_there_are_about_forty_entries() -> None:
    assert sum(len(entries(side)) for side in SIDES) >= 40


@pytest.mark.parametrize("side", SIDES)
def test_every_entry_cites_a_source_and_stands_in_the_table(side: str) -> None:
    table = (OWN_CORPUS / "SOURCES.md").read_text("utf-8")
    for path in entries(side):
        cited = root(path).findall(f".//{TEI}listBibl/{TEI}bibl")
        assert cited, path.name
        for bibl in cited:
            assert text_of(bibl.find(f"{TEI}title"))
            assert text_of(bibl.find(f"{TEI}publisher"))
            pointer = bibl.find(f"{TEI}ref")
            assert pointer is not None
            assert pointer.get("target", "").startswith("http")
        assert f"| `{path.stem}` |" in table


@pytest.mark.parametrize("side", SIDES)
def test_units_of_the_finding_aid_and_entries_agree(side: str) -> None:
    described = {number: unit for number, unit in units(side).items() if level(unit) == LEVELS[side][3]}
    written = {call_number(root(path)): root(path) for path in entries(side)}
    assert set(described) == set(written)
    for number, entry in written.items():
        did = described[number].find(f"{EAD}did")
        assert did is not None
        assert text_of(did.find(f"{EAD}unittitle")) == text_of(entry.find(f".//{TEI}body//{TEI}head"))
        date = entry.find(f".//{TEI}dateline/{TEI}date")
        unitdate = did.find(f"{EAD}unitdate")
        assert date is not None
        assert unitdate is not None
        assert unitdate.get("normal") == interval(date)
        assert text_of(unitdate) == text_of(date)


@pytest.mark.parametrize("side", SIDES)
def test_levels_are_those_of_the_side(side: str) -> None:
    finding_aid = root(OWN_CORPUS / side / f"{SIDES[side]}.xml")
    top = finding_aid.find(f"{EAD}archdesc")
    assert top is not None
    assert level(top) == LEVELS[side][0]
    for unit in units(side).values():
        depth = sum(1 for parent in unit.iterancestors(f"{EAD}c"))
        assert level(unit) == LEVELS[side][depth + 1]


@pytest.mark.parametrize("side", SIDES)
def test_references_lead_to_authority_records_of_the_side(side: str) -> None:
    ids = {text_of(root(p).find(f".//{EAC}recordId")) for p in (OWN_CORPUS / side / "eac").glob("*.xml")}
    assert len(ids) >= 12
    used = set()
    for path in entries(side):
        for element in root(path).iter(f"{TEI}persName", f"{TEI}orgName", f"{TEI}placeName"):
            reference = element.get("ref")
            if reference is None:
                continue
            assert reference in ids or re.fullmatch(r"geonames:\d+", reference), (path.name, reference)
            used.add(reference)
    assert len(ids & used) >= 10


def test_the_same_persons_and_bodies_are_described_on_both_sides_in_other_scripts() -> None:
    described = [{p.stem for p in (OWN_CORPUS / side / "eac").glob("*.xml")} for side in SIDES]
    assert described[0] == described[1]
    for stem in described[0]:
        arabic, cyrillic = (root(OWN_CORPUS / side / "eac" / f"{stem}.xml") for side in SIDES)
        assert any(name.get(LANG) == "ar" for name in arabic.iter(f"{EAC}nameEntry"))
        assert {"kk", "ru"} <= {name.get(LANG) for name in cyrillic.iter(f"{EAC}nameEntry")}


@pytest.mark.parametrize("side", SIDES)
def test_the_page_belongs_to_a_unit_and_holds_its_words(side: str) -> None:
    (page,) = (OWN_CORPUS / side / "alto").glob("*.xml")
    number = text_of(root(page).find(f".//{ALTO}documentIdentifier"))
    (entry,) = [root(path) for path in entries(side) if call_number(root(path)) == number]
    words = [string.get("CONTENT") for string in root(page).iter(f"{ALTO}String")]
    paragraph = text_of(entry.find(f".//{TEI}body//{TEI}p"))
    assert paragraph in " ".join(word or "" for word in words)


def test_the_arabic_page_runs_from_right_to_left() -> None:
    (page,) = (OWN_CORPUS / "qatar-gulf" / "alto").glob("*.xml")
    for line in root(page).iter(f"{ALTO}TextLine"):
        places = [int(string.get("HPOS") or 0) for string in line.iter(f"{ALTO}String")]
        assert places == sorted(places, reverse=True)


@pytest.mark.parametrize("side", SIDES)
def test_everything_says_that_it_is_a_stand_in_of_ours(side: str) -> None:
    for path in entries(side):
        assert "standing in for" in text_of(root(path).find(f".//{TEI}repository"))
        licence = root(path).find(f".//{TEI}licence")
        assert licence is not None
        assert "publicdomain/zero" in (licence.get("target") or "")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_private_particulars(path: Path) -> None:
    words = path.read_text("utf-8")
    assert "@" not in words
    assert not re.search(r"\+\d[\d ()-]{7,}", words)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_the_readers_read_it_whole(path: Path) -> None:
    side = next(part for part in path.parts if part in SIDES)
    documents = list(reader_for(Source.from_path(path, side)).read(Source.from_path(path, side)))
    assert documents
    for document in documents:
        assert list(document.check()) == []
        assert document.warnings == ()
    if path.parent.name == "tei":
        (document,) = documents
        assert document.id == call_number(root(path))
        assert document.language == root(path).get(LANG)
        assert {m.label for m in document.mentions} >= {"PLACE", "DATE"}
        marked = {e.get("ref") for e in root(path).find(f".//{TEI}body").iter(f"{TEI}persName")} - {None}
        assert marked <= {mention.reference for mention in document.mentions}


def test_readers_are_registered() -> None:
    assert {"alto", "eac-cpf", "ead", "tei"} <= set(names("sunqar.readers"))


def test_six_are_joined_by_a_register_of_ours_and_the_rest_is_left_to_linking() -> None:
    registered = []
    for side in SIDES:
        records = {p.stem: root(p) for p in (OWN_CORPUS / side / "eac").glob("*.xml")}
        registered.append({stem for stem, record in records.items() if record.find(f".//{EAC}entityId") is not None})
    assert registered[0] == registered[1]
    assert registered[0] == {"nazarbayev", "tokayev", "hamad", "tamim", "naq", "aprk"}
