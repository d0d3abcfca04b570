"""E3: nobody joins two lives that do not meet, or two ids of one registry, without saying so; it goes to review."""

from __future__ import annotations

import pytest
from review_world import World

from extractors.errors import UsageError
from kg.resolve.judgements import judge
from kg.resolve.log import live
from kg.resolve.sssom import SssomMapping
from kg.review.bulk import accept_all
from kg.review.decide import accept
from kg.review.decision import Blocked, enter
from kg.review.exchange import take_in
from kg.review.queue import queue

QIDS = (0, 3)  # members with wikidata:Q0 and wikidata:Q3
LIVES = (0, 5)  # born 1900 and 1960


@pytest.mark.parametrize(("pair", "words"), [(QIDS, "wikidata: Q0 ≠ Q3"), (LIVES, "life: 1900–? ≠ 1960–?")])
def test_a_machine_is_stopped_and_a_person_asked(pair: tuple[int, int], words: str) -> None:
    world = World(8)
    one, other = (world.members[place] for place in pair)
    world.machine([judge(one, world.members[1], "SAME", "m", 0.9), judge(world.members[1], other, "SAME", "m", 0.8)])
    state = world.link()
    assert state[one] != state[other]
    (item,) = queue(world.now())
    assert (item.kind, item.against) == ("conflict", words)


@pytest.mark.parametrize("pair", [QIDS, LIVES])
def test_a_person_is_stopped_it_goes_to_review_and_even_so_is_written_down(pair: tuple[int, int]) -> None:
    world = World(8)
    one, other = (world.members[place] for place in pair)
    with pytest.raises(Blocked, match="REVIEW003") as caught:
        accept(world.now(), one, other, by="Hamad")
    assert caught.value.pending is not None
    enter(world.db, world.file, caught.value.pending)
    (item,) = queue(world.now())
    assert item.against
    with pytest.raises(UsageError, match="REVIEW005"):
        accept(world.now(), one, other, by="Hamad", even_so=True)
    world.do(lambda now: accept(now, one, other, by="Hamad", even_so=True, reason="the list has him twice"))
    state = world.link()
    assert state[one] == state[other]
    assert [j.words("even so") for j in live(world.db)] == [(item.against,)]
    assert queue(world.now()) == []


def test_nor_by_way_of_companions_nor_in_a_batch_nor_in_bulk() -> None:
    world = World(8)
    m = world.members
    joined = [judge(m[0], m[1], "SAME", "x", 0.9), judge(m[2], m[3], "SAME", "x", 0.9)]
    world.machine([*joined, judge(m[1], m[2], "UNSURE", "x", 0.9)])
    with pytest.raises(Blocked, match="REVIEW003"):
        accept(world.now(), m[1], m[2], by="Hamad")
    with pytest.raises(Blocked, match=r"REVIEW009.*") as caught:
        take_in(world.now(), [SssomMapping(m[1], m[2], "SAME", line=2)], "t.csv", by="Hamad")
    assert "t.csv:2" in caught.value.message
    bulk = accept_all(world.now(), queue(world.now()), by="Hamad")
    assert bulk.decision.add == ()
    assert len(bulk.refused) == 1
