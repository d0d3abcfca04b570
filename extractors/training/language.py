"""``python -m extractors.training.language --data FOLDER --out FOLDER``: train the language classifier, write its card.

Softmax regression over the hashed runs of ``extractors.languages.letters``; the mean over a block's code points is the
input, so that short and long blocks weigh alike. Adam, fixed seed; weights rounded to whole numbers of one byte.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

from extractors.languages.classifier import CLASSES
from extractors.languages.letters import BUCKETS, buckets, codes, shapes
from extractors.training.language_card import card
from extractors.training.language_data import Block, blocks
from extractors.training.language_score import score

SEED = 19
BLOCKS = 9000
BATCH = 256
EPOCHS = 6
RATE = 0.02
DECAY = 2e-5
SHARPNESS = 40.0
"""What the mean score is multiplied by before the softmax."""

Floats = npt.NDArray[np.float32]


def features(text: str) -> npt.NDArray[np.int32]:
    """All buckets of a block, those of no run left out."""
    points = codes(text)
    rows = np.concatenate([*buckets(points), shapes(points)])
    return rows[rows >= 0].astype(np.int32)


def train(data: list[Block]) -> npt.NDArray[np.int8]:
    """The weights, one row a bucket and one column a class."""
    seen = [(features(text), CLASSES.index(lang), len(text)) for text, lang in data if text]
    weights = np.zeros((BUCKETS, len(CLASSES)), np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    rng = random.Random(SEED)  # noqa: S311 - a seeded shuffle, nothing secret
    step = 0
    for epoch in range(EPOCHS):
        rng.shuffle(seen)
        losses = []
        for at in range(0, len(seen), BATCH):
            step += 1
            gradient, loss = _gradient(weights, seen[at : at + BATCH])
            losses.append(loss)
            gradient += DECAY * weights
            first = 0.9 * first + 0.1 * gradient
            second = 0.99 * second + 0.01 * gradient**2
            rate = RATE * (1 - step / (EPOCHS * len(seen) / BATCH + 1))
            weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-7)
        print(f"epoch {epoch} loss {np.mean(losses):.4f}", file=sys.stderr)
    limit = float(np.quantile(np.abs(weights[weights != 0]), 0.9995))
    rounded: npt.NDArray[np.int8] = np.clip(np.rint(weights / limit * 127), -127, 127).astype(np.int8)
    return rounded


def _gradient(weights: Floats, batch: list[tuple[npt.NDArray[np.int32], int, int]]) -> tuple[Floats, float]:
    flat = np.concatenate([rows for rows, _, _ in batch])
    sizes = np.array([len(rows) for rows, _, _ in batch])
    lengths = np.array([length for _, _, length in batch], np.float32)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    scores = np.add.reduceat(weights[flat], starts, axis=0) / lengths[:, None] * SHARPNESS
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    odds = raised / raised.sum(axis=1, keepdims=True)
    right = np.array([label for _, label, _ in batch])
    loss = float(-np.log(odds[np.arange(len(batch)), right] + 1e-9).mean())
    odds[np.arange(len(batch)), right] -= 1
    spread = np.repeat(odds / lengths[:, None] * SHARPNESS / len(batch), sizes, axis=0)
    columns = [np.bincount(flat, spread[:, column], BUCKETS) for column in range(len(CLASSES))]
    return np.stack(columns, axis=1).astype(np.float32), loss


def main() -> None:
    """Train, write ``classifier.npz`` and its card; the shipped weights are read back for the marks."""
    parser = argparse.ArgumentParser(description="Train the language classifier with a fixed seed.")
    parser.add_argument("--data", type=Path, required=True, help="folder with <language>/<set>/train.jsonl.gz")
    parser.add_argument("--out", type=Path, default=Path("extractors/languages"))
    asked = parser.parse_args()
    rows = train(list(blocks(asked.data, SEED, BLOCKS)))
    np.savez_compressed(asked.out / "classifier.npz", allow_pickle=False, rows=rows)
    marks = list(score(asked.data.parent / "corpus"))
    (asked.out / "classifier.md").write_text(card(marks), "utf-8")
    for mark in marks:
        print(mark, file=sys.stderr)


if __name__ == "__main__":
    main()
