"""Evidence: symmetric, explained to the last decimal, and what it forbids."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.resolve.evidence import compare, compare_all
from kg.resolve.evidence.offices import countries_of, offices_of
from kg.resolve.evidence.terms import terms
from kg.resolve.profile import Profile, Years

NAMES = (
    "Vance, Cyrus R.",
    "Cyrus Vance",
    "Vance",
    "قاسم بن محمد",
    "Касым",
    "Walter Smith",
    "Gerard Smith",
    "...",
    "G. S.",
)
ROLES = ("Secretary of State from January 1977", "وزير خارجية قطر", "посол СССР", "елші", "")
YEARS = st.none() | st.builds(
    lambda first, more: Years(first, first + more), st.integers(1850, 1990), st.integers(0, 9)
)


def _person(*names: str, **more: object) -> Profile:
    return replace(Profile("k", "PERSON", tuple((name, None) for name in names)), **more)  # type: ignore[arg-type]


PROFILES = st.builds(
    Profile,
    key=st.sampled_from(("a", "b")),
    label=st.just("PERSON"),
    names=st.lists(st.tuples(st.sampled_from(NAMES), st.none()), min_size=1, max_size=3).map(tuple),
    born=YEARS,
    died=YEARS,
    active=YEARS,
    roles=st.lists(st.sampled_from(ROLES), max_size=2).map(tuple),
    places=st.lists(st.sampled_from(("Qatar", "قطر", "Алматы")), max_size=2).map(tuple),
    companions=st.lists(st.sampled_from(("carter", "brezhnev", "muhammad")), max_size=3).map(tuple),
    identifiers=st.lists(st.sampled_from(("viaf:1", "viaf:2", "wikidata:Q1")), max_size=2).map(tuple),
    documents=st.lists(st.sampled_from(("d1", "d2")), max_size=1).map(tuple),
    described=st.booleans(),
)


SECRETARY = _person("Vance, Cyrus R.", roles=ROLES[:1], described=True)


@settings(max_examples=80, deadline=None)
@given(PROFILES, PROFILES)
@example(replace(SECRETARY, active=Years(1850, 1850)), replace(SECRETARY, active=Years(1929, 1938)))
def test_the_sides_do_not_matter_and_the_sum_is_the_probability(left: Profile, right: Profile) -> None:
    found = compare(left, right)
    turned = compare(right, left)
    assert (found.probability, found.kinds) == (turned.probability, turned.kinds)
    assert bool(found.forbidden) == bool(turned.forbidden)
    odds = found.constant + sum(each.added for each in found.evidence)
    assert found.probability == pytest.approx(1 / (1 + math.exp(-max(min(odds, 20), -20))), abs=1e-5)
    assert compare_all([(left, right), (right, left)]) == [found, turned]


@settings(max_examples=40, deadline=None)
@given(PROFILES, YEARS, YEARS)
def test_lives_that_do_not_meet_are_forbidden(profile: Profile, born: Years | None, died: Years | None) -> None:
    left = replace(profile, born=born, died=None, identifiers=())
    right = replace(profile, born=died, died=None, identifiers=())
    if born and died and born.apart(died):
        assert compare(left, right).forbidden


def test_what_is_forbidden() -> None:
    one, other = _person("Smith", died=Years(1900, 1901)), _person("Smith", born=Years(1902, 1902))
    assert "1902" in (compare(one, other).forbidden or "")
    assert compare(_person("A", identifiers=("viaf:1",)), _person("A", identifiers=("viaf:2",))).forbidden
    assert (
        compare(_person("A", identifiers=("viaf:1", "viaf:2")), _person("A", identifiers=("viaf:2",))).forbidden is None
    )
    assert compare(_person("A", born=Years(1866, 1866)), _person("A", born=Years(1866, 1867))).forbidden is None
    assert compare(_person("A"), replace(_person("A"), label="ORG")).probability == 0.0


@pytest.mark.parametrize(
    ("alike", "unlike"),
    [
        (
            ("قاسم بن محمد آل ثاني", "Qasim bin Muhammad Al Thani"),
            ("قاسم بن محمد آل ثاني", "Ali bin Abdullah Al Thani"),
        ),
        (("Әлихан Бөкейханов", "Букейханов, Алихан"), ("Әлихан Бөкейханов", "Букейханов, Смахан")),
        (("Vance, Cyrus R.", "Cyrus Vance"), ("Walter Smith", "Gerard Smith")),
    ],
)
def test_names_across_scripts_and_names_that_contradict(alike: tuple[str, str], unlike: tuple[str, str]) -> None:
    assert compare(_person(alike[0]), _person(alike[1])).probability > 0.7
    assert compare(_person(unlike[0]), _person(unlike[1])).probability < 0.3


def test_a_role_at_a_date_is_a_second_kind_of_evidence() -> None:
    entry = _person("Vance, Cyrus R.", roles=("Secretary of State from January 1977",), described=True)
    seen = _person("Vance", roles=("Secretary",), active=Years(1978, 1978))
    found = compare(entry, seen)
    assert found.kinds == {"name", "role"}
    assert any("1977" in each.words and "1978" in each.words for each in found.evidence)


def test_offices_countries_and_terms_in_four_languages() -> None:
    assert offices_of("Foreign Minister") == offices_of("министр иностранных дел") == offices_of("وزير الخارجية")
    assert countries_of("Soviet Ambassador") == countries_of("посол СССР") == {"RU"}
    assert "QA" in countries_of("سفير قطر") & countries_of("Qatari") & countries_of("катарский")
    assert terms("Ambassador to Japan to February 1957") == (Years(1953, 1957),)
    assert terms("January 1969–September 1973") == (Years(1969, 1973),)
    assert terms("посол с марта 1957 г.") == (Years(1957, 1961),)
