"""From the encoder's own probabilities to ones that hold: of the names with 0.8, four out of five are right.

A logistic curve for each language and label over the log odds (Platt 1999), fitted on held-out sentences. It never
changes which names are found, nor the order of two of one label in a text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log

from extractors.document import LABELS

Curves = Mapping[str, Sequence[float]]
EDGE = 1e-3


class Calibration:
    """The curves of a language.

    curves  "kk PERSON", or "PERSON" for languages without one of their own -> (slope, shift); where there is neither,
            a probability stays as it is
    """

    def __init__(self, curves: Curves, lang: str | None = None) -> None:
        self._curves: dict[str, tuple[float, float]] = {}
        for label in LABELS:
            found = curves.get(f"{lang} {label}", curves.get(label))
            if found is not None:
                self._curves[label] = (float(found[0]), float(found[1]))

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
