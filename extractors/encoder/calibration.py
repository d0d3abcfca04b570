"""From the encoder's own probabilities to ones that hold: of the names with 0.8, four out of five are right.

A logistic curve for each label over the log odds (Platt 1999), fitted on held-out sentences. It never changes which
names are found, nor the order of two of one label.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log

EDGE = 1e-3


class Calibration:
    """label -> (slope, shift) of its curve; a label without one keeps its probability."""

    def __init__(self, curves: Mapping[str, Sequence[float]]) -> None:
        self._curves = {label: (float(slope), float(shift)) for label, (slope, shift) in curves.items()}

    def __call__(self, probability: float, label: str) -> float:
        """The calibrated probability of a name with that label."""
        if label not in self._curves:
            return probability
        slope, shift = self._curves[label]
        return 1 / (1 + exp(-slope * log_odds(probability) - shift))


def log_odds(probability: float) -> float:
    """Of a probability, kept off 0 and 1."""
    kept = min(1 - EDGE, max(EDGE, probability))
    return log(kept / (1 - kept))
