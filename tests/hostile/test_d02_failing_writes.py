"""D2: the n-th write fails, of a file, a database or the store: told, no harm, and the next run goes on from there."""

from __future__ import annotations

import random
from pathlib import Path

from durable import build, copied, done, graphs, grown
from failing import run, writes_of


def test_a_write_that_fails_does_no_harm(tmp_path: Path) -> None:
    """Two of the kinds of write that a build has; the benchmark takes the first and the last of every kind."""
    start = grown(tmp_path / "start")
    calm = copied(start, tmp_path / "calm" / "w")
    assert done(build, calm) == 0
    assert graphs(calm) != graphs(start)
    count, kinds = writes_of(start, tmp_path / "count")
    assert count > len(kinds) > 50, "writes are not seen"
    told = [run(start, tmp_path / str(at), at, bool(at % 2), graphs(calm)) for at in random.Random(5).sample(kinds, 2)]
    assert "DISK001" in told
