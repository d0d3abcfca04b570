"""D1: killed in any stage at any moment, then done again: as if nothing had been; nothing acknowledged is lost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from killing import Stage, run, stages

ROUNDS = (
    *(("ingest", "link", "infer", "publish", "review", "write", "backup", "restore") * 2),
    *("republish", "rebuild", "take back", "republish"),
)
"""Twenty; ``benchmarks/bench_durability.py`` makes two hundred."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stage]:
    return {stage.name: stage for stage in stages(tmp_path_factory.mktemp("stages"), versions=False)}


def test_twenty_kills_converge(prepared: dict[str, Stage], tmp_path: Path) -> None:
    moments = random.Random(7)
    killed = [run(prepared[name], tmp_path / str(at), moments.uniform(0.05, 0.8)) for at, name in enumerate(ROUNDS)]
    assert sum(killed) >= len(ROUNDS) // 2, "too few were killed before they had ended"


def test_what_the_runs_are_compared_with_differs_where_it_must(prepared: dict[str, Stage]) -> None:
    """Decisions and writes change the graph, backups do not."""
    plain = prepared["publish"].expected
    assert prepared["review"].expected != plain
    assert prepared["write"].expected != plain
    assert prepared["restore"].expected == plain
