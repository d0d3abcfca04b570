"""A finder over a marked set, at one band of errors: counts, confidences and time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import reduce
from operator import add

from extractors.evaluation.calibration import Judged
from extractors.evaluation.counts import Score, Span, count
from extractors.evaluation.finders import Finder
from extractors.evaluation.noise import spoilt
from extractors.evaluation.sets import MarkedSet

Case = tuple[str, tuple[Span, ...], tuple[Span, ...]]
"""Text, mentions found, mentions marked."""


@dataclass(frozen=True)
class Result:
    """What one finder did on one set.

    labels   those scored: marked in the set and known to the finder
    units    counts of each document, for intervals
    judged   confidence of every mention given and whether it is right; empty for positive-only sets
    seconds  of processor time, for ``words`` words between spaces
    """

    marked: MarkedSet
    finder: str
    labels: tuple[str, ...]
    band: float
    score: Score
    units: dict[str, Score]
    judged: tuple[Judged, ...]
    cases: tuple[Case, ...]
    words: int
    seconds: float


def evaluate(finder: Finder, marked: MarkedSet, band: float = 0.0) -> Result:
    """Score a finder on a set whose characters are spoilt at a rate of ``band``."""
    labels = tuple(label for label in marked.labels if label in finder.labels)
    units: dict[str, Score] = {}
    judged: list[Judged] = []
    cases: list[Case] = []
    words, seconds = 0, 0.0
    for record in marked.texts:
        text, entities = spoilt(record.text, record.entities, band) if band else (record.text, record.entities)
        began = time.process_time()
        found = finder.find(text, marked.lang)
        seconds += time.process_time() - began
        words += len(text.split())
        gold = tuple(span for span in entities if span[2] in labels)
        given = {(f.start, f.end, f.label): f.confidence for f in found if f.label in labels}
        units[record.unit] = units.get(record.unit, Score()) + count(given, gold, labels)
        if not marked.positive_only:
            judged += [(sure, span in gold) for span, sure in given.items()]
        cases.append((text, tuple(given), gold))
    total = reduce(add, units.values(), Score())
    return Result(marked, finder.name, labels, band, total, units, tuple(judged), tuple(cases), words, seconds)
