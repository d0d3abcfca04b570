"""Whether confidences mean what they say: of the mentions given with 0.8, are four in five right?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10

Judged = tuple[float, bool]
"""Confidence of a mention, and whether it is right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Mentions with confidences from ``low`` up to a tenth more: how many, mean confidence, share that is right."""

    low: float
    mentions: int
    confidence: float
    right: float


def reliability(judged: Sequence[Judged]) -> list[Bin]:
    """The reliability table: bins of equal width that are not empty."""
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for sure, right in judged:
        bins[min(BINS - 1, int(sure * BINS))].append((sure, right))
    return [
        Bin(at / BINS, len(held), _mean([sure for sure, _ in held]), _mean([float(right) for _, right in held]))
        for at, held in enumerate(bins)
        if held
    ]


def expected_error(judged: Sequence[Judged]) -> float:
    """Expected calibration error, 0 to 1: the bins' gaps between confidence and truth, weighted by their mentions."""
    return sum(b.mentions * abs(b.confidence - b.right) for b in reliability(judged)) / max(1, len(judged))


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)
