"""D5: in another order, under other names, with more processes, twice: the same graphs, byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

from durable import build, copied, done, graphs, small_workspace
from graph_workspace import sunqar


def test_order_names_processes_and_repetition_change_nothing(tmp_path: Path) -> None:
    plain = small_workspace(tmp_path / "plain" / "w")
    assert done(build, plain) == 0
    other = copied(small_workspace(tmp_path / "raw" / "w"), tmp_path / "other" / "w")
    for number, path in enumerate(sorted((other / "in").rglob("*.xml"))):
        path.rename(path.with_name(f"{(number * 7919 + 5) % 10:02}-{path.name}"))
    for side in ("kazakhstan-ca", "qatar-gulf"):
        files = sorted((other / "in" / side).iterdir(), reverse=True)
        shutil.copy(files[0], files[0].with_name("twice.xml"))
        files.append(files[0].with_name("twice.xml"))
        sunqar("ingest", *files, "--archive", side, "--jobs", "2", "--workspace", other)
    sunqar("build", "--jobs", "2", "--workspace", other)
    assert graphs(other) == graphs(plain)
    hash_before = graphs(other)
    sunqar("build", "--jobs", "1", "--workspace", other)
    assert graphs(other) == hash_before
    assert [path.name for path in (other / "editions").iterdir() if path.name.isdigit()] == ["1"]
