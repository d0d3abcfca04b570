"""A fault of our own in one file: named as its failure, and no end of the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Document
from extractors.errors import RunAborted
from kg import extraction
from kg.extraction import Task, extract
from kg.iri import Iris


def _task(folder: Path) -> Task:
    path = folder / "letter.txt"
    path.write_text("A letter from Doha.", "utf-8")
    iris = Iris("https://x.example", "https://x.example/def#")
    return Task(str(path), str(path), "a", "0", None, iris, "", True, "fast", 0.5, "f", 60)


def test_a_fault_is_a_result_that_says_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(document: Document, task: Task, warnings: list[str]) -> Document:
        raise IndexError("list index out of range")

    monkeypatch.setattr(extraction, "_recognised", faulty)
    error = extract(_task(tmp_path)).result.error
    assert error is not None
    assert error.code == "READ010"
    assert "IndexError at test_faults.py:" in error.message
    assert error.where.endswith("letter.txt")


def test_a_missing_model_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(document: Document, task: Task, warnings: list[str]) -> Document:
        raise RunAborted("NER002", "The model is not installed.")

    monkeypatch.setattr(extraction, "_recognised", without)
    with pytest.raises(RunAborted, match="NER002"):
        extract(_task(tmp_path))
