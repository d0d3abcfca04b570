"""A desk brought up to date line by line is the desk read anew, whatever people decided in between."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from review_world import IRIS, World

from kg.resolve.judgements import judge
from kg.review.decide import accept, reject
from kg.review.defer import defer
from kg.review.desk import Desk, desk, renewed
from kg.review.undo import split, undo, undo_cluster


@pytest.fixture(autouse=True, scope="module")
def no_waiting_for_the_disk() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.resolve.decisions_file.os.fsync", lambda handle: None)
        yield


def step(world: World, dice: random.Random) -> None:
    one, other = dice.sample(world.members, 2)
    by, kind, even_so = dice.choice(["Aigerim", "Hamad"]), dice.randrange(8), dice.random() < 0.2
    reason = "sources are wrong" if even_so else ""
    if kind < 2:
        world.do(lambda now: accept(now, one, other, by=by, reason=reason, even_so=even_so))
    elif kind < 4:
        world.do(lambda now: reject(now, one, other, by=by, reason=reason, even_so=even_so))
    elif kind == 4:
        world.do(lambda now: defer(now, one, other, by=by))
    elif kind == 5:
        world.do(lambda now: split(now, [one], by=by))
    elif kind == 6:
        world.do(lambda now: undo_cluster(now, one, by=by))
    elif standing := [j.id for j in world.now().judgements if j.by_person]:
        world.do(lambda now: undo(now, dice.choice(standing), by=by))


def told(each: Desk) -> dict[str, object]:
    now = each.now
    return {
        "items": each.items, "mark": each.mark, "judgements": now.judgements, "counted": now.counted,
        "entries": list(now.entries), "by_pair": now.by_pair, "home": now.home, "division": now.division,
        "different": now.bars.different, "waived": now.bars.waived, "waivers": now.waivers,
        "touching": {member: sorted(found) for member, found in now.touching.items() if found},
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_a_desk_renewed_is_a_desk_read_anew(seed: int) -> None:
    dice, world = random.Random(seed), World(14, linked=False)
    pairs = [tuple(dice.sample(world.members, 2)) for _ in range(16)]
    verdicts = ["SAME", "SAME", "UNSURE"]
    world.machine([judge(*pair, dice.choice(verdicts), "names", dice.random()) for pair in pairs])  # type: ignore[arg-type]
    kept, in_place = desk(world.db, IRIS), 0
    for _ in range(25):
        step(world, dice)
        followed = renewed(kept, world.db)
        assert followed is not None
        in_place += followed is not kept and "division" in followed.now.__dict__
        assert told(followed) == told(desk(world.db, IRIS))
        kept = followed
    assert in_place > 5
    world.machine([])
    assert renewed(kept, world.db) is None, "what machines judge anew is read anew"


def test_put_off_waits_aside_until_it_is_taken_back_and_joins_and_silences_nothing() -> None:
    world = World(4, plain=True, linked=False)
    one, other = world.members[:2]
    world.machine([judge(one, other, "UNSURE", "names/suggestion", 0.6, ("name", "N0 / N1"), ("held back", "unsure"))])
    (item,) = desk(world.db, IRIS).queue()
    assert item.because == ("name",)
    world.do(lambda now: defer(now, one, other, by="Hamad", reason="ask the archive"))
    aside = desk(world.db, IRIS)
    assert aside.queue() == []
    (waiting,) = aside.items
    assert (waiting.id, waiting.kind, waiting.pairs) == (item.id, "deferred", 1)
    assert waiting.deferral is not None
    assert waiting.deferral.words("reason") == ("ask the archive",)
    taken_back = waiting.deferral.id
    world.machine([judge(one, other, "SAME", "names", 0.99)])
    assert desk(world.db, IRIS).now.home[one] == (one, other), "a machine that has become sure is not held back"
    world.machine([judge(one, other, "UNSURE", "names/suggestion", 0.6, ("name", "N0 / N1"), ("held back", "unsure"))])
    world.do(lambda now: undo(now, taken_back, by="Hamad"))
    assert desk(world.db, IRIS).queue() == [item]
