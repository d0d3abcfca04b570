"""Finding aids of the shared corpus against counts of their own: every component with all that identifies it,
as EAD 2002 and turned into EAD3."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from extractors.document import Document
from extractors.registry import reader
from extractors.source import Source

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "ead"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not at hand")
FILES = sorted(CORPUS.glob("*/*.xml"))
COMPONENTS = {"c", *(f"c{number:02d}" for number in range(1, 13))}
EAD3 = "http://ead3.archivists.org/schema/"


def name(element: etree._Element) -> str:
    return etree.QName(element).localname


def tree(path: Path) -> etree._Element:
    """The file, without the parts (not units) that its archive keeps to itself."""
    parser = etree.XMLParser(load_dtd=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.parse(path, parser).getroot()
    for item in root.xpath(".//*[@audience='internal']"):
        if name(item) not in COMPONENTS | {"archdesc", "dsc"}:
            etree.strip_tags(item, "*")
            item.text, item.tag = None, "taken-out"
    etree.strip_elements(root, "taken-out", with_tail=False)
    return root


def flat(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def own(did: etree._Element, kind: str) -> list[str]:
    return [flat(item) for item in did if name(item) == kind and flat(item)]


def documents(source: Source, format_name: str) -> list[Document]:
    """Units in the order of the file, without the finding aid itself."""
    return list(reader(format_name).read(source))[:-1]


def units(root: etree._Element) -> list[etree._Element]:
    return [item for item in root.iter(etree.Element) if name(item) in COMPONENTS | {"archdesc"}]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_component_with_its_numbers_titles_dates_and_objects(path: Path) -> None:
    found = documents(Source.from_path(path, "x"), "ead")
    expected = units(tree(path))
    assert len(found) == len(expected)
    totals: Counter[str] = Counter()
    for document, element in zip(found, expected, strict=True):
        did = next((item for item in element if name(item) == "did"), None)
        assert did is not None
        numbers = list(dict.fromkeys(own(did, "unitid")))
        assert list(document.identifiers[: len(numbers)]) == numbers
        titles = own(did, "unittitle")
        assert document.title == ("; ".join(titles) or (f"[{numbers[0]}]" if numbers else ""))
        dates = [item for item in did.iter("{*}unitdate") if flat(item) or item.get("normal")]
        told = Counter(flat(item) for item in dates)
        assert not told - Counter(" ".join(date.expressed.split()) for date in document.dates)
        objects = [
            item.get("{http://www.w3.org/1999/xlink}href") or item.get("href")
            for holder in (element, did)
            for item in holder.iter("{*}dao", "{*}daoloc")
            if (item.get("{http://www.w3.org/1999/xlink}href") or item.get("href")) and nearest(item) is element
        ]
        known = {document.url, *(i.removeprefix("dao:") for i in document.identifiers if i.startswith("dao:"))}
        assert set(objects) <= known
        totals.update(unitid=len(numbers), unittitle=len(titles), unitdate=len(dates), dao=len(set(objects)))
    seen = Counter(name(item) for element in expected for item in next(element.iter("{*}did")))
    assert totals["unittitle"] == seen["unittitle"] - blank(expected)


def blank(expected: list[etree._Element]) -> int:
    """Titles without a word."""
    return sum(1 for e in expected for item in next(e.iter("{*}did")) if name(item) == "unittitle" and not flat(item))


def nearest(element: etree._Element) -> etree._Element:
    """The unit that an element belongs to."""
    return next(item for item in element.iterancestors() if name(item) in COMPONENTS | {"archdesc"})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_of_a_description_is_lost(path: Path) -> None:
    root = tree(path)
    words: dict[etree._Element, list[str]] = {element: [] for element in units(root)}
    for archdesc in root.iter("{*}archdesc"):
        for text in archdesc.xpath(".//text()"):
            words[unit_of(text)] += str(text).split()
    for document, told in zip(documents(Source.from_path(path, "x"), "ead"), words.values(), strict=True):
        assert "".join(document.text.split()) == "".join(told), document.id


def unit_of(text: etree._ElementUnicodeResult) -> etree._Element:
    """The unit that a stretch of text belongs to."""
    holder = text.getparent()
    assert holder is not None
    if text.is_tail:
        outer = holder.getparent()
        assert outer is not None
        holder = outer
    return holder if name(holder) in COMPONENTS | {"archdesc"} else nearest(holder)


RENAMED = {
    "eadheader": "control", "eadid": "recordid", "note": "didnote", "extptr": "ptr", "extref": "ref",
    "daogrp": "daoset", "daoloc": "dao",
}  # fmt: skip
NAMES = {"persname", "corpname", "famname", "geogname", "name", "subject", "genreform", "function", "occupation"}


def to_ead3(root: etree._Element) -> bytes:
    """The finding aid in EAD3: header renamed, names in parts, dates of a range structured, attributes renamed."""
    for element in list(root.iter(etree.Element)):
        local = name(element)
        if local == "note" and name(element.getparent()) != "did":
            local = "odd"
        for old, new in (("authfilenumber", "identifier"), ("role", "relator")):
            if local in NAMES and old in element.attrib:
                element.set(new, element.attrib.pop(old))
        for key in [key for key in element.attrib if key.startswith("{http://www.w3.org/1999/xlink}")]:
            element.set(etree.QName(key).localname, element.attrib.pop(key))
        if local == "unitdate" and "type" in element.attrib:
            element.set("unitdatetype", element.attrib.pop("type"))
        if local in NAMES and flat(element):
            part = etree.SubElement(element, "part")
            part.text, element.text = element.text, None
            for inner in list(element)[:-1]:
                part.append(inner)
        if local == "part":
            element.tag = f"{{{EAD3}}}part"
            continue
        element.tag = f"{{{EAD3}}}{RENAMED.get(local, local)}"
    for header in root.iter(f"{{{EAD3}}}control"):
        for used in list(header.iter(f"{{{EAD3}}}langusage")):
            declared = etree.SubElement(header, f"{{{EAD3}}}languagedeclaration")
            declared.extend(list(used.iter(f"{{{EAD3}}}language")))
    for part in list(root.iter("part")):
        part.tag = f"{{{EAD3}}}part"
    return etree.tostring(root, encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_same_finding_aid_in_ead3_gives_the_same_units(path: Path) -> None:
    old = documents(Source.from_path(path, "x"), "ead")
    new = documents(Source(path.name, "x", to_ead3(tree(path))), "ead3")
    assert [d.id for d in new] == [d.id for d in old]
    for before, after in zip(old, new, strict=True):
        for field in ("title", "text", "level", "language", "parent", "rank", "form", "identifiers", "extent", "url"):
            assert getattr(after, field) == getattr(before, field), (before.id, field)
        assert after.mentions == before.mentions
        assert after.dates == before.dates
        assert Counter(n.text for n in after.notes) == Counter(n.text for n in before.notes), before.id
