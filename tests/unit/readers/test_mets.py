"""METS objects with their texts in files beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_helpers import read, sample

from extractors.document import Document, Note
from extractors.errors import InputRejected
from extractors.registry import Gatherer, reader
from extractors.source import Source

HEAD = '<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink" {}>'
ALTO = (
    '<alto><Layout><Page WIDTH="9" HEIGHT="9"><PrintSpace><TextBlock LANG="{}">{}</TextBlock></PrintSpace></Page>'
    "</Layout></alto>"
)


def alto(text: str, lang: str = "") -> str:
    return ALTO.format(lang, f'<TextLine><String CONTENT="{text}"/></TextLine>')


def group(use: str, **files: str) -> str:
    mime = "image/tiff" if use == "DEFAULT" else "text/xml"
    inside = "".join(f'<file ID="{i}" MIMETYPE="{mime}"><FLocat xlink:href="{h}"/></file>' for i, h in files.items())
    return f'<fileGrp USE="{use}">{inside}</fileGrp>'


def page(order: int, *files: str, label: str = "") -> str:
    return f'<div TYPE="page" ORDER="{order}" LABEL="{label}">{"".join(f"<fptr FILEID={f!r}/>" for f in files)}</div>'


def write(folder: Path, body: str, attributes: str = 'OBJID="QA-7"', **files: str) -> Source:
    (folder / "alto").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / "alto" / f"{name}.xml").write_text(text)
    path = folder / "mets.xml"
    path.write_text(HEAD.format(attributes) + body + "</mets>")
    return Source.from_path(path, "x")


def physical(*pages: str) -> str:
    return f'<structMap TYPE="PHYSICAL"><div>{"".join(pages)}</div></structMap>'


def only(source: Source) -> Document:
    (document,) = reader("mets").read(source)
    return document


def test_description_order_and_images_of_the_sample() -> None:
    (document,) = read("mets", sample("mets"))
    assert (document.id, document.title, document.title_lang) == ("KZ-9/1/4", "О торговле: доклад", "ru")
    assert (document.level, document.form, document.language) == ("delo", "report", "ru")
    assert document.text == "Первая страница\nВторая"
    assert [(p.number, p.image) for p in document.pages] == [("[1]", "img/1.jpg"), ("2", "img/2.jpg")]
    assert [(d.role, d.edtf) for d in document.dates] == [("creation", "1994-05-05")]
    assert document.notes == (Note("scope", "О торговле с Катаром."),)
    assert document.identifiers == ("local:KZ-9/1/4", "urn:x:1")


def test_texts_beside_it_are_read_in_physical_order_and_named_as_parts(tmp_path: Path) -> None:
    body = (
        f"<fileSec>{group('DEFAULT', i1='1.tif', i2='2.tif')}"
        f"{group('FULLTEXT', t1='alto/one.xml', t2='file:alto/two.xml')}</fileSec>"
        + physical(page(2, "i2", "t2", label="ii"), page(1, "i1", "t1", label=" - "))
    )
    source = write(tmp_path, body, one=alto("first", "eng"), two=alto("second", "eng"))
    document = only(source)
    assert (document.id, document.text, document.language) == ("QA-7", "first\nsecond", "en")
    assert [(p.number, p.image, p.width) for p in document.pages] == [("1", "1.tif", 9), ("ii", "2.tif", 9)]
    mets = reader("mets")
    assert isinstance(mets, Gatherer)
    assert mets.parts(source) == ("alto/one.xml", "file:alto/two.xml")


def test_what_is_missing_remote_or_outside_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    files = {"t1": "alto/one.xml", "t2": "alto/lost.xml", "t3": "http://127.0.0.1:9/a.xml", "t4": "../evil.xml"}
    (tmp_path.parent / "evil.xml").write_text(alto("stolen"))
    body = f"<fileSec>{group('FULLTEXT', **files)}</fileSec>"
    body += physical(*(page(n, name, label=f"p{n}") for n, name in enumerate(files, 1)))
    source = write(tmp_path, body, one=alto("first"))
    document = only(source)
    assert document.text == "first"
    assert [p.number for p in document.pages] == ["p1", "p2", "p3", "p4"]
    assert [w.split(" is left out")[0] for w in document.warnings] == [
        "METS011 line 1: alto/lost.xml of page p2",
        "METS012 line 1: http://127.0.0.1:9/a.xml of page p3",
        "METS011 line 1: ../evil.xml of page p4",
    ]
    assert reader("mets").parts(source) == ("alto/one.xml", "alto/lost.xml", "../evil.xml")  # type: ignore[attr-defined]


def test_no_text_that_can_be_read_is_an_error_no_text_at_all_is_told(tmp_path: Path) -> None:
    body = f"<fileSec>{group('FULLTEXT', t1='alto/lost.xml')}</fileSec>" + physical(page(1, "t1"))
    with pytest.raises(InputRejected, match=r"alto/lost\.xml") as caught:
        only(write(tmp_path, body))
    assert caught.value.code == "METS003"
    images = f"<fileSec>{group('DEFAULT', i1='1.tif')}</fileSec>" + physical(page(1, "i1"))
    document = only(write(tmp_path, images))
    assert (document.text, document.pages[0].image, document.warnings[0][:7]) == ("", "1.tif", "METS014")


def test_the_last_step_of_an_ocr_workflow_and_a_second_choice(tmp_path: Path) -> None:
    body = (
        f"<fileSec>{group('OCR-D-SEG', s1='alto/seg.xml', s2='alto/seg2.xml')}"
        f"{group('OCR-D-OCR', o1='alto/ocr.xml', o2='alto/lost.xml')}</fileSec>"
        + physical(page(1, "s1", "o1"), page(2, "s2", "o2"))
    )
    source = write(tmp_path, body, seg=alto("early"), ocr=alto("late"), seg2=alto("second choice"))
    document = only(source)
    assert document.text == "late\nsecond choice"
    assert len(document.warnings) == 1


def test_areas_of_newspapers_and_objects_without_a_physical_map(tmp_path: Path) -> None:
    area = '<div TYPE="PAGE" ORDER="1"><fptr><seq><par><area FILEID="t1"/></par></seq></fptr></div>'
    files = f"<fileSec>{group('ALTO', t1='alto/one.xml', t2='alto/two.xml')}</fileSec>"
    source = write(tmp_path, files + physical(area), one=alto("first"), two=alto("second"))
    assert only(source).text == "first"
    assert only(write(tmp_path, files)).text == "first\nsecond"


MODS = """<dmdSec ID="top"><mdWrap MDTYPE="MODS"><xmlData><mods xmlns="http://www.loc.gov/mods/v3"><titleInfo>
<title>The paper</title></titleInfo></mods></xmlData></mdWrap></dmdSec><dmdSec ID="d"><mdWrap MDTYPE="MODS"><xmlData>
<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo type="alternative" xml:lang="ara"><title>عنوان</title></titleInfo>
<titleInfo><nonSort>L'</nonSort><title>ambassade</title><partNumber>No. 3</partNumber></titleInfo>
<identifier type="doi">10.1/x</identifier><location><physicalLocation>Doha</physicalLocation>
<shelfLocator>QA 5/3</shelfLocator></location><recordInfo><recordIdentifier>r9</recordIdentifier></recordInfo>
<name><namePart>Doe, Ann</namePart><role><roleTerm>author</roleTerm></role></name>
<originInfo><place><placeTerm>Doha</placeTerm></place><publisher>Press</publisher>
<dateIssued point="start" qualifier="approximate">1970</dateIssued>
<dateIssued point="end">1972</dateIssued></originInfo>
<accessCondition xmlns:x="http://www.w3.org/1999/xlink" x:href="https://example.org/free">Free</accessCondition>
<physicalDescription><extent>4 leaves</extent></physicalDescription></mods></xmlData></mdWrap></dmdSec>"""


def test_the_description_of_the_issue_not_of_the_paper(tmp_path: Path) -> None:
    logical = (
        '<structMap TYPE="LOGICAL"><div TYPE="newspaper" DMDID="top"><mptr/><div TYPE="year"><div TYPE="issue" '
        'DMDID="d"><div TYPE="article"/><div TYPE="article"/></div></div></div></structMap>'
    )
    files = f"<fileSec>{group('ALTO', t1='alto/one.xml')}</fileSec>"
    document = only(write(tmp_path, MODS + files + logical, "", one=alto("x")))
    assert (document.id, document.title, document.extent) == ("QA 5/3", "L'ambassade. No. 3", "4 leaves")
    assert document.licence == "https://example.org/free"
    assert [(d.role, d.edtf) for d in document.dates] == [("publication", "1970~/1972~")]
    assert set(document.notes) >= {
        Note("title", "عنوان", "ar"), Note("name", "Doe, Ann (author)"), Note("publication", "Doha: Press"),
        Note("location", "Doha"), Note("use", "Free"),
    }  # fmt: skip


def test_dublin_core(tmp_path: Path) -> None:
    told = "".join(
        f"<dc:{name}>{value}</dc:{name}>"
        for name, value in (("title", "A letter"), ("identifier", "https://x.org/1"), ("identifier", "QA-3"),
                            ("date", "1948-08/1948-09"), ("language", "eng"), ("type", "Letter"), ("creator", "Roe"))
    )  # fmt: skip
    section = (
        f'<dmdSec ID="d"><mdWrap MDTYPE="DC"><xmlData><dc:dc xmlns:dc="http://purl.org/dc/elements/1.1/">{told}</dc:dc>'
        "</xmlData></mdWrap></dmdSec>"
    )
    document = only(write(tmp_path, section + f"<fileSec>{group('', t='alto/one.xml')}</fileSec>", "", one=alto("x")))
    assert (document.id, document.title, document.form, document.language) == ("QA-3", "A letter", "letter", "en")
    assert [(d.role, d.edtf) for d in document.dates] == [("existence", "1948-08/1948-09")]
    assert document.notes == (Note("name", "Roe"),)


def test_broken_files_are_rejected_and_have_no_parts() -> None:
    for text, code in (("<mets/>", "METS001"), (HEAD.format("") + "</mets>", "METS002"), ("<mets", "XML001")):
        with pytest.raises(InputRejected) as caught:
            read("mets", text)
        assert caught.value.code == code
    assert reader("mets").parts(Source("a.xml", "x", b"<mets")) == ()  # type: ignore[attr-defined]
