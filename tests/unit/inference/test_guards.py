"""RiC-O taken literally makes the evidence of a marriage a spouse; the guards keep just what was meant."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from inference_support import store_of, triples

from ontology.facts import relation_classes, superclasses, terms

SPOUSES = """:r a rico:SpouseRelation ; rico:relationConnects :a , :b ;
  rico:relationHasDate :d ; rico:isEvidencedBy :rec .
:a a rico:Person . :b a rico:Person . :d a rico:Date . :rec a rico:Record ."""
LEADER = """:r a rico:LeadershipRelation ; rico:relationHasSource :p ; rico:relationHasTarget :g ;
  rico:leadershipWithPosition :o ; rico:relationHasDate :d ; rico:isEvidencedBy :rec .
:p a rico:Person . :g a rico:CorporateBody . :o a rico:Position . :d a rico:Date . :rec a rico:Record ."""


def _literal(connected: dict[str, str], shortcut: str) -> set[tuple[str, str]]:
    """What RiC-O's chain gives with all its sub-properties of relationConnects. connected: thing -> its property."""
    (chain,) = (chain for chain in terms()[shortcut].chains if len(chain) == 3)
    assert chain[::2] == ("thingIsConnectedToRelation", "relationConnects")
    ends = [thing for thing, name in connected.items() if "relationConnects" in superclasses(name)]
    return set(product(ends, ends))


def test_the_literal_closure_makes_sixteen_spouses() -> None:
    connected = dict.fromkeys("ab", "relationConnects") | {"d": "relationHasDate", "rec": "isEvidencedBy"}
    assert len(_literal(connected, "hasOrHadSpouse")) == 16


def test_a_marriage_makes_two_spouses_and_says_nothing_of_date_and_evidence(tmp_path: Path) -> None:
    found = triples(store_of(tmp_path / "s", SPOUSES))
    assert {each for each in found if each[1] == "hasOrHadSpouse"} == {
        ("a", "hasOrHadSpouse", "b"),
        ("b", "hasOrHadSpouse", "a"),
    }
    between = {each for each in found if each[0] in ("a", "b", "d", "rec") and each[2] in ("a", "b", "d", "rec")}
    assert {(one, other) for one, _, other in between} == {("a", "b"), ("b", "a")}
    assert {name for _, name, _ in between} == set(superclasses("hasOrHadSpouse")) - {"isRelatedTo"}


def test_a_leader_with_position_and_date(tmp_path: Path) -> None:
    found = triples(store_of(tmp_path / "s", LEADER))
    things = ("p", "g", "o", "d", "rec")
    pairs = {(one, other) for one, _, other in found if one in things and other in things}
    assert pairs == {("p", "g"), ("g", "p")}
    assert ("p", "isOrWasLeaderOf", "g") in found
    assert ("g", "hasOrHadLeader", "p") in found
    assert ("g", "isAgentAssociatedWithAgent", "p") in found
    assert ("rec", "evidences", "r") in found
    assert ("d", "isDateAssociatedWithRelation", "r") in found


@pytest.mark.parametrize("wrong", [":b a rico:Date .", ":b a rico:CorporateBody .", ":b a rico:Record ."])
def test_no_shortcut_to_what_the_types_forbid(tmp_path: Path, wrong: str) -> None:
    turtle = SPOUSES.replace(":b a rico:Person .", wrong)
    assert not {each for each in triples(store_of(tmp_path / "s", turtle)) if each[1] == "hasOrHadSpouse"}


def test_wider_types_and_no_types_are_no_contradiction(tmp_path: Path) -> None:
    turtle = SPOUSES.replace(":a a rico:Person . :b a rico:Person .", ":b a rico:Agent .")
    assert ("a", "hasOrHadSpouse", "b") in triples(store_of(tmp_path / "s", turtle))


def test_nothing_is_related_to_itself_to_everything_or_by_roles(tmp_path: Path) -> None:
    turtle = SPOUSES + LEADER.replace(":r", ":r2") + ":s rico:directlyIncludes :t . :t rico:directlyIncludes :s ."
    found = triples(store_of(tmp_path / "s", turtle))
    roles = {each.role for each in relation_classes().values()}
    assert not [each for each in found if each[0] == each[2] or each[1] in {"isRelatedTo"} | roles]


def test_no_type_comes_from_domain_or_range(tmp_path: Path) -> None:
    found = triples(store_of(tmp_path / "s", ":x rico:hasOrHadLeader :y ."))
    assert ("y", "isOrWasLeaderOf", "x") in found
    assert not [each for each in found if each[1] == "a"]


@pytest.mark.parametrize("graph", ["http://e/graph/links", "http://e/graph/inferred/gone"])
def test_suggestions_and_earlier_inferences_are_not_read(tmp_path: Path, graph: str) -> None:
    store = store_of(tmp_path / "s", ":x rico:hasOrHadLeader :y .", graph)
    assert triples(store) <= {("x", "hasOrHadLeader", "y")}


def test_what_is_asserted_is_not_inferred_as_well(tmp_path: Path) -> None:
    turtle = ":x rico:hasOrHadLeader :y . :y rico:isOrWasLeaderOf :x . :x a rico:Agent , rico:CorporateBody ."
    store = store_of(tmp_path / "s", turtle)
    assert not triples(store) & triples(store, "/graph/source/")


def test_a_long_order_is_left_to_property_paths(tmp_path: Path) -> None:
    short = "".join(f":a{n} rico:directlyPrecedesInSequence :a{n + 1} ." for n in range(30))
    long = "".join(f":b{n} rico:directlyPrecedesInSequence :b{n + 1} ." for n in range(60))
    found = triples(store_of(tmp_path / "s", short + long))
    assert ("a0", "precedesInSequenceTransitive", "a30") in found
    assert ("b1", "directlyFollowsInSequence", "b0") in found
    assert ("b0", "precedesInSequenceTransitive", "b2") not in found
