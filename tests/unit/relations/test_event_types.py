"""Types of events by the words of their names."""

from __future__ import annotations

import pytest

from kg.rdf.event_types import event_type


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Bandung Conference", "conference"),
        ("Treaty of Versailles", "agreement"),
        ("Siege of Khiva", "battle"),
        ("Великой Отечественной войне", "war"),
        ("Кенесарының көтерілісі", "revolt"),
        ("Ұлы Отан соғысына", "war"),
        ("معركة الوجبة", "battle"),
        ("الحرب العالمية الثانية", "war"),
        ("World War I peace conference", "conference"),
        ("Warsaw", None),
        ("Олимпийские игры", None),
        ("Nauryz", None),
    ],
)
def test_the_type_of_a_named_event(name: str, kind: str | None) -> None:
    assert event_type(name) == kind
