"""How access comes down a hierarchy; and that line numbers survive packing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.access.rules import AccessRule
from kg.access.statuses import Said, Shown, effective, shown_on
from kg.rdf.units import pack, unpack

DAY = date(2026, 6, 1)
ALL, DESCRIPTION, NOTHING, WITHDRAWN = Shown.ALL, Shown.DESCRIPTION, Shown.NOTHING, Shown.WITHDRAWN


def unit(id_: str, above: str = "", status: str | None = None, until: str | None = None) -> Said:
    return Said(("a", id_), (above,) if above else (), status, until, f"record:{id_}")


def shown(*said: Said, rules: tuple[AccessRule, ...] = (), withdrawn: frozenset[str] = frozenset()) -> dict[str, Shown]:
    return {key[1]: state for key, state in effective(said, rules, withdrawn, DAY).items()}


def rule(unit_: str, status: str, until: str | None = None, below: bool = False) -> AccessRule:
    return AccessRule.model_validate({"archive": "a", "unit": unit_, "status": status, "until": until, "below": below})


@pytest.mark.parametrize(
    ("above", "own", "expected"),
    [
        (None, None, ALL), ("closed", None, NOTHING), ("closed", "open", ALL), ("closed", "reading-room", NOTHING),
        ("reading-room", "closed", NOTHING), ("open", "closed", NOTHING), ("reading-room", None, DESCRIPTION),
        ("embargoed", None, NOTHING), ("open", "embargoed", NOTHING),
    ],
)  # fmt: skip
def test_the_stricter_holds_and_only_the_unit_itself_opens(above: str | None, own: str | None, expected: Shown) -> None:
    assert shown(unit("F", status=above), unit("F/1", "F"), unit("F/1/1", "F/1", own))["F/1/1"] == expected


def test_rules_go_before_sources_and_withdrawals_before_rules() -> None:
    said = (unit("F", status="open"), unit("F/1", "F", "closed"), unit("F/2", "F", "open"))
    assert shown(*said, rules=(rule("F/1", "open"),))["F/1"] == ALL
    closed = shown(*said, rules=(rule("F", "closed"),))
    assert (closed["F"], closed["F/2"]) == (NOTHING, NOTHING)  # what a rule closes, no source opens
    assert shown(*said, rules=(rule("F", "closed"), rule("F/2", "open")))["F/2"] == ALL
    assert shown(*said, rules=(rule("", "closed"),))["F/2"] == NOTHING
    gone = shown(*said, rules=(rule("F/2", "open"),), withdrawn=frozenset({"record:F"}))
    assert gone["F/2"] == WITHDRAWN


def test_a_rule_holds_over_sources_below_only_where_it_says_so() -> None:
    said = (unit("F", status="closed"), unit("F/1", "F", "closed"), unit("F/2", "F"), unit("G", status="closed"))
    assert set(shown(*said, rules=(rule("", "open"),)).values()) == {NOTHING}
    assert shown(*said, rules=(rule("F", "open"),)) == {"F": ALL, "F/1": NOTHING, "F/2": ALL, "G": NOTHING}
    assert shown(*said, rules=(rule("F", "open", below=True),)) == {"F": ALL, "F/1": ALL, "F/2": ALL, "G": NOTHING}
    assert set(shown(*said, rules=(rule("", "open", below=True),)).values()) == {ALL}
    both = (rule("", "open", below=True), rule("F/1", "closed"))
    assert shown(*said, rules=both) == {"F": ALL, "F/1": NOTHING, "F/2": ALL, "G": ALL}
    gone = shown(*said, rules=(rule("", "open", below=True),), withdrawn=frozenset({"record:F"}))
    assert gone == {"F": WITHDRAWN, "F/1": WITHDRAWN, "F/2": WITHDRAWN, "G": ALL}


def test_two_sources_of_one_unit_and_circles_of_units() -> None:
    assert shown(unit("F"), unit("F", status="closed"), unit("F/1", "F"))["F/1"] == NOTHING
    assert shown(unit("A", "B", "closed"), unit("B", "A"), unit("C", "B")) == {"A": NOTHING, "B": NOTHING, "C": NOTHING}
    deep = [unit("0", status="closed"), *(unit(str(n), str(n - 1)) for n in range(1, 5000))]
    assert shown(*reversed(deep))["4999"] == NOTHING


def test_an_embargo_ends_on_its_day_and_never_without_one() -> None:
    assert shown_on(date(2029, 12, 31), "embargoed", "2030-01-01") == NOTHING
    assert shown_on(date(2030, 1, 1), "embargoed", "2030-01-01") == ALL
    assert shown_on(date(9000, 1, 1), "embargoed", None) == NOTHING
    with pytest.raises(ValueError, match="until goes with"):
        rule("F", "open", "2030-01-01")


@given(st.sets(st.integers(0, 2**31)))
def test_line_numbers_come_back(numbers: set[int]) -> None:
    assert list(unpack(pack(numbers))) == sorted(numbers)
