"""Authority records: parallel names, dates, places and relations, as 1.0 and 2.0 have them."""

from __future__ import annotations

import pytest
from reader_helpers import eac, read, sample

from extractors.document import Note
from extractors.readers.coordinates import latitude_longitude
from extractors.readers.eac_relation_types import relation_type

BODY = "<entityType>corporateBody</entityType><nameEntry><part>Ministry</part></nameEntry>"
PERSON = "<entityType>person</entityType><nameEntry><part>A. B.</part></nameEntry>"


def test_the_sample_of_version_2_whole() -> None:
    (document,) = read("eac-cpf-2", sample("eac-cpf-2"))
    person, place = document.entities
    assert (document.language, document.identifiers, document.describes) == ("ru", ("old-7",), ("KZ-P7",))
    assert [(n.value, n.lang, n.preferred, n.scheme) for n in person.names] == [
        ("Токаев, Касым-Жомарт", "ru", True, None), ("Тоқаев Қасым-Жомарт", "kk-Cyrl", False, None),
        ("توكاييف، قاسم جومارت", "ar", False, None), ("Tokaev", "ru-Latn", False, "alalc"),
    ]  # fmt: skip
    assert {name.parallel for name in person.names} == {None, "Токаев, Касым-Жомарт"}
    assert [(d.role, d.edtf) for d in person.dates] == [("birth", "1953-05-17")]
    assert person.identifiers == ("wikidata:Q123",)
    member, birth, work = person.relations
    assert (member.type, member.target, member.target_label, member.note) == ("member_of", "KZ-A1", "ORG", "член")
    assert member.date is not None
    assert member.date.edtf == "1994/1999"
    assert (birth.type, birth.target) == ("birth_place", place.local_id)
    assert (work.type, work.target, work.target_name) == ("occupation", "occupation:дипломат", "дипломат")
    assert work.date is not None
    assert work.date.edtf == "1975/.."
    assert (place.label, place.latitude, place.longitude) == ("PLACE", 43.24, 76.89)
    assert ("resource", "https://example.org/fond") in [(note.kind, note.ref) for note in document.notes]
    assert Note("history", "Министр, см. биографию.", about="KZ-P7") in document.notes


def test_parallel_forms_of_version_1_are_known_as_such() -> None:
    entity = eac(
        "<entityType>person</entityType><nameEntry><part>Alias</part></nameEntry><nameEntryParallel>"
        '<nameEntry xml:lang="ara" scriptCode="Arab"><part>حمد</part><part>آل ثاني</part></nameEntry>'
        '<nameEntry xml:lang="ara" scriptCode="Latn" transliteration="ala-lc"><part>Hamad</part><part>Al Thani</part>'
        "<preferredForm>x</preferredForm></nameEntry><authorizedForm>rda</authorizedForm><useDates><dateSet><date "
        'standardDate="1995">1995</date><dateRange><fromDate standardDate="1996">1996</fromDate><toDate '
        'standardDate="2013">2013</toDate></dateRange></dateSet></useDates></nameEntryParallel>',
        "",
    ).entities[0]
    assert [(n.value, n.lang, n.preferred, n.parallel) for n in entity.names] == [
        ("Alias", None, False, None),
        ("حمد آل ثاني", "ar", False, None),
        ("Hamad Al Thani", "ar-Latn", True, "حمد آل ثاني"),
    ]  # fmt: skip
    assert [(n.used_from, n.used_to, n.scheme) for n in entity.names[1:]] == [("1995", "2013", "rda")] * 2


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ('<date standardDate="1992">1992</date>', [("existence", "1992")]),
        (
            '<dateSet><dateRange><fromDate standardDate="1920">1920</fromDate><toDate standardDate="1936">1936</toDate>'
            '</dateRange><dateRange><fromDate standardDate="1992">1992</fromDate></dateRange></dateSet>',
            [("existence", "1920/1936"), ("existence", "1992/..")],
        ),
        ('<dateRange><fromDate notBefore="1990" notAfter="1992">c</fromDate></dateRange>', [("existence", "1990/..")]),
    ],
)
def test_existence_of_a_body(told: str, expected: list[tuple[str, str]]) -> None:
    entity = eac(BODY, f"<existDates>{told}</existDates>").entities[0]
    assert [(date.role, date.edtf) for date in entity.dates] == expected


def test_birth_is_known_where_death_is_not() -> None:
    told = (
        '<dateRange><fromDate notBefore="1880" notAfter="1885">about 1882</fromDate><toDate localType="approx" '
        'standardDate="1938">1938?</toDate></dateRange>'
    )
    entity = eac(PERSON, f"<existDates>{told}</existDates>").entities[0]
    assert [(d.role, d.edtf, d.earliest) for d in entity.dates] == [
        ("birth", "[1880..1885]", "1880-01-01"), ("death", "1938~", "1938-01-01")
    ]  # fmt: skip


