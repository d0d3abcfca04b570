"""No word of a TEI text is lost, glued or moved: checked against another way of taking the text out."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from extractors.document import Document
from extractors.registry import reader
from extractors.source import Source

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not at hand")
NOTE = "*[local-name()='note'][not(@rend='inline')][not(@place='inline')]"
UNPRINTED = "*[parent::*[local-name()='choice']][not(local-name()='orig' or local-name()='sic' or local-name()='abbr')]"


def letters(text: str) -> str:
    return "".join(text.split())


def expected(element: etree._Element) -> str:
    """Text without footnotes, then the footnotes in order, each without those inside it: letters only."""
    outside = element.xpath(f".//text()[not(ancestor::{NOTE})][not(ancestor::{UNPRINTED})]")
    notes = element.xpath(f".//{NOTE}[not(ancestor::{NOTE})]")
    inside = [text for note in notes for text in note.xpath(f".//text()[not(ancestor::{UNPRINTED})]")]
    return letters("".join(map(str, outside))) + letters("".join(map(str, inside)))


def glued(element: etree._Element, text: str) -> set[str]:
    """Words that stand whole within one text node but not in the text."""
    known = set(text.split())
    nodes = [str(node).split() for node in element.xpath(f".//text()[not(ancestor::{UNPRINTED})]")]
    return {word for node in nodes for word in node[1:-1]} - known


def only(path: Path) -> Document:
    (document,) = reader("tei").read(Source.from_path(path, "test"))
    return document


@pytest.mark.parametrize(
    "pattern",
    ["frus_tei_en/qatar-gulf/*.xml", "frus_tei_en/kazakhstan-ca/*.xml", "openarabicpe_tei_ar/[cg]*/*.xml",
     "histstate_xml_en/rdcr/articles/*.xml"],
)  # fmt: skip
def test_single_files(pattern: str) -> None:
    for path in sorted(CORPUS.glob(pattern)):
        text = etree.parse(path, etree.XMLParser(remove_comments=True, remove_pis=True)).getroot().find("{*}text")
        document = only(path)
        assert letters(document.text) == expected(text), path
        assert glued(text, document.text) == set(), path


def test_a_whole_volume() -> None:
    path = CORPUS / "frus_volumes" / "frus1977-80v01.xml"
    root = etree.parse(path, etree.XMLParser(remove_comments=True, remove_pis=True)).getroot()
    documents = {document.id: document for document in reader("tei").read(Source.from_path(path, "test"))}
    divs = root.xpath("//*[local-name()='div'][@type='document']")
    assert len(divs) == 163
    for div in divs:
        name = div.get("{http://www.w3.org/XML/1998/namespace}id")
        assert letters(documents[f"frus1977-80v01/{name}"].text) == expected(div)
    whole = sum(len(letters(document.text)) for document in documents.values())
    assert whole == len(letters("".join(map(str, root.find("{*}text").itertext()))))


def test_every_marked_name_has_its_words() -> None:
    """Each persName is a mention of exactly its words, in the count that the files have."""
    for path in sorted(CORPUS.glob("frus_tei_en/kazakhstan-ca/frus1969*.xml")):
        root = etree.parse(path).getroot()
        marked = sorted(" ".join("".join(name.itertext()).split()) for name in root.iter("{*}persName"))
        document = only(path)
        found = [document.text[m.start : m.end] for m in document.mentions if m.label == "PERSON"]
        assert sorted(" ".join(name.split()) for name in found) == [name for name in marked if name], path


def described(path: Path, reader_name: str, *names: str) -> tuple[str, str]:
    """Letters of all Documents of a file, and of the elements of those names in it; not of internal parts."""
    root = etree.parse(path, etree.XMLParser(remove_comments=True, remove_pis=True)).getroot()
    for item in root.xpath("//*[@audience='internal'][not(*[local-name()='did'])]"):
        for text in item.xpath(".//text()"):
            above = text.getparent()
            if text.is_tail:
                above.tail = None
            else:
                above.text = None
    parts = [part for name in names for part in root.iter(f"{{*}}{name}")]
    text = "".join(str(node) for part in parts for node in part.itertext())
    found = reader(reader_name).read(Source.from_path(path, "test"))
    return "".join(sorted(letters("".join(d.text for d in found)))), "".join(sorted(letters(text)))


def test_finding_aids_lose_no_letter() -> None:
    for path in sorted(CORPUS.glob("ead/*/*.xml")):
        ours, theirs = described(path, "ead", "eadheader", "frontmatter", "archdesc")
        assert ours == theirs, path


def test_authority_records_lose_no_letter_of_their_descriptions_and_sources() -> None:
    for path in sorted(CORPUS.glob("eac_cpf/*/*.xml")):
        ours, theirs = described(path, "eac-cpf", "cpfDescription", "sources")
        assert ours == theirs, path
