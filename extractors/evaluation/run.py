"""All that is asked for, one result after the other: finders x sets x bands of errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.evaluation import editors, sets
from extractors.evaluation.evaluate import Result, evaluate
from extractors.evaluation.finders import Finder
from extractors.evaluation.sets import MarkedSet


@dataclass(frozen=True, slots=True)
class Plan:
    """What to score.

    data   folders or files of marked texts, TEI files whose editors marked persons among them
    bands  rates of character errors to add
    limit  at most so many texts of each set, spread evenly over it; None for all
    """

    data: tuple[Path, ...]
    bands: tuple[float, ...] = (0.0,)
    limit: int | None = None


def marked_sets(plan: Plan) -> Iterator[MarkedSet]:
    """The sets of the plan, each cut to the limit."""
    for path in plan.data:
        tei = path.suffix == ".xml" or (path.is_dir() and any(path.glob("*.xml")))
        found = [editors.as_set([path])] if tei else [s for file in sets.files(path) for s in sets.read(file)]
        for marked in found:
            step = max(1, len(marked.texts) // plan.limit) if plan.limit else 1
            yield replace(marked, texts=marked.texts[::step][: plan.limit])


def run(plan: Plan, finders: Sequence[Finder]) -> Iterator[Result]:
    """Every result; a finder is asked only for languages that it knows and for labels that it and the set share."""
    for marked in marked_sets(plan):
        yield from _one(marked, plan.bands, finders)


def _one(marked: MarkedSet, bands: Iterable[float], finders: Sequence[Finder]) -> Iterator[Result]:
    for finder in finders:
        if marked.lang in finder.langs and set(marked.labels) & set(finder.labels):
            for band in bands:
                yield evaluate(finder, marked, band)
