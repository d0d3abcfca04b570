"""What runs on a worker of a cluster."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from kg.executors.children import Children
from kg.executors.parcel import Parcel, is_here, unpacked
from kg.executors.versions import check_versions, versions
from kg.extraction import Outcome


class NotHere:
    """The answer of a worker that has other files, or none, under the paths of a parcel without bytes."""


def worker_versions() -> dict[str, str]:
    """Of this worker, as a plain table."""
    return dict(versions())


def extract_parcel(parcel: Parcel, wanted: dict[str, str]) -> Outcome | NotHere:
    """Extract in a process beside this one. RunAborted EXEC002 on a worker that has other versions than wanted."""
    check_versions(wanted, {"a worker that came later": versions()})
    if not parcel.is_whole and not is_here(parcel):
        return NotHere()
    with unpacked(parcel) as task:
        outcome = _children().run(task)
    moved, original = str(Path(task.path).parent), str(Path(parcel.task.path).parent)
    if moved == original:
        return outcome
    told = tuple(warning.replace(moved, original) for warning in outcome.result.warnings)
    error = outcome.result.error
    if error is not None and moved in error.where:
        error = error.__class__(
            error.code, error.message, where=error.where.replace(moved, original), advice=error.advice
        )
    return replace(outcome, result=replace(outcome.result, warnings=told, error=error))




@cache
def _children() -> Children:
    """Of this worker: as many processes as it has threads."""
    return Children()
