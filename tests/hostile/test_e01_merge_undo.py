"""E1: merge A+B and B+C, undo B+C: as if never merged; statements and old IRIs stay. The long run: property tests."""

from __future__ import annotations

from review_world import IRIS, World

from kg.resolve.log import live
from kg.resolve.registry_graph import registry_graph
from kg.review.decide import accept, reject
from kg.review.decision import batch_of
from kg.review.undo import split, undo
from ontology.terms import DCTERMS, PROV


def test_an_undone_merge_leaves_no_trace_but_a_redirect_that_went() -> None:
    world = World(3, plain=True)
    a, b, c = world.members
    statements = world.db.execute("SELECT * FROM entity").fetchall()
    world.do(lambda now: accept(now, a, b, by="Hamad"))
    before, standing = world.link(), live(world.db)
    assert before[a] == before[b] != before[c]
    world.do(lambda now: accept(now, b, c, by="Hamad"))
    merged = world.link()
    assert len(set(merged.values())) == 1
    graph = "".join(registry_graph(world.db, world.clusters, IRIS).lines)
    lost = IRIS.entity("PERSON", before[c])
    assert f"<{lost}> <{DCTERMS.isReplacedBy}> <{IRIS.entity('PERSON', before[a])}>" in graph
    (last,) = [j for j in live(world.db) if j not in standing]
    world.do(lambda now: undo(now, last.id[:8], by="Hamad"))
    assert (world.link(), live(world.db)) == (before, standing)
    lines = registry_graph(world.db, world.clusters, IRIS).lines
    assert not any(line.startswith(f"<{lost}>") for line in lines)
    assert world.db.execute("SELECT * FROM entity").fetchall() == statements


def test_a_split_keeps_both_sides_whole_says_where_they_come_from_and_is_undone_by_its_batch() -> None:
    world = World(6, plain=True, linked=False)
    hub, *others = world.members
    for other in others:
        world.do(lambda now, other=other: accept(now, hub, other, by="Hamad"))  # type: ignore[misc]
    before = world.link()
    assert len(set(before.values())) == 1
    done = world.do(lambda now: split(now, [hub, others[0]], by="Aigerim", reason="father and son"))
    after = world.link()
    assert done is not None
    assert after[hub] == after[others[0]] != after[others[1]]
    assert len({after[other] for other in others[1:]}) == 1
    graph = registry_graph(world.db, world.clusters, IRIS).lines
    revised = {line.split(">")[0][1:] for line in graph if PROV.wasRevisionOf in line}
    assert revised == {IRIS.entity("PERSON", entity) for entity in set(after.values())}
    world.do(lambda now: undo(now, batch_of(done.add[0]), by="Aigerim"))
    assert world.link() == before


def test_every_id_ever_given_can_still_be_named() -> None:
    world = World(4, plain=True)
    first = world.link()
    a, b, c, _ = world.members
    world.do(lambda now: accept(now, a, b, by="Hamad"))
    world.do(lambda now: accept(now, b, c, by="Hamad"))
    world.link()
    world.do(lambda now: reject(now, a, c, by="Aigerim", even_so=True, reason="two scribes"))
    world.link()
    now = world.now()
    for entity in first.values():
        assert now.members(IRIS.entity("PERSON", entity))
