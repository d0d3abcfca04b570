"""The trained tagger at work: int8 weights and activations, computed exactly.

Every product is of whole numbers whose sums stay under 2**24, so float32 arithmetic is exact and the scores are
the same on every machine, in every batch, with any number of workers or threads.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from extractors.models.features import buckets

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]

REMEMBERED = 60_000
LARGEST = 2047
"""Bound of a word's summed rows: 2047 * 127 * 64 is still under 2**24."""


@dataclass(frozen=True)
class Layer:
    """Whole-number weights (in float32), a scale for each column and a bias, giving activations of 0 .. 127."""

    weights: Floats
    scale: Doubles
    bias: Doubles

    def scores(self, inputs: Floats) -> Doubles:
        """The layer's sums in real units."""
        return (inputs @ self.weights).astype(np.float64) * self.scale + self.bias

    def __call__(self, inputs: Floats) -> Floats:
        """Activations: whole numbers of 0 to 127, in float32."""
        return np.clip(np.rint(self.scores(inputs)), 0, 127).astype(np.float32)


class Network:
    """Scores of the tags for the words of a text. Remembers what it computed of a word, up to a bound."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as stored:
            self._rows: npt.NDArray[np.int8] = stored["rows"]
            self._layers = tuple(
                Layer(stored[f"w{at}"].astype(np.float32), stored[f"s{at}"], stored[f"b{at}"]) for at in range(4)
            )
            self.temperature = float(stored["temperature"])
            hashes, kinds = stored["lexicon_hash"].tolist(), stored["lexicon_kind"].tolist()
        self._lexicon: dict[int, str] = dict(zip(hashes, kinds, strict=True))
        self._known: dict[str, int] = {}
        self._words = np.zeros((1024, self._layers[0].weights.shape[1]), np.float32)

    def __call__(self, words: list[str]) -> Doubles:
        """One row of tag scores (log odds before the softmax) a word; an empty word stands for a gap."""
        numbers = self._numbers(words)
        x = self._words[numbers]
        real = np.array([bool(word) for word in words])[:, None]
        x = self._layers[1](_neighbours(x, 2)) * real
        x = self._layers[2](_neighbours(x, 1)) * real
        return self._layers[3].scores(x)

    def _numbers(self, words: list[str]) -> list[int]:
        new = sorted({word for word in words if word and word not in self._known})
        if new:
            if len(self._known) + len(new) > REMEMBERED:
                self._known.clear()
                new = sorted({word for word in words if word})
            self._learn(new)
        known = self._known
        return [known[word] if word else 0 for word in words]

    def _learn(self, new: list[str]) -> None:
        first = len(self._known) + 1
        if first + len(new) > len(self._words):
            grown = np.zeros((2 * (first + len(new)), self._words.shape[1]), np.float32)
            grown[: len(self._words)] = self._words
            self._words = grown
        rows = [buckets(word, self._lexicon) for word in new]
        starts = np.cumsum([0, *(len(row) for row in rows[:-1])])
        flat = np.array([bucket for row in rows for bucket in row])
        summed = np.add.reduceat(self._rows[flat].astype(np.float32), starts, axis=0)
        self._words[first : first + len(new)] = self._layers[0](np.clip(summed, -LARGEST, LARGEST))
        self._known.update(zip(new, range(first, first + len(new)), strict=True))


def _neighbours(x: Floats, reach: int) -> Floats:
    padded = np.pad(x, ((reach, reach), (0, 0)))
    return np.concatenate([padded[at : at + len(x)] for at in range(2 * reach + 1)], axis=1)
