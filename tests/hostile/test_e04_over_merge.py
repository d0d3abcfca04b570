"""E4: ten thousand become one by a bad name; one command undoes it, and the machine does not do it again."""

from __future__ import annotations

import time

from review_world import World

from kg.resolve.clusters import divide
from kg.resolve.judgements import judge
from kg.resolve.log import settle
from kg.review.queue import Filter, queue
from kg.review.undo import undo, undo_cluster

SIZE = 10_000


def test_ten_thousand_are_undone_by_one_command_for_good_and_the_command_is_undone_too() -> None:
    world = World(SIZE, plain=True, linked=False)
    hub = world.members[0]
    wrong = [judge(hub, other, "SAME", "names", 0.95, ("name", "Muhammad")) for other in world.members[1:]]
    right = judge(hub, world.members[1], "SAME", "authority-list", 1.0, ("shared identifier", "viaf:1"))
    world.machine([*wrong])
    (entity,) = set(world.link().values())
    started = time.monotonic()
    done = world.do(lambda now: undo_cluster(now, hub, by="Aigerim", reason="a given name alone"))
    assert time.monotonic() - started < 30
    assert done is not None
    assert len(done.add) == SIZE - 1
    settle(world.db, wrong)
    state = world.link()
    assert len(set(state.values())) == SIZE
    assert entity in state.values()
    now = world.now()
    assert queue(now) == []
    assert len(queue(now, Filter(kind="held"))) == SIZE - 1
    (joined,) = divide(right.pair, [*now.judgements, right]).groups
    assert joined == right.pair, "another method, with other evidence, may join"
    world.do(lambda now: undo(now, done.add[0].words("batch")[0], by="Aigerim"))
    assert set(world.link().values()) == {entity}
