"""Blocks: what must meet meets, in any script and any order; common names stay cheap."""

from __future__ import annotations

import random

import pytest

from kg.resolve.blocking import Blocking, pairs
from kg.resolve.profile import Profile, Years


def person(key: str, *names: str, lang: str | None = None, year: int | None = None) -> Profile:
    seen = Years(year, year) if year else None
    return Profile(key, "PERSON", tuple((name, lang) for name in names), active=seen)


def met(profiles: list[Profile]) -> set[tuple[str, str]]:
    return {(profiles[one].key, profiles[other].key) for one, other in pairs(profiles)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("قاسم بن محمد", "ar"), ("Qasim bin Muhammad", "en")),
        (("Қасым Кенесарыұлы", "kk"), ("Касым Кенесарин", "ru")),
        (("Kissinger, Henry A.", "en"), ("Henry Kissinger", "en")),
        (("Кунаев", "ru"), ("Dinmukhamed Kunayev", "en")),
        (("Khrushchev", "en"), ("Хрущёв Никита Сергеевич", "ru")),
    ],
)
def test_spellings_of_one_name_meet(one: tuple[str, str], other: tuple[str, str]) -> None:
    crowd = [person(f"z{n}", f"Aaron{n} Zyx", year=1950) for n in range(20)]
    asked = [person("a", one[0], lang=one[1]), person("b", other[0], lang=other[1])]
    assert ("a", "b") in met([*asked, *crowd])


def test_pairs_do_not_depend_on_the_order() -> None:
    rng = random.Random(5)
    given, family = ["Ali", "Omar", "Henry", "Иван", "محمد"], ["Smith", "Smit", "Смит", "Rusk", "Haddad", "حداد"]
    profiles = [
        person(f"p{n}", f"{rng.choice(given)} {rng.choice(family)}", year=rng.choice([None, 1950, 1960]))
        for n in range(300)
    ]
    expected = met(profiles)
    for _ in range(3):
        rng.shuffle(profiles)
        assert met(profiles) == expected


def test_a_common_bare_name_makes_no_square() -> None:
    profiles = [person(f"m{n:05}", "Muhammad", year=1900 + n % 60) for n in range(4_000)]
    bounds = Blocking()
    assert len(profiles) - 1 <= len(pairs(profiles, bounds)) <= len(profiles) * 4 * bounds.neighbours


def test_labels_and_ages_keep_apart() -> None:
    here = person("a", "Rusk", year=1960)
    assert met([here, person("b", "Rusk", year=1700)]) == set()
    assert met([here, Profile("c", "ORG", (("Rusk", None),))]) == set()
