"""Clusters are a function of the standing judgements, not of their order or history."""

from __future__ import annotations

import random
import sqlite3
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from kg.ledger import SCHEMA
from kg.resolve.clusters import divide, partition
from kg.resolve.forbidden import Traits, forbids
from kg.resolve.judgements import EVEN_SO, HELD, Judgement, judge
from kg.resolve.log import live, settle
from kg.resolve.min_cut import min_cut
from kg.resolve.registry import register

MEMBERS = [f"m{number}" for number in range(8)]
LABELS = dict.fromkeys(MEMBERS, "PERSON")
TRAITS = {
    member: Traits("PERSON", frozenset({f"wikidata:Q{number % 3}"} if number % 2 else set()))
    for number, member in enumerate(MEMBERS)
}
PAIRS = st.tuples(st.sampled_from(MEMBERS), st.sampled_from(MEMBERS)).filter(lambda pair: pair[0] != pair[1])
JUDGEMENTS = st.lists(
    st.builds(
        lambda pair, verdict, confidence, actor: judge(*pair, verdict, "test", confidence, ("name", "x"), actor=actor),
        PAIRS,
        st.sampled_from(["SAME", "SAME", "DIFFERENT", "UNSURE"]),
        st.sampled_from([0.5, 0.9, 1.0]),
        st.sampled_from(["machine", "machine", "Aigerim", "Hamad"]),
    ),
    max_size=14,
)


def database() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    return db


@given(JUDGEMENTS, st.randoms())
def test_order_does_not_matter(judgements: list[Judgement], order: random.Random) -> None:
    shuffled = list(judgements)
    order.shuffle(shuffled)
    assert divide(MEMBERS, judgements, TRAITS) == divide(reversed(MEMBERS), shuffled, TRAITS)


@given(JUDGEMENTS)
def test_what_is_different_or_forbidden_is_never_in_one_group(judgements: list[Judgement]) -> None:
    division = divide(MEMBERS, judgements, TRAITS)
    assert sorted(member for group in division.groups for member in group) == MEMBERS
    home = {member: group for group in division.groups for member in group}
    for judgement in judgements:
        if judgement.verdict == "DIFFERENT" and judgement.by_person:
            assert home[judgement.left] != home[judgement.right]
    for group in division.groups:
        assert not any(forbids(TRAITS[one], TRAITS[other]) for one, other in combinations(group, 2))


@given(JUDGEMENTS)
def test_every_same_holds_or_is_a_conflict_or_is_overruled(judgements: list[Judgement]) -> None:
    division = divide(MEMBERS, judgements, TRAITS)
    home = {member: group for group in division.groups for member in group}
    people = {j.pair for j in judgements if j.by_person}
    open_ = {conflict.same.pair for conflict in division.conflicts}
    for judgement in judgements:
        if judgement.verdict == "SAME" and home[judgement.left] != home[judgement.right]:
            assert judgement.pair in open_ or (not judgement.by_person and judgement.pair in people)
    assert all(home[pair[0]] != home[pair[1]] and conflict.words for conflict in division.conflicts
               for pair in [conflict.same.pair])  # fmt: skip


@given(st.dictionaries(PAIRS.map(lambda p: tuple(sorted(p))), st.integers(1, 9), max_size=12), PAIRS)
def test_no_cut_is_cheaper(capacities: dict[tuple[str, str], int], ends: tuple[str, str]) -> None:
    cut = min_cut([(*pair, size) for pair, size in capacities.items()], {ends[0]}, {ends[1]})
    inner = [member for member in MEMBERS if member not in ends]
    cheapest = min(
        sum(size for (one, other), size in capacities.items() if (one in side) != (other in side))
        for choice in product([True, False], repeat=len(inner))
        for side in [{ends[0], *(m for m, taken in zip(inner, choice, strict=True) if taken)}]
    )
    assert sum(capacities[pair] for pair in cut) == cheapest


@given(JUDGEMENTS, JUDGEMENTS)
def test_what_is_no_longer_judged_leaves_no_trace(before: list[Judgement], after: list[Judgement]) -> None:
    before, after = [[j for j in some if not j.by_person] for some in (before, after)]
    straight, roundabout = database(), database()
    settle(roundabout, before)
    assert settle(roundabout, after) == settle(straight, after) == live(straight) == live(roundabout)


