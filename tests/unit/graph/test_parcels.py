"""A task with its files arrives elsewhere as it was sent, and gives the same graph there."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.errors import RunAborted
from kg.executors.parcel import Enclosed, is_here, parcel, unpacked
from kg.extraction import Task, extract
from kg.iri import Iris


def _task(path: Path) -> Task:
    return Task(str(path), path.name, "a", "0" * 64, None, Iris("http://x.example", "http://x.example/def#"), "",
                False, "fast", 0.5, "mark", 60.0)  # fmt: skip


def test_a_document_and_what_lies_beside_it_give_the_same_graph_without_its_disk(tmp_path: Path) -> None:
    folder = tmp_path / "delo-12"
    folder.mkdir()
    (folder / "3.txt").write_text("On 5 May 1913 the agent wrote to Doha.")
    (folder / "3.txt.access.toml").write_text('status = "open"\nreason = "asked for"\n')
    task = _task(folder / "3.txt")
    here = extract(task)
    assert here.result.error is None
    sent, told = parcel(task, with_bytes=True), parcel(task, with_bytes=False)
    assert [file.name for file in sent.files] == ["3.txt", "3.txt.access.toml"]
    assert is_here(told)
    (folder / "3.txt.access.toml").write_text('status = "closed"\n')
    assert not is_here(told), "other bytes under the same path are not the same file"
    shutil.rmtree(folder)
    with unpacked(sent) as moved:
        assert extract(moved).nquads == here.nquads


@pytest.mark.parametrize("file", [Enclosed("../out.txt", "", b""), Enclosed("a.txt", "0" * 64, b"other")])
def test_what_is_not_as_it_was_sent_is_not_written(tmp_path: Path, file: Enclosed) -> None:
    (tmp_path / "a.txt").write_text("a")
    sent = replace(parcel(_task(tmp_path / "a.txt"), with_bytes=True), files=(file,))
    with pytest.raises(RunAborted, match="EXEC005"), unpacked(sent):
        pass
