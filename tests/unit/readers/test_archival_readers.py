"""Finding aids and authority records."""

from __future__ import annotations

import pytest
from reader_helpers import eac, ead, spans

from extractors.document import Note
from extractors.readers.ead_levels import level_of


def test_the_finding_aid_is_a_record_that_describes_the_fond() -> None:
    found = ead('<archdesc level="fonds"><did><unitid>5</unitid><unittitle>Papers</unittitle></did></archdesc>')
    top, aid = found["KZ-5"], found["KZ-5/finding-aid"]
    assert (top.level, top.title, top.identifiers) == ("fonds", "Papers", ("5",))
    assert (aid.form, aid.describes, aid.title) == ("finding-aid", ("record:KZ-5",), "Inventory")


def test_creators_subjects_and_names_in_running_text() -> None:
    top = ead(
        '<archdesc level="fonds"><did><unittitle>Papers</unittitle><origination label="creator">'
        '<persname authfilenumber="A1">Doe, J.</persname></origination></did><scopecontent><head>Scope</head>'
        "<p>Letters from <geogname>Doha</geogname>, mostly.</p></scopecontent><controlaccess>"
        "<corpname>Ministry</corpname>"
        "<subject>Diplomacy</subject></controlaccess></archdesc>"
    )["KZ-5"]
    assert spans(top) == [
        ("Doe, J.", "PERSON", "creator", "A1"),
        ("Doha", "PLACE", None, None),
        ("Ministry", "ORG", "subject", None),
    ]
    assert "Letters from Doha, mostly." in top.text.split("\n")
    assert Note("scope", "Letters from Doha, mostly.", head="Scope") in top.notes
    assert Note("subject", "Diplomacy") in top.notes


def test_dates_of_sets_and_of_records() -> None:
    found = ead(
        '<archdesc level="fonds"><did><unitdate normal="1992/1999" certainty="approximate">c. 1992-1999</unitdate>'
        "</did>"
        '<dsc><c id="i" level="item"><did><unittitle>Letter, '
        '<unitdate normal="1993-07-01">1 July 1993</unitdate></unittitle>'
        "</did></c></dsc></archdesc>"
    )
    (fonds,), (item,) = found["KZ-5"].dates, found["KZ-5/i"].dates
    assert (fonds.edtf, fonds.role, fonds.latest) == ("1992~/1999~", "accumulation", "1999-12-31")
    assert (item.edtf, item.role, item.method) == ("1993-07-01", "creation", "catalogue")
    assert found["KZ-5/i"].title == "Letter, 1 July 1993"


def test_ids_come_from_the_archive() -> None:
    unit = "<c{}><did><unitid>{}</unitid><unittitle>T</unittitle></did>{}</c>"
    inner = unit.format("", "7", "")
    found = ead(
        '<archdesc level="fonds"><did><unitid>5</unitid></did><dsc>'
        + unit.format(' id="x"', "1", inner)
        + unit.format("", "2", inner)
        + "<c><did><unittitle>No number</unittitle></did></c></dsc></archdesc>"
    )
    assert list(found) == ["KZ-5", "KZ-5/x", "KZ-5/1/7", "KZ-5/2", "KZ-5/2/7", "KZ-5/c3", "KZ-5/finding-aid"]
    assert [warning[:6] for warning in found["KZ-5"].warnings] == ["EAD011", "EAD011", "EAD012"]
    assert found["KZ-5/2/7"].parent == "KZ-5/2"


def test_a_full_call_number_is_the_id() -> None:
    unit = "<c><did><unitid>{}</unitid><unittitle>T</unittitle></did>{}</c>"
    inner = unit.format("ф. 1, оп. 2, д. 3", unit.format("ф. 1, оп. 2, д. 3, л. 4", ""))
    found = ead(
        '<archdesc level="fonds"><did><unitid>ф. 1</unitid></did><dsc>'
        + unit.format("ф. 1, оп. 2", inner)
        + unit.format("ф. 12, оп. 1", "")
        + "</dsc></archdesc>"
    )
    assert list(found)[1:-1] == ["ф. 1, оп. 2", "ф. 1, оп. 2, д. 3", "ф. 1, оп. 2, д. 3, л. 4", "KZ-5/ф. 12, оп. 1"]
    assert found["ф. 1, оп. 2, д. 3, л. 4"].parent == "ф. 1, оп. 2, д. 3"
    assert {document.text_kind for document in found.values()} == {"description", "content"}


@pytest.mark.parametrize(
    ("level", "other", "top", "parts", "expected"),
    [
        ("otherlevel", "опись", False, True, "opis"),
        ("otherlevel", "Қор", True, True, "fond"),
        ("recordgrp", None, False, True, "subfonds"),
        ("recordgrp", None, True, True, "fonds"),
        ("otherlevel", "binder", False, False, "file"),
        (None, None, False, True, "series"),
        (None, "delo", False, False, "delo"),
        ("item", None, False, False, "item"),
    ],
)
def test_levels(level: str | None, other: str | None, top: bool, parts: bool, expected: str) -> None:
    assert level_of(level, other, top, parts) == expected


