"""Page transcriptions, authority lists, Markdown, plain text, the Office of the Historian's records."""

from __future__ import annotations

import pytest
from reader_helpers import read, sample, spans

from extractors.document import Box, Note
from extractors.errors import InputRejected

MISSION = """<country-mission><territory-id>qatar</territory-id><chiefs><chief><id>qa-1</id>
<person-id>doe-john-a</person-id>
<role-title-id>ambassador-e-p</role-title-id><contemporary-territory-id>qatar</contemporary-territory-id>
<appointed><date>1990-01-02</date></appointed><started><date>1990-02-03</date></started><ended><date/></ended>
<note>Embassy moved.</note><created-by>x</created-by></chief></chiefs><other-nominees><chief><id>qa-2</id>
<person-id>roe-ann</person-id><role-title-id>ambassador-e-p</role-title-id>
<contemporary-territory-id>qatar</contemporary-territory-id></chief></other-nominees></country-mission>"""
RECORDS = """<records><trip who="doe-john"><id>7</id><role>president</role><name>John Doe</name>
<start-date>2000-04-15</start-date><end-date>2000-04-16</end-date><country id="kazakhstan">Kazakhstan</country>
<locale>Astana, Almaty</locale><remarks>Met with officials.</remarks></trip><visit><id>7</id>
<start-date>1992-05-18</start-date><end-date>1992-05-20</end-date><visitor>President N.</visitor>
<from id="kazakhstan">Kazakhstan</from><description>Official working visit.</description></visit></records>"""


def test_an_alto_page_keeps_lines_boxes_and_confidence() -> None:
    (document,) = read("alto", sample("alto"))
    first, second = document.pages[0].lines
    assert document.text == "Посол при-\nбыл"
    assert (first.box, first.baseline, first.confidence) == (Box(10, 20, 300, 40), ((10, 55), (310, 55)), 0.75)
    assert document.text[second.span.start : second.span.end] == "был"
    assert (document.id, document.instantiates, document.pages[0].number) == ("page-12", "KZ-5/op1/2", "12")


def test_alto_in_another_unit_has_no_boxes_and_says_so() -> None:
    text = sample("alto").replace(">pixel<", ">mm10<")
    (document,) = read("alto", text)
    assert document.pages[0].lines[0].box is None
    assert document.warnings[0].startswith("ALTO011")


def test_page_regions_come_in_reading_order() -> None:
    (document,) = read("page", sample("page"))
    assert document.text == "السطر الأول\nالسطر الثاني"
    first = document.pages[0].lines[0]
    assert (first.box, first.baseline, first.confidence) == (Box(5, 10, 100, 30), ((5, 35), (105, 35)), 0.8)
    assert (document.id, document.pages[0].image, document.form) == ("ms_3", "ms_3.jpg", "page-transcription")


def test_three_shapes_of_authority_entries() -> None:
    (document,) = read("authority-list", sample("authority-list"), "people.jsonl")
    editors, register, body = document.entities
    assert (editors.local_id, editors.identifiers) == ("vol1#p_A", ("histstate-people:7",))
    assert (register.local_id, register.identifiers) == ("histstate-people:7", ("viaf:12",))
    assert [(d.role, d.edtf) for d in register.dates] == [("birth", "1930")]
    assert (body.label, [name.value for name in body.names]) == ("ORG", ["Ministry", "Министерство"])
    assert document.text[editors.start : editors.end] == "A, John, Ambassador"


def test_one_bad_line_stops_nothing_and_is_told() -> None:
    good = '{"id": "a", "names": ["A"]}'
    bad = ["{", "[]", '{"id": "b", "names": []}', '{"id": "c", "kind": "cat", "names": ["C"]}', good]
    (document,) = read("authority-list", "\n".join([good, *bad]), "l.jsonl")
    assert [entity.local_id for entity in document.entities] == ["a"]
    assert [warning.split(":")[0] for warning in document.warnings] == [
        "JSONL001 line 2", "JSONL002 line 3", "JSONL002 line 4", "JSONL002 line 5", "JSONL003 line 6",
    ]  # fmt: skip


def test_markdown_paragraphs_are_whole_and_without_marks() -> None:
    text = (
        "---\ntitle: A call\ndate: 2024-05-06\nid: call-7\nlanguage: en\ntags: [a, b]\nx: 1\n---\n"
        "The President of\n**Kazakhstan** met [the Amir](https://example.org).\n\n# Next\n- One *of\n  two*\n- Three\n"
    )
    (document,) = read("markdown", text, "f.md")
    assert document.text == "The President of Kazakhstan met the Amir.\n# Next\n- One of two\n- Three"
    assert (document.id, document.title, document.language, document.dates[0].edtf) == (
        "call-7",
        "A call",
        "en",
        "2024-05-06",
    )
    assert document.notes == (Note("subject", "a"), Note("subject", "b"), Note("x", "1"))


NESTED = [sign * 5_000 for sign in ("[", "{a: ", "- ", "-\t", "? ")]


@pytest.mark.parametrize(
    "matter", ["a: [", "- a", "a: &x 1\nb: *x", "d: 2020-13-45", *(pytest.param(m, id=m[:3].strip()) for m in NESTED)]
)
def test_broken_front_matter_is_rejected(matter: str) -> None:
    with pytest.raises(InputRejected) as caught:
        read("markdown", f"---\n{matter}\n---\nWords.\n", "f.md")
    assert caught.value.code == "MD001"


def test_text_that_is_not_utf_8_names_the_byte() -> None:
    from extractors.registry import reader
    from extractors.source import Source

    with pytest.raises(InputRejected) as caught:
        list(reader("text").read(Source("a.txt", "x", b"one\ntwo " + "три".encode("cp1251"))))
    assert (caught.value.code, caught.value.where) == ("TXT001", "a.txt:2:5")


def test_a_chief_of_mission_held_a_position() -> None:
    mission, chief, nominee = read("histstate", MISSION)
    (held,) = chief.entities[0].relations
    assert (chief.id, chief.parent, chief.source_id) == ("pocom/qa-1", mission.id, mission.id)
    assert (held.type, held.target, held.target_label) == ("held_position", "position:ambassador-e-p/qatar", "POSITION")
    assert held.target_name == "Ambassador Extraordinary and Plenipotentiary to Qatar"
    assert held.date is not None
    assert held.date.edtf == "1990-02-03/.."
    assert "started: 1990-02-03" in chief.text[held.start : held.end]
    assert ("doe-john-a", "PERSON", None, "pocom:doe-john-a") in spans(chief)
    assert nominee.entities[0].relations == ()
    assert Note("created-by", "x") in chief.notes


def test_travels_and_visits_are_events() -> None:
    trip, visit = read("histstate", RECORDS)
    event = trip.entities[0]
    assert (event.event_type, event.dates[0].edtf, event.dates[0].role) == (
        "official-travel",
        "2000-04-15/2000-04-16",
        "event",
    )
    assert [(r.type, r.target_name) for r in event.relations] == [
        ("participant", "John Doe"), ("location", "Kazakhstan"), ("location", "Astana"), ("location", "Almaty"),
    ]  # fmt: skip
    assert visit.entities[0].event_type == "working-visit"
    assert ("President N.", "PERSON", None, "visits:7#visitor") in spans(visit)
    assert {trip.id, visit.id} == {"travels/president/7", "visits/7"}