@given(st.lists(JUDGEMENTS, min_size=2, max_size=4))
def test_an_entity_goes_with_its_founder_and_every_old_id_leads_to_one(steps: list[list[Judgement]]) -> None:
    db = database()
    given_: set[str] = set()
    for judgements in steps:
        clusters = register(db, partition(MEMBERS, judgements), LABELS)
        home = {member: cluster.entity for cluster in clusters for member in cluster.members}
        alive = {cluster.entity for cluster in clusters}
        assert len(alive) == len(clusters)
        given_ |= alive
        survivors = dict(db.execute("SELECT entity, survivor FROM registry"))
        for entity, founder in db.execute("SELECT entity, founder FROM registry"):
            assert home[founder] == entity or survivors[entity] == home[founder]
        assert given_ == set(survivors)


def test_the_weakest_link_gives_way_and_people_go_last() -> None:
    links = [("m0", "m1", 0.9), ("m1", "m2", 0.7), ("m2", "m3", 0.8)]
    chain = [judge(one, other, "SAME", "t", confidence) for one, other, confidence in links]
    no = judge("m0", "m3", "DIFFERENT", "review", 1.0, ("reason", "two brothers"), actor="Aigerim")
    division = divide(MEMBERS[:4], [*chain, no])
    assert division.groups == [("m0", "m1"), ("m2", "m3")]
    (conflict,) = division.conflicts
    assert conflict.same == chain[1]
    assert conflict.words == "Aigerim holds two of them to be different: two brothers"
    weak = judge("m1", "m2", "SAME", "review", 0.1, actor="Hamad")
    assert divide(MEMBERS[:4], [chain[0], weak, chain[2], no]).groups == [("m0", "m1", "m2"), ("m3",)]


def test_a_hold_silences_one_method_and_a_decision_all() -> None:
    same = [judge("m0", "m1", "SAME", "names", 0.9)]
    hold = judge("m0", "m1", "UNSURE", "review/hold", 1.0, (HELD, "names"), actor="Hamad")
    assert divide(MEMBERS[:2], [*same, hold]).groups == [("m0",), ("m1",)]
    other = judge("m0", "m1", "SAME", "authority-list", 1.0)
    assert divide(MEMBERS[:2], [*same, other, hold]).groups == [("m0", "m1")]


def test_two_ids_or_two_lives_are_not_joined_unless_a_person_says_even_so() -> None:
    traits = {
        "m0": Traits("PERSON", frozenset({"wikidata:Q1"}), (1866, 1866), (1930, 1930)),
        "m2": Traits("PERSON", frozenset({"wikidata:Q2"}), (1931, 1931), None),
    }
    chain = [judge("m0", "m1", "SAME", "t", 1.0), judge("m1", "m2", "SAME", "t", 0.9)]
    division = divide(MEMBERS[:3], chain, traits)
    assert division.groups == [("m0", "m1"), ("m2",)]
    assert division.conflicts[0].words == "wikidata: Q1 ≠ Q2"
    bold = judge("m0", "m2", "SAME", "review", 1.0, (EVEN_SO, "wikidata: Q1 ≠ Q2"), actor="Hamad")
    assert divide(MEMBERS[:3], [*chain, bold], traits).groups == [("m0", "m1", "m2")]


def test_a_founder_that_is_gone_leaves_its_entity_to_most_of_its_companions() -> None:
    db = database()
    (first,) = register(db, [("m0", "m1", "m2", "m3")], LABELS)
    small, large = register(db, [("m1",), ("m2", "m3")], LABELS)
    assert large.entity == first.entity != small.entity
    back = register(db, [("m0", "m1", "m2", "m3")], LABELS)
    assert [cluster.entity for cluster in back] == [first.entity]


def test_both_parts_of_a_split_are_written_down_and_an_undone_merge_is_no_split() -> None:
    db = database()
    (whole,) = register(db, [("m0", "m1", "m2")], LABELS)
    kept, new = register(db, [("m0", "m1"), ("m2",)], LABELS)
    assert kept.entity == whole.entity
    assert [row[:2] for row in db.execute("SELECT part, whole, state FROM split")] == [(new.entity, kept.entity)]
    register(db, [("m0", "m1", "m2")], LABELS)
    register(db, [("m0", "m1"), ("m2",)], LABELS)
    assert db.execute("SELECT count(*) FROM split").fetchone() == (1,)
