"""Clusters are a function of the judgements in force, not of their order or history."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from kg.ledger import SCHEMA
from kg.resolve.candidates import Candidate
from kg.resolve.clusters import partition, register
from kg.resolve.judgements import Judgement, judge, live, settle

MEMBERS = [f"m{number}" for number in range(8)]
PAIRS = st.tuples(st.sampled_from(MEMBERS), st.sampled_from(MEMBERS)).filter(lambda pair: pair[0] != pair[1])
JUDGEMENTS = st.lists(
    st.builds(
        lambda pair, verdict, confidence: judge(*pair, verdict, "test", confidence, ("name", "x")),
        PAIRS,
        st.sampled_from(["SAME", "SAME", "DIFFERENT", "UNSURE"]),
        st.sampled_from([0.5, 0.9, 1.0]),
    ),
    max_size=12,
)


def candidates() -> list[Candidate]:
    return [Candidate(member, "PERSON", "a", (("en", member),), (member,), (), (), (), False) for member in MEMBERS]


def database() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    return db


@given(JUDGEMENTS, st.randoms())
def test_order_does_not_matter(judgements: list[Judgement], random: object) -> None:
    shuffled = list(judgements)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert partition(MEMBERS, judgements) == partition(reversed(MEMBERS), shuffled)


@given(JUDGEMENTS)
def test_every_member_is_in_one_group_and_different_ones_never_together(judgements: list[Judgement]) -> None:
    groups = partition(MEMBERS, judgements)
    assert sorted(member for group in groups for member in group) == MEMBERS
    for judgement in judgements:
        if judgement.verdict == "DIFFERENT":
            assert not any(judgement.left in group and judgement.right in group for group in groups)


@given(JUDGEMENTS, JUDGEMENTS)
def test_what_is_no_longer_judged_leaves_no_trace(before: list[Judgement], after: list[Judgement]) -> None:
    straight, roundabout = database(), database()
    settle(roundabout, before)
    assert settle(roundabout, after) == settle(straight, after) == live(straight)


@given(JUDGEMENTS, JUDGEMENTS)
def test_an_entity_keeps_its_id_while_its_founder_is_in_it(before: list[Judgement], after: list[Judgement]) -> None:
    db = database()
    first = register(db, partition(MEMBERS, before), candidates())
    founders = dict(db.execute("SELECT entity, founder FROM registry"))
    second = register(db, partition(MEMBERS, after), candidates())
    survivors = dict(db.execute("SELECT entity, survivor FROM registry"))
    now = {cluster.entity: cluster.members for cluster in second}
    for cluster in first:
        home = next(entity for entity, members in now.items() if founders[cluster.entity] in members)
        assert cluster.entity == home or survivors[cluster.entity] == home
