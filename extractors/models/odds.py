"""From tag scores to probabilities, and to the probability of a name."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from extractors.document import LABELS

Doubles = npt.NDArray[np.float64]


def log_odds(scores: Doubles, temperature: float) -> Doubles:
    """Natural logarithms of the same probabilities."""
    heated = scores / temperature
    heated = heated - heated.max(axis=1, keepdims=True)
    return np.asarray(heated - np.log(np.exp(heated).sum(axis=1, keepdims=True)))


def odds(scores: Doubles, temperature: float) -> Doubles:
    """Probabilities of the tags, softened by the temperature."""
    heated = scores / temperature
    raised = np.exp(heated - heated.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def confidence(probabilities: Doubles, label: str) -> float:
    """Probability of the name: of its edges as edges and its inside as its label, the least sure of its words."""
    return rounded(least(probabilities, label))


def least(probabilities: Doubles, label: str) -> float:
    """The same, neither rounded nor kept off 0 and 1."""
    at = 1 + 4 * LABELS.index(label)
    if len(probabilities) == 1:
        return float(probabilities[0, at + 3])
    inner = probabilities[1:-1, at : at + 4].sum(axis=1)
    return float(min(probabilities[0, at], probabilities[-1, at + 2], *inner))


def rounded(probability: float) -> float:
    """To three digits, and never quite sure."""
    return round(min(0.999, max(0.001, probability)), 3)
