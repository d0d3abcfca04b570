"""How far a score could be off by the luck of the sample: percentile intervals over resampled documents."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from extractors.evaluation.counts import Score

SEED = 1971
TIMES = 1000
_TOGETHER = 50


def interval(units: Mapping[str, Score], label: str | None = None, recall: bool = False) -> tuple[float, float]:
    """The 2.5th and 97.5th percentile of micro F1 (or recall), in per cent, over TIMES samples with replacement.

    units  the counts of each document; where a set names none, each record is taken for one
    """
    if not units:
        return 0.0, 0.0
    counted = np.array(
        [
            [part[label] if label else part.total() for part in (score.right, score.given, score.wanted)]
            for _, score in sorted(units.items())
        ],
        np.float64,
    )
    rng = np.random.default_rng(SEED)
    chances = np.full(len(counted), 1 / len(counted))
    draws = [rng.multinomial(len(counted), chances, _TOGETHER) @ counted for _ in range(0, TIMES, _TOGETHER)]
    sums = np.concatenate(draws)
    right, given, wanted = sums.T
    values = 100 * right / np.maximum(1, wanted) if recall else 200 * right / np.maximum(1, given + wanted)
    low, high = np.percentile(values, (2.5, 97.5))
    return round(float(low), 1), round(float(high), 1)
