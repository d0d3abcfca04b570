"""EAD3: what differs from EAD 2002, and that the same finding aid gives the same Documents in both."""

from __future__ import annotations

import pytest
from reader_helpers import read, sample, spans

from extractors.document import Document, Note

HEAD = '<ead xmlns="http://ead3.archivists.org/schema/"><control><recordid>KZ-7</recordid></control>'


def unit(did: str, rest: str = "", level: str = "file") -> Document:
    """The described unit of a finding aid with that did."""
    text = f'{HEAD}<archdesc level="{level}"><did>{did}</did>{rest}</archdesc></ead>'
    return read("ead3", text)[0]


def test_the_sample_whole() -> None:
    top, opis, item, aid = read("ead3", sample("ead3"))
    assert [d.id for d in (top, opis, item, aid)] == ["KZ-7", "KZ-7/1", "KZ-7/l1", "KZ-7/finding-aid"]
    assert [d.level for d in (top, opis, item)] == ["fond", "opis", "item"]
    assert (top.extent, top.language, top.title_lang) == ("12 іс", "ru", "kk")
    assert (item.url, item.identifiers) == ("https://example.org/iiif/2", ("2", "dao:scans/0001.tif"))
    assert (item.title_lang, item.form, opis.title_lang) == ("ru", "letter", "kk")
    assert (aid.language, aid.url, aid.describes) == ("kk", "https://example.org/fa/7", ("record:KZ-7",))
    assert Note("cpfrelation", "KZ-A2 Посольство", head="cpfrelation", ref="KZ-A2") in top.notes


@pytest.mark.parametrize(
    ("finding_aid", "material", "title", "lang"),
    [
        ("ara", ["eng"], "Opening of the Embassy", "en"),
        ("ara", ["eng"], "افتتاح السفارة", "ar"),
        ("ara", ["eng", "fre"], "Opening of the Embassy", "und-Latn"),
        ("ara", ["rus"], "Opening of the Embassy", "und-Latn"),
        ("eng", ["fre"], "Letters", "en"),
        (None, ["fre"], "Letters", "und-Latn"),
    ],
)
def test_a_title_is_of_the_finding_aid_s_language_or_of_the_material_s_only_one(
    finding_aid: str | None, material: list[str], title: str, lang: str
) -> None:
    told = f'<languagedeclaration><language langcode="{finding_aid}"/></languagedeclaration>' if finding_aid else ""
    languages = "".join(f'<language langcode="{code}"/>' for code in material)
    did = f"<did><unittitle>{title}</unittitle><langmaterial>{languages}</langmaterial></did>"
    text = f'{HEAD.replace("</control>", f"{told}</control>")}<archdesc level="file">{did}</archdesc></ead>'
    assert read("ead3", text)[0].title_lang == lang


def test_parts_of_a_name_stay_apart_and_are_read_as_one_name() -> None:
    top = read("ead3", sample("ead3"))[0]
    assert spans(top) == [
        ("1992 1999 ш.", "DATE", None, None),
        ("Сыртқы істер министрлігі", "ORG", "creator", "KZ-A1"),
        ("Kissinger Henry 1923-2023", "PERSON", "subject", "viaf:90635782"),
        ("الدوحة 25.28 51.53", "PLACE", "subject", "KZ-7#place:الدوحة"),
    ]
    assert [m.normal for m in top.mentions] == [None, None, "Kissinger, Henry", "الدوحة"]
    (place,) = top.entities
    assert (place.local_id, place.latitude, place.longitude) == ("KZ-7#place:الدوحة", 25.28, 51.53)


@pytest.mark.parametrize(
    ("told", "edtf", "earliest", "latest"),
    [
        ('<datesingle standarddate="1993-07-01">1 July 1993</datesingle>', "1993-07-01", "1993-07-01", "1993-07-01"),
        ('<datesingle standarddate="1993" certainty="circa">c. 1993</datesingle>', "1993~", "1993-01-01", "1993-12-31"),
        ('<datesingle notbefore="1991" notafter="1993">early</datesingle>', "[1991..1993]", "1991-01-01", "1993-12-31"),
        ('<datesingle notafter="1993">before</datesingle>', "[..1993]", None, "1993-12-31"),
        (
            '<daterange><fromdate standarddate="1991">a</fromdate><todate standarddate="1993">b</todate></daterange>',
            "1991/1993", "1991-01-01", "1993-12-31",
        ),
        ('<daterange><fromdate standarddate="1991">a</fromdate></daterange>', "1991/..", "1991-01-01", None),
        ('<daterange><todate standarddate="1991">b</todate></daterange>', "../1991", None, "1991-12-31"),
        (
            '<daterange><fromdate notbefore="1990">a</fromdate><todate notafter="1993">b</todate></daterange>',
            "1990/1993", "1990-01-01", "1993-12-31",
        ),
        ('<daterange><fromdate>1991?</fromdate><todate/></daterange>', None, None, None),
        ('<datesingle standarddate="-0044" era="bce">44 BC</datesingle>', None, None, None),
    ],
)  # fmt: skip
def test_structured_dates(told: str, edtf: str | None, earliest: str | None, latest: str | None) -> None:
    (date,) = unit(f"<unitdatestructured>{told}</unitdatestructured>", level="item").dates
    assert (date.edtf, date.earliest, date.latest, date.role) == (edtf, earliest, latest, "creation")


def test_each_date_of_a_set_is_one_and_bulk_dates_are_known_as_such() -> None:
    top = unit(
        '<unitdatestructured><dateset><datesingle standarddate="1991">1991</datesingle><daterange><fromdate '
        'standarddate="1993">1993</fromdate><todate standarddate="1995">1995</todate></daterange></dateset>'
        '</unitdatestructured><unitdate unitdatetype="bulk" normal="1993/1994">bulk 1993-1994</unitdate>'
    )
    assert [(d.edtf, d.role) for d in top.dates] == [
        ("1991", "accumulation"), ("1993/1995", "accumulation"), ("1993/1994", "bulk")
    ]  # fmt: skip
    assert [top.text[d.start : d.end] for d in top.dates] == ["1991", "1993 1995", "bulk 1993-1994"]


def test_a_chronology_and_its_dates() -> None:
    top = unit(
        "<unittitle>T</unittitle>",
        "<bioghist><chronlist><chronitem><datesingle standarddate='1998-05'>May 1998</datesingle><chronitemset>"
        "<geogname><part>Doha</part></geogname><event>State visit</event></chronitemset></chronitem></chronlist>"
        "</bioghist>",
    )
    assert [(d.edtf, d.role) for d in top.dates] == [("1998-05", None)]
    assert "May 1998" in top.text
    assert Note("biography", "May 1998\nDoha\nState visit") in top.notes


def test_no_component_is_taken_for_words_of_its_parent() -> None:
    top = unit("<unittitle>T</unittitle>", "<dsc><c01><did><unittitle>Inner</unittitle></did></c01></dsc>")
    assert "Inner" not in top.text
