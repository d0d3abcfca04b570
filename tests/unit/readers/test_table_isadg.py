"""Descriptions by ISAD(G) in Arabic and English, AtoM's templates and Dublin Core."""

from __future__ import annotations

from reader_helpers import read, spans
from table_files import xlsx

from extractors.registry import reader, reader_for
from extractors.source import Source

ARABIC = """الرمز المرجعي,العنوان,التاريخ,مستوى الوصف,الحجم والوسيط,المنشئ,النطاق والمحتوى,اللغة,الأشخاص,الملف الرقمي
QA-7,أوراق وزارة الخارجية,1971-1999,مجموعة أرشيفية,12 صندوقا,وزارة الخارجية,,العربية,,
QA-7/1,المراسلات,١٩٩٢-١٩٩٥,سلسلة,,,,العربية,,
QA-7/1/4,رسالة من سفير دولة قطر في موسكو,12 مارس 1993,وثيقة,ورقتان,,"رسالة، مع مرفقات",\
"العربية، الروسية",الشيخ حمد بن جاسم; أحمد بن علي,QA-7_1_4.tif
"""
ENGLISH = [
    ["National collection"],
    ["Reference code", "Title", "Date(s)", "Level of description", "Parent reference", "Name of creator(s)", "Access"],
    ["B", "Letters to Almaty", "c. 1994", "Series", "A", "Ministry of Foreign Affairs | Al-Thani, Hamad", "Open"],
    ["A", "Papers of the embassy", "1993-1999", "Fonds"],
    ["B9", "Letter on gas", "5 May 1994", "Item", "B", None, "Open"],
]


def test_an_arabic_spreadsheet() -> None:
    assert reader_for(Source("كشف.csv", "x", ARABIC.encode())).name == "table"
    found = {d.id: d for d in read("table", ARABIC, "كشف.csv")}
    assert [(d.id, d.level, d.parent, d.rank) for d in found.values()] == [
        ("QA-7", "fonds", None, 1),
        ("QA-7/1", "series", "QA-7", 1),
        ("QA-7/1/4", "item", "QA-7/1", 1),
        ("QA-7/كشف/finding-aid", "item", None, None),
    ]
    letter = found["QA-7/1/4"]
    assert (letter.title_lang, letter.language, letter.form) == ("ar", None, "letter")
    assert letter.identifiers == ("dao:QA-7_1_4.tif",)
    assert [(word, label, role) for word, label, role, _ in spans(letter)] == [
        ("12 مارس 1993", "DATE", None),
        ("الشيخ حمد بن جاسم", "PERSON", "subject"),
        ("أحمد بن علي", "PERSON", "subject"),
    ]
    assert (letter.dates[0].edtf, letter.dates[0].role) == ("1993-03-12", "creation")
    assert found["QA-7/1"].dates[0].edtf == "1992/1995"
    assert spans(found["QA-7"])[1][:3] == ("وزارة الخارجية", "ORG", "creator")
    assert found["QA-7"].language == "ar"
    assert ("scope", "رسالة، مع مرفقات") in [(n.kind, n.text) for n in letter.notes]


def test_parents_come_before_their_parts_whatever_the_order_of_the_rows() -> None:
    found = list(reader("table").read(Source("a.xlsx", "x", xlsx({"Sheet1": ENGLISH}))))
    assert [(d.id, d.parent) for d in found[:3]] == [("A", None), ("B", "A"), ("B9", "B")]
    series = found[1]
    assert [(words, label) for words, label, _, _ in spans(series)] == [
        ("c. 1994", "DATE"),
        ("Ministry of Foreign Affairs", "ORG"),
        ("Al-Thani, Hamad", "PERSON"),
    ]
    assert series.dates[0].edtf == "1994~"
    assert [(note.kind, note.text) for note in series.notes] == [("access", "Open")]
    assert found[2].form == "letter"


def test_units_that_stand_under_each_other_stand_under_none() -> None:
    rows = "Reference code,Title,Parent reference\nA,One,B\nB,Two,A\nC,Three,B\n"
    *units, aid = read("table", rows, "a.csv")
    assert {d.id: d.parent for d in units} == {"A": None, "B": "A", "C": "B"}
    assert aid.warnings == ("TAB023 line 2: A stands under itself; the unit above it is left out",)


def test_an_unknown_level_or_language_is_kept_as_words() -> None:
    rows = "Reference code,Title,Level,Language\nA-1,One,Shelf,Klingon\n"
    unit, _ = read("table", rows, "a.csv")
    assert (unit.level, unit.language) == ("file", None)
    assert [(note.kind, note.text) for note in unit.notes] == [("level", "Shelf"), ("language", "Klingon")]
    assert [warning.split(":")[0] for warning in unit.warnings] == ["TAB025 line 2", "TAB026 line 2"]


def test_columns_that_no_profile_knows_are_notes() -> None:
    rows = "Reference code,Title,Date,Stored in\nA-1,One,1990,Box 4\n"
    unit, _ = read("table", rows, "a.csv")
    assert [(note.kind, note.text) for note in unit.notes] == [("general", "Stored in: Box 4")]
    assert unit.text.endswith("\n\nStored in: Box 4")


def test_an_export_of_atom_joins_its_reference_codes() -> None:
    rows = (
        "legacyId,parentId,qubitParentSlug,identifier,title,levelOfDescription,extentAndMedium,eventStartDates,"
        "eventEndDates,eventActors,scopeAndContent,digitalObjectURI\n"
        "100,,,F1,Embassy papers,Fonds,2 m,1992-01-01,1999-12-31,Embassy of Qatar,Papers,\n"
        "101,100,,S2,Letters,Series,,1993,,,,\n"
        "102,101,,3,Note to the ministry,Item,,,,,,https://example.org/3.jpg\n"
    )
    found = {d.id: d for d in read("table", rows, "atom.csv")}
    assert [(d.id, d.parent, d.level) for d in list(found.values())[:3]] == [
        ("F1", None, "fonds"), ("F1-S2", "F1", "series"), ("F1-S2-3", "F1-S2", "item"),
    ]  # fmt: skip
    assert [date.edtf for date in found["F1"].dates] == ["1992-01-01/1999-12-31"]
    assert [date.edtf for date in found["F1-S2"].dates] == ["1993"]
    assert found["F1-S2-3"].url == "https://example.org/3.jpg"


def test_dublin_core() -> None:
    rows = "dc:identifier\tdc:title\tdc:date\tdc:creator\tdc:language\nX 1\tLetter\t1993-03-12\tSmith, John\ten\n"
    unit, _ = read("table", rows, "dc.tsv")
    assert (unit.id, unit.level, unit.language, unit.dates[0].edtf) == ("X 1", "item", "en", "1993-03-12")
    assert spans(unit)[1][:3] == ("Smith, John", "PERSON", "creator")
