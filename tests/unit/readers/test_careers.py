"""Editors' descriptions of persons as offices held."""

from __future__ import annotations

import pytest

from extractors.readers.careers import careers
from extractors.readers.kin_phrases import kin_of
from extractors.readers.offices import is_office


@pytest.mark.parametrize(
    ("description", "told"),
    [
        ("Ambassador to Kuwait to March 1965", [("Ambassador to Kuwait", "/1965-03", "Kuwait")]),
        (
            "Syrian Foreign Minister until February 9, 1958; thereafter Ambassador to Jordan through June 1959",
            [("Syrian Foreign Minister", "/1958-02-09", ""), ("Ambassador to Jordan", "1958-02-09/1959-06", "Jordan")],
        ),
        ("Deputy Secretary of Defense, June–December 1959", [("Deputy Secretary of Defense", "1959-06/1959-12", "")]),
        (
            "Secretary of the Navy from 1940 until his death on April 28, 1944",
            [("Secretary of the Navy", "1940/1944-04-28", "")],
        ),
        (
            "Indian Prime Minister until 1977 and from 1980",
            [("Indian Prime Minister", e, "") for e in ("/1977", "1980/")],
        ),
        (
            "Director, Office of Chinese Affairs, Department of State",
            [
                (
                    "Director, Office of Chinese Affairs, Department of State",
                    None,
                    "Office of Chinese Affairs, Department of State",
                )
            ],
        ),
        ("Consul at Doha, August 1–March 31, 1967", []),
        ("Consul at Doha, November 1, 1965–October 9, 1965", []),
        ("Consul at Doha from October until June 1969", []),
        ("Consul at Doha from June 1965 until 1965", [("Consul at Doha", "1965-06/1965", "Doha")]),
        (
            "Director of the Office of Chinese Affairs, Department of State, to May 1958",
            [
                (
                    "Director of the Office of Chinese Affairs, Department of State",
                    "/1958-05",
                    "Office of Chinese Affairs, Department of State",
                )
            ],
        ),
        ("Deputy Director of the Office of Labor", [("Deputy Director of the Office of Labor", None, "")]),
        ("Senator (D-Iowa) from January 3, 1975", [("Senator", "1975-01-03/", "")]),
        ("USA, Chief of Staff, Far East Command", [("Chief of Staff, Far East Command", None, "Far East Command")]),
    ],
)
def test_offices_with_their_times(description: str, told: list[tuple[str, str | None, str]]) -> None:
    assert [(held.name, held.edtf, held.at) for held in careers(description)] == told


@pytest.mark.parametrize(
    "description",
    [
        "See Myerson, Golda",
        "physicist",
        "Democratic nominee for President in 1952",
        "thereafter Director",  # of what, the phrase before it told
        "Ambassador to Syria until June 1967, when Syria severed relations",
        "Assistant Secretary until spring",
        "became Brigadier General on January 1, 1957",
        "correspondent, NBC News",
        "",
    ],
)
def test_what_is_no_office_or_not_understood_to_the_end_states_nothing(description: str) -> None:
    assert careers(description) == ()


def test_places_are_those_of_the_phrase() -> None:
    description = "physicist; member, U.S. House of Representatives (D-Iowa), until 1975"
    (held,) = careers(description)
    assert (held.kind, held.name) == ("member_of", "U.S. House of Representatives")
    assert description[held.start : held.end].startswith("member,")


def test_time_is_linear_in_a_long_description() -> None:
    assert len(careers("Ambassador to Kuwait from May 1960 until June 1961; " * 2000)) == 2000
    assert careers("(" * 50_000 + "a " * 50_000) == ()


@pytest.mark.parametrize("words", ["Deputy Under Secretary of State", "Consul General", "Chargé d’Affaires", "King"])
def test_an_office(words: str) -> None:
    assert is_office(words)


@pytest.mark.parametrize("words", ["Brigadier General", "lawyer", "Office of Chinese Affairs", "nominee for President"])
def test_no_office(words: str) -> None:
    assert not is_office(words)


@pytest.mark.parametrize(
    ("description", "told"),
    [
        ("Crown Prince of Jordan and younger brother of King Hussein", [("sibling", "King Hussein")]),
        ("twin sister of Mohammad Reza Pahlavi, Shah of Iran.", [("sibling", "Mohammad Reza Pahlavi")]),
        ("wife of Mao Tse-tung; member, Politburo", [("spouse", "Mao Tse-tung")]),
        ("wife of the Shah of Iran", []),
        ("half-brother of Laotian Prime Minister Souvanna Phouma.", []),
        ("Personal Assistant to and son of the President", []),
        ("friend of the son of Omar", []),
        ("Sister of Mercy", []),
    ],
)
def test_kin_who_are_told_by_name(description: str, told: list[tuple[str, str]]) -> None:
    found = list(kin_of(description))
    assert [(kin.kind, kin.name) for kin in found] == told
    assert all(description[kin.start : kin.end].rstrip(".").endswith(kin.name) for kin in found)
