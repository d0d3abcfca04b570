"""The log decides everything: replayed it gives the state; a decision undone gives back what was, ids included."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from review_world import IRIS, MEMBERS, State, World

from kg.resolve.identity import identify
from kg.resolve.judgements import Judgement, judge
from kg.resolve.log import append, live, read_log, upgrade
from kg.resolve.registry_graph import registry_graph
from kg.resolve.sssom import SssomMapping
from kg.review.decide import accept, reject
from kg.review.decision import Decision, enter
from kg.review.exchange import take_in
from kg.review.undo import split, undo, undo_cluster


@pytest.fixture(autouse=True, scope="module")
def no_waiting_for_the_disk() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.resolve.decisions_file.os.fsync", lambda handle: None)
        yield


def step(world: World, dice: random.Random) -> None:
    """One random act, and, of a decision, that undoing it gives back what was before."""
    one, other = dice.sample(world.members, 2)
    by = dice.choice(["Aigerim", "Hamad"])
    kind = dice.randrange(10)
    if kind < 2:
        pairs = [tuple(dice.sample(world.members, 2)) for _ in range(dice.randrange(8))]
        world.machine([judge(*p, dice.choice(["SAME", "SAME", "UNSURE"]), "names", dice.random()) for p in pairs])
        world.link()
        return
    before, standing = world.link(), live(world.db)
    if kind < 4:
        done = world.do(lambda now: accept(now, one, other, by=by))
    elif kind < 6:
        done = world.do(lambda now: reject(now, one, other, by=by))
    elif kind == 6:
        done = world.do(lambda now: split(now, [one], by=by))
    elif kind == 7:
        done = world.do(lambda now: undo_cluster(now, one, by=by))
    elif kind == 8:
        rows = [
            SssomMapping(*dice.sample(world.members, 2), dice.choice(["SAME", "DIFFERENT"]), line=line)
            for line in range(1, 4)
        ]
        done = world.do(lambda now: take_in(now, rows, "t.tsv", by=by))
    else:
        standing_ = [j for j in live(world.db) if j.by_person]
        if standing_:
            chosen = dice.choice(standing_).id
            world.do(lambda now: undo(now, chosen, by=by))
        world.link()
        return
    world.link()
    if done and done.add and not done.withdraw and dice.random() < 0.7:
        ids = {j.id for j in done.add}
        if not ids & {j.id for j in standing}:
            enter(world.db, world.file, Decision(by, withdraw=done.add))
            assert live(world.db) == standing
            assert world.link() == before


class Log(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.world = World(8)

    @rule(seed=st.integers(0, 2**32))
    def act(self, seed: int) -> None:
        step(self.world, random.Random(seed))

    @invariant()
    def holds(self) -> None:
        self.world.check()


Log.TestCase.settings = settings(max_examples=8, stateful_step_count=12, deadline=None)
TestLog = Log.TestCase


def test_ten_thousand_random_merges_splits_and_undos() -> None:
    """One log. What stands is kept beside it in the simplest way, and every 50 acts one more is done and undone."""
    dice, world = random.Random(5), World()
    standing: dict[str, Judgement] = {}
    for act in range(10_000):
        if standing and dice.random() < 0.49:
            gone = standing.pop(dice.choice(list(standing)))
            with world.db:
                append(world.db, [gone], withdrawn=True, by=gone.actor)
        else:
            new = any_judgement(dice)
            standing[new.id] = new
            with world.db:
                append(world.db, [new])
        if act % 50 == 0:
            before = state_of(world, standing)
            extra = any_judgement(dice)
            if extra.id not in standing:
                state_of(world, standing | {extra.id: extra})
                assert state_of(world, standing) == before
        if act % 2500 == 2499:
            assert live(world.db) == tuple(sorted(standing.values()))
            state = state_of(world, standing)
            assert state == world.link()
            nodes = {line.split("> <")[0][1:] for line in registry_graph(world.db, world.clusters, IRIS).lines}
            alive = set(state.values())
            assert all(entity in alive or IRIS.entity("PERSON", entity) in nodes for entity in world.given)


def any_judgement(dice: random.Random) -> Judgement:
    verdict = dice.choice(["SAME", "SAME", "SAME", "DIFFERENT", "UNSURE"])
    actor = dice.choice(["machine", "machine", "Aigerim", "Hamad"])
    return judge(*dice.sample(MEMBERS, 2), verdict, "names", dice.random(), actor=actor)


def state_of(world: World, standing: dict[str, Judgement]) -> State:
    clusters = identify(world.db, world.candidates, list(standing.values())).clusters
    world.given |= {cluster.entity for cluster in clusters}
    return {member: cluster.entity for cluster in clusters for member in cluster.members}


def test_a_ledger_of_an_earlier_version_gets_its_checksums() -> None:
    db = sqlite3.connect(":memory:")
    db.execute(
        "CREATE TABLE judgement (number INTEGER PRIMARY KEY, id TEXT, left TEXT, right TEXT, verdict TEXT, actor TEXT, "
        "method TEXT, confidence REAL, evidence TEXT, made TEXT)"
    )
    db.execute("INSERT INTO judgement VALUES (7, 'i', 'a', 'b', 'SAME', 'machine', 'm', 1, '[]', '2026-01-01')")
    upgrade(db)
    append(db, [judge("a", "c", "SAME", "m", 0.5)])
    assert [(j.left, j.right) for j in live(db)] == [("a", "b"), ("a", "c")]
    upgrade(db)
    assert len(read_log(db)) == 2