def test_digital_objects() -> None:
    found = ead(
        '<archdesc level="fonds"><did/><dsc><c id="a"><did><unittitle>T</unittitle><dao href="https://example.org/1"/>'
        '</did><daogrp><daoloc href="img_0001.jpg"/></daogrp></c></dsc></archdesc>'
    )
    assert (found["KZ-5/a"].url, found["KZ-5/a"].identifiers) == ("https://example.org/1", ("dao:img_0001.jpg",))


def test_a_person_of_an_authority_record() -> None:
    document = eac(
        "<entityId>ISNI 0000 0001 2345 6789</entityId><entityType>person</entityType>"
        '<nameEntry><part localType="surname">Nazarbayev</part><part localType="forename">Nursultan</part></nameEntry>'
        '<nameEntry xml:lang="kaz" scriptCode="Cyrl" localType="preferred"><part>Назарбаев Нұрсұлтан</part><useDates>'
        '<dateRange><fromDate standardDate="1991">1991</fromDate></dateRange></useDates></nameEntry>',
        '<existDates><dateRange><fromDate standardDate="1940-07-06">6 July 1940</fromDate></dateRange></existDates>'
        "<biogHist><p>President.</p></biogHist>",
    )
    (entity,) = document.entities
    assert [(n.value, n.lang, n.preferred, n.used_from) for n in entity.names] == [
        ("Nazarbayev, Nursultan", None, False, None),
        ("Назарбаев Нұрсұлтан", "kk-Cyrl", True, "1991"),
    ]
    assert [(d.role, d.edtf) for d in entity.dates] == [("birth", "1940-07-06")]
    assert (entity.local_id, entity.label, entity.identifiers) == ("KZ-A1", "PERSON", ("isni:0000000123456789",))
    assert entity.description == "President."
    assert document.describes == ("KZ-A1",)
    assert document.title == "Назарбаев Нұрсұлтан"


def test_relations_of_a_body_can_be_quoted() -> None:
    document = eac(
        "<entityType>corporateBody</entityType><nameEntry><part>Ministry</part></nameEntry>",
        '<existDates><dateRange><fromDate standardDate="1992">1992</fromDate></dateRange></existDates>',
        '<cpfRelation cpfRelationType="hierarchical-parent" xlink:href="KZ-A0">'
        "<relationEntry>Government</relationEntry>"
        '<dateRange><fromDate standardDate="1992">1992</fromDate><toDate standardDate="1999">1999</toDate></dateRange>'
        "<descriptiveNote><p>@isControlledBy@</p></descriptiveNote></cpfRelation>"
        '<cpfRelation cpfRelationType="temporal-earlier" xlink:href="KZ-B"><relationEntry>Commissariat</relationEntry>'
        '</cpfRelation><cpfRelation cpfRelationType="identity" xlink:href="https://example.org/m"><relationEntry>M'
        "</relationEntry></cpfRelation>",
    )
    (entity,) = document.entities
    parent, earlier = entity.relations
    assert (parent.type, parent.target, parent.target_name) == ("controlled_by", "KZ-A0", "Government")
    assert parent.date is not None
    assert parent.date.edtf == "1992/1999"
    assert document.text[parent.start : parent.end].startswith("Government")
    assert (earlier.type, earlier.target) == ("predecessor", "KZ-B")
    assert entity.identifiers == ("https://example.org/m",)
    assert [(d.role, d.edtf) for d in entity.dates] == [("existence", "1992/..")]


def test_what_is_for_internal_use_is_closed_with_all_below_it_and_a_header_still_names_the_aid() -> None:
    parts = '<dsc audience="internal"><c level="item"><did><unitid>1</unitid></did></c></dsc>'
    found = ead(f'<archdesc level="fonds"><did><unitid>5</unitid></did>{parts}</archdesc>')
    item = next(document for key, document in found.items() if document.level == "item" and "aid" not in key)
    assert item.access is not None
    assert item.access.status == "closed"
    assert found["KZ-5"].access is None


def test_two_components_never_share_an_id() -> None:
    nameless = '<c01 level="file"><did/></c01>'
    parts = f'<dsc><c01 id="c2" level="file"><did/></c01>{nameless}{nameless}</dsc>'
    found = ead(f'<archdesc level="fonds"><did><unitid>5</unitid></did>{parts}</archdesc>')
    files = [key for key, document in found.items() if document.level == "file"]
    assert len(files) == len(set(files)) == 3
    assert "KZ-5/c2" in files
