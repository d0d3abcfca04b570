"""Every file of the shared corpus is read, soundly, with ids that are unique. Skipped where it is not at hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from extractors.document import Document
from extractors.registry import reader, reader_for
from extractors.source import Source

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
GOLD = CORPUS.parent / "gold"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not at hand")

PARTS = {
    "frus_tei_en/qatar-gulf/*.xml": ("tei", 303, 303),
    "frus_tei_en/kazakhstan-ca/*.xml": ("tei", 267, 267),
    "openarabicpe_tei_ar/*/*.xml": ("tei", 116, 117),
    "histstate_xml_en/rdcr/articles/*.xml": ("tei", 11, 11),
    "histstate_xml_en/pocom/*/*.xml": ("histstate", 73, 250),
    "histstate_xml_en/[tv]*/*.xml": ("histstate", 2, 65),
    "ead/*/*.xml": ("ead", 15, 1542),
    "eac_cpf/*/*.xml": ("eac-cpf", 44, 44),
    "alto_xml_fr_images/*/*.xml": ("alto", 22, 22),
    "page_xml_ar_manuscript/*/*.xml": ("page", 40, 40),
    "page_images_ar_print/*/*.page.xml": ("page", 35, 35),
    "page_images_ar_print/*/*.gt.txt": ("text", 35, 35),
    "whitehouse_md_en/*/*.md": ("markdown", 68, 68),
}
"""Files: the reader that must recognise them, how many files there are, how many Documents they hold."""


def faults(documents: list[Document]) -> list[str]:
    """What breaks the invariants of the data model, entries' quotations included."""
    found = [fault for document in documents for fault in document.check()]
    for document in documents:
        for entity in document.entities:
            stretches = [(entity.start, entity.end), *((r.start, r.end) for r in entity.relations)]
            for start, end in stretches:
                if start is not None and not 0 <= start < (end or 0) <= len(document.text):
                    found.append(f"{document.id}: {entity.local_id} is quoted from {start}-{end}")
            if not entity.names or not all(name.value for name in entity.names):
                found.append(f"{document.id}: {entity.local_id} has no name")
    return found


def read_all(pattern: str, name: str) -> tuple[int, list[Document]]:
    """Files and Documents of a pattern; the reader is found by the content."""
    found: list[Document] = []
    paths = sorted(CORPUS.glob(pattern))
    for path in paths:
        source = Source.from_path(path, "test")
        assert reader_for(source) is reader(name), path
        found += reader(name).read(source)
    return len(paths), found


@pytest.mark.parametrize("pattern", PARTS)
def test_all_files_are_read(pattern: str) -> None:
    name, files, documents = PARTS[pattern]
    count, found = read_all(pattern, name)
    assert (count, len(found)) == (files, documents)
    assert faults(found) == []
    assert [identity for identity, times in Counter(d.id for d in found).items() if times > 1] == []
    assert [document.id for document in found if not document.title] == []
    wordless = [document.id for document in found if not document.text]
    assert len(wordless) == (2 if name == "page" and files == 40 else 0)  # two blank manuscript pages


def test_six_whole_volumes() -> None:
    count, found = read_all("frus_volumes/*.xml", "tei")
    assert count == 6
    assert faults(found) == []
    assert len({document.id for document in found}) == len(found)
    records = [d for d in found if d.form != "authority-record" and d.level == "item"]
    lists = [d for d in found if d.form == "authority-record"]
    assert (len(records), len(lists)) == (2234, 12)
    entities = [entity for document in lists for entity in document.entities]
    assert Counter(entity.label for entity in entities) == {"PERSON": 1112, "TERM": 1201}
    assert [entity.local_id for entity in entities if entity.start is None] == []
    known = {entity.local_id for entity in entities}
    pointed = Counter(m.reference in known for d in found for m in d.mentions if "#p_" in (m.reference or ""))
    assert pointed[False] <= pointed[True] / 50  # editors' pointers into other volumes, and a few to nobody


@pytest.mark.parametrize("list_name", ["persons_lists_dev", "people_authority"])
def test_authority_lists_of_the_editors_lose_nobody(list_name: str) -> None:
    source = Source.from_path(GOLD / f"{list_name}.jsonl", "test")
    assert reader_for(source) is reader("authority-list")
    (document,) = reader("authority-list").read(source)
    lines = [line for line in source.data.split(b"\n") if line.strip()]
    assert len(document.entities) + len(document.warnings) == len(lines)
    assert document.warnings == ()
    for entity in document.entities:
        assert entity.names[0].value in document.text[entity.start : entity.end]


def test_a_component_for_every_c() -> None:
    from lxml import etree

    for path in sorted(CORPUS.glob("ead/*/*.xml")):
        tree = etree.parse(path, etree.XMLParser(load_dtd=False, no_network=True))
        expected = int(
            tree.xpath("count(//*[local-name()='c' or starts-with(local-name(),'c0') or local-name()='c10'])")
        )
        found = list(reader("ead").read(Source.from_path(path, "test")))
        assert len([document for document in found if document.parent is not None]) == expected, path
        ids = {document.id for document in found}
        assert {document.parent for document in found if document.parent} <= ids


def test_data_that_is_no_document_is_not_taken_for_one() -> None:
    from extractors.errors import InputRejected

    for pattern in ("factbook_json_en/*.json", "kaznerd_kk/*.txt", "conllu_text/*.conllu", "*/*/*.tsv"):
        for path in sorted(CORPUS.glob(pattern)):
            source = Source.from_path(path, "test")
            if path.suffix == ".txt":
                continue
            with pytest.raises(InputRejected, match=r"No reader|lacks the columns"):
                list(reader_for(source).read(source))  # a table that looks like a catalogue is told what it lacks
