"""What connects the archives, followed through changes, is what is found anew."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, Never

import pytest
from changing_world import IRIS, Lines, Memory, delta, states

from kg.connections import days, follow, letters, shared, update
from kg.connections.update import update_connections
from kg.connections.writing import write_connections
from kg.summaries.publishing import summaries


def with_summaries(lines: Lines) -> Lines:
    """The state as an edition has it."""
    return lines | {line for graph in summaries(Memory(lines), IRIS) for line in graph.lines}


def told(path: Path) -> dict[str, Any]:
    """Totals and the rows that are shown."""
    found = json.loads(path.read_text("utf-8"))
    return {key: (each["total"], each["rows"][: follow.MOST]) for key, each in found.items()}


@pytest.mark.parametrize(("most", "kept", "seed"), [(2, 3, 0), (1, 2, 1), (100, 500, 2), (100, 500, 3)])
def test_followed_or_found_anew_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, kept: int, seed: int
) -> None:
    monkeypatch.setattr(follow, "MOST", most)
    monkeypatch.setattr(follow, "KEPT", kept)
    if kept > most + 100:  # where every row is kept nothing has to be found anew
        for module, name in ((shared, "shared"), (letters, "letters"), (days, "days"), (update, "_all_visits")):
            monkeypatch.setattr(module, name, _refused)
    walk = map(with_summaries, states(seed, 9))
    before = next(walk)
    write_connections(tmp_path / "0", Memory(before), IRIS)
    changes: Counter[str] = Counter()
    for number, after in enumerate(walk, 1):
        new, old = Memory(after), Memory(before)
        path, last, whole = tmp_path / str(number), tmp_path / str(number - 1), tmp_path / "whole"
        assert update_connections(path, last, new, old, IRIS, delta(before, after))
        write_connections(whole, new, IRIS)
        assert told(path) == told(whole)
        changes.update(key for key, each in told(path).items() if each != told(last)[key])
        before = after
    assert len(changes) >= 5


def _refused(*_: object) -> Never:
    raise AssertionError("found anew")
