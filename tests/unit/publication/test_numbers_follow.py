"""Files of numbers that follow a change say what they say when they are counted anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from changing_world import IRIS, Lines, Memory, delta, states

from kg.gate import Maker
from kg.publication.counts import write_counts
from kg.publication.counts_update import update_counts
from kg.statistics import write_statistics
from kg.statistics_update import update_statistics
from kg.summaries.publishing import summaries
from kg.updates.delta import Updater


def with_summaries(lines: Lines) -> Lines:
    """The state as an edition has it."""
    return lines | {line for graph in summaries(Memory(lines), IRIS) for line in graph.lines}


@pytest.mark.parametrize(
    ("make", "update"),
    [(write_counts, update_counts), (write_statistics, update_statistics)],
)
@pytest.mark.parametrize("seed", range(3))
def test_followed_or_counted_anew_is_the_same(tmp_path: Path, make: Maker, update: Updater, seed: int) -> None:
    walk = map(with_summaries, states(seed, 8))
    before = next(walk)
    make(tmp_path / "0", Memory(before), IRIS)
    for number, after in enumerate(walk, 1):
        new, old = Memory(after), Memory(before)
        path, last, whole = tmp_path / str(number), tmp_path / str(number - 1), tmp_path / "whole"
        assert update(path, last, new, old, IRIS, delta(before, after))
        make(whole, new, IRIS)
        assert json.loads(path.read_text("utf-8")) == json.loads(whole.read_text("utf-8"))
        before = after
