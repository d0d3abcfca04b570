"""Authority records of the shared corpus against counts of their own, as EAC-CPF 1.0 and turned into 2.0."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from extractors.document import Document
from extractors.registry import reader
from extractors.source import Source

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "eac_cpf"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not at hand")
FILES = sorted(CORPUS.glob("*/*.xml"))
EAC2 = "https://archivists.org/ns/eac/v2"
XLINK = "{http://www.w3.org/1999/xlink}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def tree(path: Path) -> etree._Element:
    return etree.parse(path, etree.XMLParser(no_network=True, remove_comments=True, remove_pis=True)).getroot()


def flat(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def record(path: Path) -> Document:
    (document,) = reader("eac-cpf").read(Source.from_path(path, "x"))
    return document


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_name_with_all_its_parts_and_dates_of_use(path: Path) -> None:
    document, root = record(path), tree(path)
    (entity,) = [one for one in document.entities if one.label != "PLACE"]
    entries = [item for item in root.iter("{*}nameEntry") if flat(item)]
    assert len(entity.names) == len(entries) > 0
    for name, entry in zip(entity.names, entries, strict=True):
        for part in entry.iter("{*}part"):
            assert flat(part) in name.value
            assert flat(part) in document.text
        first = next(entry.iter("{*}fromDate"), None)
        last = next(entry.iter("{*}toDate"), None)
        assert (name.used_from or "") == ("" if first is None else first.get("standardDate") or flat(first))
        assert (name.used_to or "") == ("" if last is None else last.get("standardDate") or flat(last))
    assert sum(name.preferred for name in entity.names) == 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_relation_place_id_and_section(path: Path) -> None:
    document, root = record(path), tree(path)
    (entity,) = [one for one in document.entities if one.label != "PLACE"]
    relations = list(root.iter("{*}cpfRelation"))
    stated = [item for item in relations if item.get("cpfRelationType") != "identity"]
    places = [item for item in root.iter("{*}place") if next(item.iter("{*}placeEntry"), None) is not None]
    kinds = ("function", "legalStatus", "mandate")
    functions = [item for kind in kinds for item in root.iter("{*}" + kind) if item.find("{*}term") is not None]
    assert len(entity.relations) == len(stated) + len(places) + len(functions)
    assert all(document.text[r.start : r.end].strip() for r in entity.relations)
    assert len(entity.identifiers) >= len({flat(item) for item in root.iter("{*}entityId") if flat(item)})
    noted = "".join("".join(note.text.split()) for note in document.notes)
    description = next(root.iter("{*}description"))
    for section in description:
        if etree.QName(section).localname != "existDates":
            assert "".join(flat(section).split()) in noted
    assert sum(1 for note in document.notes) >= len(list(root.iter("{*}resourceRelation")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_of_the_description_is_lost(path: Path) -> None:
    words = "".join("".join(str(text).split()) for d in tree(path).iter("{*}cpfDescription") for text in d.itertext())
    assert "".join(record(path).text.split()).startswith(words)


RENAMED = {
    "eac-cpf": "eac", "abbreviation": "shortCode", "citation": "reference", "entityId": "identityId",
    "placeEntry": "placeName", "nameEntryParallel": "nameEntrySet", "script": "writingSystem",
    "sourceEntry": "reference",
}  # fmt: skip


def to_eac2(root: etree._Element) -> bytes:
    """The record in EAC-CPF 2.0: elements and attributes renamed, the relation's other end as targetEntity."""
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element).localname
        if name == "entityType":
            element.set("value", flat(element))
            element.text = None
        for old, new in ((LANG, "languageOfElement"), ("scriptCode", "scriptOfElement")):
            if old in element.attrib and name not in ("language", "script"):
                element.set(new, element.attrib.pop(old))
        if name in ("cpfRelation", "resourceRelation", "functionRelation"):
            target = etree.Element(f"{{{EAC2}}}targetEntity")
            kind = {"cpfRelation": "agent", "resourceRelation": "resource", "functionRelation": "function"}[name]
            target.set("targetType", kind)
            target.set("valueURI", element.attrib.pop(f"{XLINK}href", ""))
            for entry in element.findall("{*}relationEntry"):
                entry.tag = f"{{{EAC2}}}part"
                entry.tail = None
                target.append(entry)
            element.insert(0, target)
            told = etree.SubElement(element, f"{{{EAC2}}}relationType")
            told.text = element.attrib.pop(f"{name}Type", None)
            name = "relation"
        if name == "authorizedForm" or name == "alternativeForm":
            element.getparent().set("status", "authorized" if name == "authorizedForm" else "alternative")
        element.tag = f"{{{EAC2}}}{RENAMED.get(name, name)}"
    return etree.tostring(root, encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_same_record_in_version_2_says_the_same(path: Path) -> None:
    old = record(path)
    (new,) = reader("eac-cpf-2").read(Source(path.name, "x", to_eac2(tree(path))))
    for field in ("id", "title", "title_lang", "language", "form", "describes", "identifiers"):
        assert getattr(new, field) == getattr(old, field), field
    for before, after in zip(old.entities, new.entities, strict=True):
        for field in ("local_id", "label", "names", "description", "dates", "identifiers"):
            assert getattr(after, field) == getattr(before, field), field
        assert [(r.type, r.target, r.target_name, r.date, r.note) for r in after.relations] == [
            (r.type, r.target, r.target_name, r.date, r.note) for r in before.relations
        ]
    assert [m.reference for m in new.mentions] == [m.reference for m in old.mentions]
