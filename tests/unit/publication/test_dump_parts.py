"""Dumps in parts: nothing lost, nothing twice, each part within its bound, a graph torn only where it must be."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from kg.edition import Edition
from kg.publication.dumps import dumps_of
from kg.publication.parts import PartsExporter
from kg.workspace import open_workspace


@pytest.fixture(scope="module")
def edition(edition_workspace: Path) -> Edition:
    return open_workspace(edition_workspace).current_edition()


@pytest.mark.parametrize("bound", [20_000, 1 << 20, 1 << 30])
def test_parts_are_the_dump_cut_at_graphs(edition: Edition, tmp_path: Path, bound: int) -> None:
    PartsExporter(bound)(edition, tmp_path / "parts")
    told = json.loads((tmp_path / "parts" / "manifest.json").read_text("utf-8"))
    texts = []
    for part in told["parts"]:
        packed = (tmp_path / "parts" / part["file"]).read_bytes()
        assert hashlib.sha256(packed).hexdigest() == part["sha256"]
        texts.append(gzip.decompress(packed))
        assert len(texts[-1]) == part["bytes"] <= bound
        assert texts[-1].count(b"\n") == part["quads"]
    assert b"".join(texts) == gzip.decompress(dumps_of(edition)["nq"][0].read_bytes())
    sizes: Counter[str] = Counter()
    for line in b"".join(texts).splitlines(keepends=True):
        sizes[line[line.rindex(b"<") + 1 : -4].decode()] += len(line)
    for before, after in zip(told["parts"], told["parts"][1:], strict=False):
        assert after["continues"] == (before["last"] == after["first"])
        if after["continues"]:
            assert sizes[after["first"]] > bound, "a graph that fits into a part is not torn"
    if bound == 1 << 30:
        assert len(told["parts"]) == 1
    PartsExporter(bound)(edition, tmp_path / "again")
    assert all(
        (tmp_path / "again" / path.name).read_bytes() == path.read_bytes() for path in (tmp_path / "parts").iterdir()
    )
