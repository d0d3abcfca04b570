"""A small linear classifier of languages: whole-number weights of hashed letter runs, summed.

``classifier.md`` is its card. Trained by ``python -m extractors.training.language``. Sums of whole numbers are the
same on every machine.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from extractors.languages import letters

CLASSES = ("en", "ar", "ru", "kk", "fr", "und", "bad")
"""What the weights tell apart: five languages, any other language, and text decoded in the wrong way."""

MODEL = Path(__file__).with_name("classifier.npz")
Scores = npt.NDArray[np.int64]


@cache
def _weights() -> npt.NDArray[np.int16]:
    with np.load(MODEL, allow_pickle=False) as stored:
        rows = stored["rows"].astype(np.int16)
    return np.vstack([rows, np.zeros((1, len(CLASSES)), np.int16)])  # the last row is that of bucket -1


def places(text: str) -> Scores:
    """Scores of each class summed from the beginning: row n is the sum over the first n code points."""
    points = letters.codes(text)
    summed = np.zeros((len(points) + 1, len(CLASSES)), np.int64)
    if len(points):
        weights = _weights()
        found = weights.take(letters.shapes(points), axis=0)
        for row in letters.buckets(points):
            found += weights.take(row, axis=0)
        np.cumsum(found, axis=0, dtype=np.int64, out=summed[1:])
    return summed


def total(text: str) -> dict[str, int]:
    """Points of each class for the whole text; more is likelier. All 0 for an empty text."""
    return dict(zip(CLASSES, map(int, places(text)[-1]), strict=True))
