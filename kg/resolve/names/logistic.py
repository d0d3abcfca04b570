"""A logistic model over named features, and its weights as stored."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MODEL = Path(__file__).with_name("model.json")


@dataclass(frozen=True)
class Logistic:
    """Weights by the name of the feature, in order, and the constant.  features  (…, weights) in that order"""

    names: tuple[str, ...]
    weights: Floats
    constant: float

    def logit(self, features: Floats) -> Floats:
        """(…,) log odds."""
        summed: Floats = (features * self.weights).sum(-1) + self.constant
        return summed


def sigmoid(logit: Floats) -> Floats:
    """Log odds to probability."""
    return 1.0 / (1.0 + np.exp(-np.clip(logit, -30.0, 30.0)))


def shares(logit: Floats) -> Floats:
    """(alternatives,) probability of each, where at most one is right; that none is has log odds 0."""
    top = max(float(logit.max(initial=0.0)), 0.0)
    worth = np.exp(logit - top)
    found: Floats = worth / (worth.sum() + np.exp(-top))
    return found


@cache
def models() -> dict[str, Logistic]:
    """The stored models: ``word/SCRIPT`` and ``name/SCRIPT``, SCRIPT as of the tables of ``alignment``."""
    stored = json.loads(MODEL.read_text("utf-8"))
    return {
        key: Logistic(tuple(found["weights"]), np.array(list(found["weights"].values())), found["constant"])
        for key, found in stored.items()
    }
