"""E2: a yes and a no in one cluster are reported, never settled in silence; a batch with one is refused whole."""

from __future__ import annotations

import pytest
from review_world import World

from kg.resolve.judgements import judge
from kg.resolve.log import live
from kg.resolve.sssom import SssomMapping, read, write
from kg.review.decide import accept, reject
from kg.review.decision import Blocked
from kg.review.exchange import mappings, prefixes, take_in
from kg.review.queue import Filter, queue


def test_a_no_inside_a_machines_cluster_cuts_its_weakest_link_and_opens_an_item() -> None:
    world = World(4, plain=True)
    a, b, c, d = world.members
    links = [(a, b, 0.9), (b, c, 0.6), (c, d, 0.8)]
    world.machine([judge(one, other, "SAME", "names", sure) for one, other, sure in links])
    done = world.do(lambda now: reject(now, a, d, by="Aigerim", reason="two brothers"))
    assert done is not None
    assert done.notes == ("1 machine links give way; 4 local entities become 2 + 2",)
    state = world.link()
    assert state[a] == state[b] != state[c] == state[d]
    (item,) = queue(world.now(), Filter(kind="conflict"))
    assert {item.judgement.left, item.judgement.right} == {b, c}
    assert item.against == "Aigerim holds two of them to be different: two brothers"


def test_people_who_contradict_each_other_are_told_so() -> None:
    world = World(3, plain=True)
    a, b, c = world.members
    world.do(lambda now: accept(now, a, b, by="Hamad", reason="one hand"))
    world.do(lambda now: accept(now, b, c, by="Hamad"))
    with pytest.raises(Blocked, match=r"REVIEW004.*Hamad decided"):
        reject(world.now(), a, c, by="Aigerim")
    world.do(lambda now: reject(now, a, c, by="Aigerim", even_so=True, reason="two seals"))
    assert not world.now().division.conflicts
    with pytest.raises(Blocked, match=r"REVIEW004.*Aigerim decided.*different: two seals"):
        accept(world.now(), a, c, by="Hamad")


def test_a_batch_with_a_conflict_is_refused_whole_and_names_its_lines() -> None:
    world = World(4, plain=True)
    a, b, c, d = world.members
    before = live(world.db)
    rows = [
        SssomMapping(a, b, "SAME", line=2),
        SssomMapping(b, c, "SAME", line=3),
        SssomMapping(c, d, "SAME", line=4),
        SssomMapping(a, c, "DIFFERENT", line=5),
    ]
    with pytest.raises(Blocked, match=r"REVIEW009") as caught:
        take_in(world.now(), rows, "t.tsv", by="Hamad")
    assert "t.tsv:5" in caught.value.message
    assert "t.tsv:2" in caught.value.message or "t.tsv:3" in caught.value.message
    assert live(world.db) == before
    world.do(lambda now: take_in(now, rows[:3], "t.tsv", by="Hamad"))
    assert len(set(world.link().values())) == 1
    with pytest.raises(Blocked, match=r"t\.tsv:5"):
        take_in(world.now(), rows[3:], "t.tsv", by="Aigerim")


def test_what_is_written_as_sssom_is_read_back_and_changes_nothing() -> None:
    world = World(6, plain=True)
    m = world.members
    formula = judge(m[0], m[1], "SAME", "=names", 0.9, ("name", "HYPERLINK(1)\nx\ty"))
    world.machine([formula, judge(m[2], m[3], "UNSURE", "names", 0.5)])
    world.do(lambda now: reject(now, m[4], m[5], by="Серік", reason="-- екеуі бөлек\t«екі»"))
    now = world.now()
    for comma in (False, True):
        text = write(mappings(now), "http://x/graph/links", prefixes(now), comma=comma)
        rows = read(text, {}, "t") if not comma else read(text, prefixes(now), "t")
        said = [(row.subject, row.object, row.verdict) for row in rows]
        assert said == [(*j.pair, j.verdict) for j in sorted(now.counted)]
        assert any(row.comment == "-- екеуі бөлек\t«екі»" for row in rows)
        assert not any(cell.startswith(("=", "-", "+", "@")) for line in text.splitlines() for cell in line.split("\t"))
        assert take_in(now, rows, "t", by="Hamad").add == ()
