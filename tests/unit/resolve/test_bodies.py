"""Bodies and events are told apart by the words of their names."""

from __future__ import annotations

import pytest

from kg.resolve.agglomerate import Score
from kg.resolve.bodies import likeness
from kg.resolve.context import in_context
from kg.resolve.profile import Profile

ORG, EVENT = "ORG", "EVENT"


def profile(label: str, *names: str) -> Profile:
    return Profile(names[0], label, tuple((name, None) for name in names))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("the Department of State", "State Department", "same"),
        ("Министерство иностранных дел", "министерство иностранных дел", "same"),
        ("وزارة الخارجية", "وزارة خارجية", "same"),
        ("University of Virginia School of Law", "University of Washington School of Law", "other"),
        ("Embassy in Iran", "Embassy in the United Kingdom", "other"),
        ("American Bar Association", "American Medical Association", "other"),
        ("the Government", "The Government", "open"),
        ("the Government", "the British Government", "open"),
        ("UNESCO", "Unesco", "same"),
        ("ЮНЕСКО", "UNESCO", "open"),
        ("World War I", "World War II", "other"),
        ("World War II", "the World War II", "same"),
        ("Visit of President Nazarbayev, 1999-12-20", "Visit of President Nazarbayev, 2010-04-11", "other"),
        ("6th Fleet", "7th Fleet", "other"),
    ],
)
def test_likeness(one: str, other: str, expected: str) -> None:
    assert likeness(profile(ORG, one), profile(ORG, other)) == expected
    assert likeness(profile(ORG, other), profile(ORG, one)) == expected


def test_any_name_may_agree() -> None:
    assert likeness(profile(ORG, "ЮНЕСКО", "UNESCO"), profile(ORG, "Unesco")) == "same"


@pytest.mark.parametrize(("label", "left"), [(EVENT, 0.0), (ORG, 0.0), ("PERSON", 0.9)])
def test_a_score_of_others_is_bounded(label: str, left: float) -> None:
    profiles = (profile(label, "World War I"), profile(label, "World War II"))
    certain = Score(0.99, (("name", 9.0), ("life", 1.0)))
    (score,) = in_context(profiles, lambda pairs: [certain for _ in pairs])([(0, 1)])
    assert score.probability <= left or label == "PERSON"
