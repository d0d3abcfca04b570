"""The small parts that readers share: text, dates, languages, references, forms."""

from __future__ import annotations

import pytest
from lxml import etree

from extractors.readers.language_codes import language_tag, name_tag
from extractors.readers.machine_dates import OPEN, bounds, circa, edtf_day, edtf_interval, edtf_normal
from extractors.readers.registry_ids import registry_id
from extractors.readers.tei_forms import form_of
from extractors.readers.tei_references import external, pointers
from extractors.readers.text_builder import TextBuilder, span


def test_white_space_is_folded_and_blocks_stand_alone() -> None:
    out = TextBuilder()
    for piece in ("  The ", "\n  embassy", ",\u00a0in"):
        out.add(piece)
    out.break_line()
    out.add(" Doha ")
    out.add("\n")
    assert out.text == "The embassy, in\nDoha"
    assert out.size == len(out.text)


def test_a_stretch_is_where_its_words_are() -> None:
    out = TextBuilder()
    out.add("to ")
    start = out.size
    out.add("Қазақстан")
    end = out.size
    out.add(" today")
    assert out.text[slice(*span(out.text, start, end))] == "Қазақстан"
    assert span("  ", 0, 2) == (2, 2)


def test_lines_tell_where_they_stand() -> None:
    out = TextBuilder()
    places = [out.add_line(line) for line in ("one  two", "", "three")]
    assert [out.text[start:end] for start, end in places] == ["one two", "", "three"]


@pytest.mark.parametrize(
    ("value", "edtf"),
    [("1948-08-02", "1948-08-02"), ("1948", "1948"), ("1977-01-20T10:00:00", "1977-01-20"), ("19480802", "1948-08-02"),
     ("1977-02-30", None), ("--05-03", None), ("17993", None), ("", None), (None, None), ("1914-06-31", None)],
)  # fmt: skip
def test_iso_values(value: str | None, edtf: str | None) -> None:
    assert edtf_day(value) == edtf


def test_intervals_and_their_bounds() -> None:
    assert edtf_normal("1932-01-01/1990-12-31") == "1932-01-01/1990-12-31"
    assert edtf_normal("1904/1904") == "1904"
    assert edtf_interval("1998", OPEN) == "1998/.."
    assert edtf_interval("", "1998-02") == "/1998-02"
    assert edtf_interval(OPEN, "") is None
    assert bounds("1904-02") == ("1904-02-01", "1904-02-29")
    assert bounds("1998/..") == ("1998-01-01", None)
    assert bounds(circa("1900/1906")) == ("1900-01-01", "1906-12-31")
    assert circa("1998/..") == "1998~/.."


def test_languages() -> None:
    assert [language_tag(code) for code in ("kaz", "ara", "fr", "ota", "ar-Latn-x-ijmes", "", None)] == [
        "kk", "ar", "fr", "ota", "ar-Latn-x-ijmes", None, None,
    ]  # fmt: skip
    assert name_tag("kaz", "Cyrl") == "kk-Cyrl"
    assert name_tag("fre", "Latn") == "fr"
    assert name_tag("ara", "Latn") == "ar-Latn"


def _element(markup: str) -> etree._Element:
    return etree.fromstring(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{markup}</TEI>')[0]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<persName corresp="#p_A"/>', ("vol1#p_A",)),
        ('<persName corresp="frus1969-76v12#p_A"/>', ("frus1969-76v12#p_A",)),
        ('<persName corresp="frus1969-76v12.xml#p_A"/>', ("frus1969-76v12#p_A",)),
        ('<persName ref="viaf:90635782 oape:pers:49"/>', ("oape:pers:49", "viaf:90635782")),
        ('<placeName ref="geon:170654 wiki:Q1"/>', ("wikidata:Q1", "geonames:170654")),
        ('<persName corresp="#"/>', ()),
        ('<persName ref="file:/Users/x/y.xml#z"/>', ()),
        ('<placeName key="qa"/>', ("vol1#key:qa",)),
        ('<ref target="/departmenthistory/people/doe-john">x</ref>', ("pocom:doe-john",)),
        ('<ref target="https://example.org/people/doe">x</ref>', ()),
        ("<persName/>", ()),
    ],
)
def test_editors_pointers(markup: str, expected: tuple[str, ...]) -> None:
    assert pointers(_element(markup), "vol1") == expected


def test_identifiers_of_registers() -> None:
    assert external("oape", "73", "pers") == "oape:pers:73"
    assert external("geon", "281184") == "geonames:281184"
    assert external("url", "https://example.org/a") == "https://example.org/a"
    assert external("VIAF", "viaf:1") == "viaf:1"


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("106. Memorandum From the Assistant to President Carter", "memorandum"),
        ("12. Memorandum of Conversation", "memorandum-of-conversation"),
        ("No. 7 Telegram From the Embassy to the Department", "telegram"),
        ("1. Editorial Note", "editorial-note"),
        ("Письмо посла", "letter"),
        ("Newsletters of the bureau", None),
        ("", None),
    ],
)
def test_forms(title: str, form: str | None) -> None:
    assert form_of(title) == form


def test_a_form_told_by_the_mark_up_goes_first() -> None:
    assert form_of("Memorandum", "item", "article") == "article"


@pytest.mark.parametrize(
    ("value", "source", "expected"),
    [
        ("https://viaf.org/viaf/90635782/", "", "viaf:90635782"),
        ("http://www.wikidata.org/entity/Q232", "", "wikidata:Q232"),
        ("https://sws.geonames.org/290030/", "", "geonames:290030"),
        ("290030", "geonames", "geonames:290030"),
        ("n79021164", "naf", "lcnaf:n79021164"),
        ("FRAN_NP_050789", "", "FRAN_NP_050789"),
        ("d3ndf", "FRAN_RI_004", "d3ndf"),
        ("https://example.org/viaf/1", "", "https://example.org/viaf/1"),
    ],
)
def test_ids_of_public_registries(value: str, source: str, expected: str) -> None:
    assert registry_id(value, source) == expected