def test_places_keep_their_roles_dates_and_coordinates() -> None:
    document = eac(
        PERSON,
        '<places><place><placeRole>Birth</placeRole><placeEntry latitude="25.28" longitude="51.53" vocabularySource='
        '"https://sws.geonames.org/290030/">Doha</placeEntry></place></places><place><placeRole>residence</placeRole>'
        '<placeEntry>Almaty</placeEntry><dateRange><fromDate standardDate="1950">1950</fromDate></dateRange></place>',
    )
    person, doha = document.entities
    assert [(r.type, r.target, r.note, r.date.edtf if r.date else None) for r in person.relations] == [
        ("birth_place", "geonames:290030", "Birth", None), ("location", "KZ-A1#place:Almaty", "residence", "1950/..")
    ]  # fmt: skip
    assert (doha.local_id, doha.identifiers, doha.latitude) == ("geonames:290030", ("geonames:290030",), 25.28)
    assert [m.reference for m in document.mentions] == ["geonames:290030", "KZ-A1#place:Almaty"]


def test_functions_occupations_and_mandates_are_notes_with_their_dates() -> None:
    dated = "<dateRange><fromDate standardDate='1992'>1992</fromDate><toDate>1999</toDate></dateRange>"
    notes = eac(
        BODY,
        f"<functions><function><term>diplomacy</term>{dated}</function></functions><mandate><term>Decree 1</term>"
        f"{dated}</mandate><occupation><term>clerk</term></occupation><somethingNew><p>kept</p></somethingNew>",
    ).notes
    assert [(note.kind, note.text) for note in notes] == [
        ("functions", "diplomacy\n1992 1999"), ("mandates", "Decree 1\n1992 1999"), ("occupation", "clerk"),
        ("somethingNew", "kept"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "roles", "label", "target", "expected"),
    [
        ("hierarchical-parent", [], "ORG", "ORG", "part_of"),
        ("hierarchical-parent", ["isControlledBy"], "ORG", "ORG", "controlled_by"),
        ("hierarchical-parent", [], "PERSON", None, "member_of"),
        ("hierarchical-child", [], "ORG", "PERSON", "has_member"),
        ("hierarchical-child", [], "PERSON", "PERSON", "associated"),
        ("temporal-earlier", [], "ORG", None, "predecessor"),
        ("temporal-later", [], "ORG", None, "successor"),
        ("temporal", [], "ORG", None, "associated"),
        ("hierarchical", [], "ORG", None, "associated"),
        ("family", [], "PERSON", "PERSON", "family"),
        ("family", ["daughter"], "PERSON", "PERSON", "child"),
        ("family", ["супруга"], "PERSON", "PERSON", "spouse"),
        ("associative", ["https://www.ica.org/standards/RiC/ontology#isOrWasLeaderOf"], "PERSON", "ORG", "leader_of"),
        ("الشقيق", ["شقيق"], "PERSON", "PERSON", "sibling"),
        ("", [], "ORG", None, "associated"),
        ("associative", ["глава представительства"], "PERSON", "ORG", "leader_of"),
        ("associative", ["isDirectorOf"], "ORG", "PERSON", "led_by"),
        ("associative", ["руководитель"], "ORG", "PERSON", "led_by"),
        ("associative", ["глава представительства"], "PERSON", "PERSON", "associated"),
        ("associative", ["преемник на посту президента"], "PERSON", "PERSON", "successor"),
        ("associative", ["сын на посту президента"], "PERSON", "PERSON", "associated"),
    ],
)
def test_relation_types(told: str, roles: list[str], label: str, target: str | None, expected: str) -> None:
    assert relation_type(told, roles, label, target) == expected  # type: ignore[arg-type]


def test_a_family_is_labelled_as_a_group_and_said_to_be_a_family() -> None:
    document = eac("<entityType>family</entityType><nameEntry><part>Al Thani</part></nameEntry>", "")
    assert document.entities[0].label == "ORG"
    assert document.entities[0].family


def test_several_identities_are_several_entities() -> None:
    text = sample("eac-cpf-2")
    start, end = text.index("<cpfDescription>"), text.index("</eac>")
    both = f"{text[:start]}<multipleIdentities>{text[start:end]}{text[start:end]}</multipleIdentities></eac>"
    (document,) = read("eac-cpf-2", both)
    assert [e.local_id for e in document.entities] == ["KZ-P7", "KZ-P7#identity-2", "KZ-P7#place:Алма-Ата"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("25.28", "51.53"), (25.28, 51.53)),
        ((None, None, "25.28, 51.53"), (25.28, 51.53)),
        ((None, None, "25.28 51.53 12", "WGS84"), (25.28, 51.53)),
        ((None, None, "39N UTM 123 456", "utm"), None),
        (("95", "10"), None),
        ((None, None, "51°31′"), None),
    ],
)
def test_coordinates(arguments: tuple[str | None, ...], expected: tuple[float, float] | None) -> None:
    assert latitude_longitude(*arguments) == expected  # type: ignore[arg-type]
