"""Summary graphs that follow a change are those that are counted anew, line by line."""

from __future__ import annotations

import pytest
from changing_world import IRIS, Memory, delta, states

from kg.summaries import co_mentions
from kg.summaries.publishing import SUMMARIES, summaries
from kg.summaries.update import update_summaries


@pytest.mark.parametrize("seed", range(4))
def test_followed_or_counted_anew_is_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(co_mentions, "MOST", 4)
    walk = states(seed, 8)
    before = next(walk)
    held: set[str] = {line for graph in summaries(Memory(before), IRIS) for line in graph.lines}
    changed = set()
    for after in walk:
        change = update_summaries(Memory(after), Memory(before | held), IRIS, delta(before, after))
        assert change is not None
        for gone, come in change.values():
            assert gone <= held
            assert not come & held
            held = held - gone | come
        assert held == {line for graph in summaries(Memory(after), IRIS) for line in graph.lines}
        changed |= {graph.rpartition("/")[2] for graph in change}
        before = after
    assert changed == set(SUMMARIES)


def test_old_numbers_that_cannot_be_are_counted_anew() -> None:
    before, after = states(1, 2)
    assert update_summaries(Memory(after), Memory(before), IRIS, delta(before, after)) is None
