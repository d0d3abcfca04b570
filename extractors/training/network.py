"""The tagger while it learns: float32, Adam, gradients by hand. What it becomes is in extractors.models.network.

Word: sum of hashed rows -> ReLU layer. Sentence: two convolutions (five words, three words) -> 21 tag scores.
Loss: minus the log of the summed probability of the tags that the set's annotation allows at a word, so that a
label which a set never marks is unknown there and not absent.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from extractors.models.features import BUCKETS
from extractors.models.tags import TAGS

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

ROW, WORD, FIRST, SECOND = 64, 128, 192, 192
WINDOWS = (2, 1)


@dataclass
class Batch:
    """Blocks laid end to end with empty words between them.

    features, starts  bucket numbers of each distinct word, and where each word's begin
    words   which distinct word stands where; -1 for an empty one
    allowed which tags are right there; a row of zeros for an empty one
    """

    features: Ints
    starts: Ints
    words: Ints
    allowed: Floats


@dataclass
class Network:
    """Parameters, their running averages (used in the end) and Adam's moments."""

    rng: np.random.Generator
    values: dict[str, Floats] = field(default_factory=dict)
    average: dict[str, Floats] = field(default_factory=dict)
    moments: dict[str, tuple[Floats, Floats]] = field(default_factory=dict)
    step: int = 0

    def __post_init__(self) -> None:
        sizes = {"w0": (ROW, WORD), "w1": (5 * WORD, FIRST), "w2": (3 * FIRST, SECOND), "w3": (SECOND, len(TAGS))}
        self.values["rows"] = (self.rng.standard_normal((BUCKETS, ROW)) * 0.1).astype(np.float32)
        for name, (wide, high) in sizes.items():
            scale = np.sqrt(2 / wide)
            self.values[name] = (self.rng.standard_normal((wide, high)) * scale).astype(np.float32)
            self.values["b" + name[1]] = np.zeros(high, np.float32)
        self.average = {name: value.copy() for name, value in self.values.items()}
        self.moments = {name: (np.zeros_like(value), np.zeros_like(value)) for name, value in self.values.items()}

    def learn(self, batch: Batch, rate: float, dropout: float) -> float:
        """One step of Adam; the mean loss of a word before it."""
        value, real = self.values, (batch.words >= 0)[:, None].astype(np.float32)
        rows = value["rows"][batch.features]
        kept = (self.rng.random(len(rows)) > 0.1).astype(np.float32)[:, None]
        summed = np.add.reduceat(rows * kept, batch.starts, axis=0)
        types = np.maximum(summed @ value["w0"] + value["b0"], 0)
        drop0 = self._mask((len(batch.words), WORD), dropout)
        x0 = types[batch.words] * real * drop0
        n0 = neighbours(x0, WINDOWS[0])
        drop1 = self._mask((len(batch.words), FIRST), dropout) * real
        a1 = np.maximum(n0 @ value["w1"] + value["b1"], 0)
        n1 = neighbours(a1 * drop1, WINDOWS[1])
        drop2 = self._mask((len(batch.words), SECOND), dropout) * real
        a2 = np.maximum(n1 @ value["w2"] + value["b2"], 0)
        x2 = a2 * drop2
        scores = x2 @ value["w3"] + value["b3"]
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        odds /= odds.sum(axis=1, keepdims=True)
        right = odds * batch.allowed
        total = right.sum(axis=1, keepdims=True) + 1e-9
        count = float(real.sum())
        loss = float(-(np.log(total) * real).sum()) / count
        d3 = (odds - right / total) * real / count
        gradients = {"w3": x2.T @ d3, "b3": d3.sum(axis=0)}
        d2 = (d3 @ value["w3"].T) * drop2 * (a2 > 0)
        gradients |= {"w2": n1.T @ d2, "b2": d2.sum(axis=0)}
        d1 = gathered(d2 @ value["w2"].T, WINDOWS[1]) * drop1 * (a1 > 0)
        gradients |= {"w1": n0.T @ d1, "b1": d1.sum(axis=0)}
        d0 = gathered(d1 @ value["w1"].T, WINDOWS[0]) * drop0 * real
        dtypes = np.zeros_like(types)
        np.add.at(dtypes, batch.words[batch.words >= 0], d0[batch.words >= 0])
        dtypes *= types > 0
        gradients |= {"w0": summed.T @ dtypes, "b0": dtypes.sum(axis=0)}
        lengths = np.diff(np.append(batch.starts, len(batch.features)))
        drows = np.repeat(dtypes @ value["w0"].T, lengths, axis=0) * kept
        self._update(gradients, batch.features, drows, rate)
        return loss

    def _mask(self, size: tuple[int, int], dropout: float) -> Floats:
        return (self.rng.random(size, dtype=np.float32) > dropout).astype(np.float32) / np.float32(1 - dropout)

    def _update(self, gradients: dict[str, Floats], features: Ints, drows: Floats, rate: float) -> None:
        self.step += 1
        norm = np.sqrt(sum(float((g * g).sum()) for g in gradients.values()))
        scale = min(1.0, 5.0 / (norm + 1e-9))
        correct = rate * np.sqrt(1 - 0.999**self.step) / (1 - 0.9**self.step)
        for name, gradient in gradients.items():
            first, second = self.moments[name]
            gradient = gradient * scale
            first += 0.1 * (gradient - first)
            second += 0.001 * (gradient * gradient - second)
            self.values[name] -= (correct * first / (np.sqrt(second) + 1e-8)).astype(np.float32)
        order = np.argsort(features, kind="stable")
        touched, starts = np.unique(features[order], return_index=True)
        gradient = np.add.reduceat(drows[order], starts, axis=0) * scale
        first, second = self.moments["rows"]
        first[touched] += 0.1 * (gradient - first[touched])
        second[touched] += 0.001 * (gradient * gradient - second[touched])
        self.values["rows"][touched] -= correct * first[touched] / (np.sqrt(second[touched]) + 1e-8)

    def remember(self, weight: float) -> None:
        """Move the running average towards the present values."""
        for name, value in self.values.items():
            self.average[name] += np.float32(weight) * (value - self.average[name])


def neighbours(x: Floats, reach: int) -> Floats:
    """Each row beside the ``reach`` rows before and after it, zeros past the ends."""
    padded = np.pad(x, ((reach, reach), (0, 0)))
    return np.concatenate([padded[at : at + len(x)] for at in range(2 * reach + 1)], axis=1)


def gathered(wide: Floats, reach: int) -> Floats:
    """The transpose of ``neighbours``: what each row's copies got, added up."""
    size, width = len(wide), wide.shape[1] // (2 * reach + 1)
    padded = np.zeros((size + 2 * reach, width), np.float32)
    for at in range(2 * reach + 1):
        padded[at : at + size] += wide[:, at * width : (at + 1) * width]
    return padded[reach : reach + size]
