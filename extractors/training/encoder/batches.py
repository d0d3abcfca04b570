"""The endless stream of batches. Where it stands is a position, from which it goes on exactly as it would have."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice

import numpy as np
import numpy.typing as npt

from extractors.encoder.pieces import PAD, UNKNOWN
from extractors.training.data import Sentence
from extractors.training.encoder.augment import augmented
from extractors.training.encoder.corpus import WEIGHT, Pool, shares
from extractors.training.encoder.examples import Cut, Example, example
from extractors.training.encoder.words import joined

PIECES = 1400
"""Of a batch at most, padding with them, unless one example is longer."""
BLOCK = 400
"""Paragraphs that are sorted by length together. Random numbers begin anew with each block, so that a run that is
taken up again makes one block anew and no more."""
HIDDEN = 0.04
"""Share of pieces that are replaced by the unknown one."""
THINNED = 0.5
"""Share of sentences without a name that are shown."""
TOGETHER = (1, 1, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class Position:
    """The next batch of the stream: epoch, block in it, batch in that."""

    epoch: int = 0
    block: int = 0
    batch: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """pieces int64 [examples, length]; real bool, the same; row, column int64 [words] of each word's first piece;
    allowed float32 [words, 21]."""

    pieces: npt.NDArray[np.int64]
    real: npt.NDArray[np.bool_]
    row: npt.NDArray[np.int64]
    column: npt.NDArray[np.int64]
    allowed: npt.NDArray[np.float32]


def stream(
    pools: tuple[Pool, ...],
    cut: Cut,
    seed: int,
    start: Position = Position(),
    weights: Mapping[str, float] = WEIGHT,
) -> Iterator[tuple[Batch, Position]]:
    """Batches from ``start`` on, each with the position after it. The same arguments give the same batches."""
    for epoch in count(start.epoch):
        paragraphs = _paragraphs(pools, weights, seed, epoch)
        blocks = [paragraphs[at : at + BLOCK] for at in range(0, len(paragraphs), BLOCK)]
        first = start.block if epoch == start.epoch else 0
        for block in range(first, len(blocks)):
            skipped = start.batch if (epoch, block) == (start.epoch, start.block) else 0
            batches = _batches(blocks[block], cut, f"{seed} {epoch} {block}")
            for number, batch in islice(enumerate(batches, start=1), skipped, None):
                yield batch, Position(epoch, block, number)


def _paragraphs(
    pools: tuple[Pool, ...], weights: Mapping[str, float], seed: int, epoch: int
) -> list[tuple[str, list[Sentence]]]:
    """(language, sentences of one set), each set as often as its weight says."""
    rng = random.Random(f"{seed} {epoch}")  # noqa: S311 - a seeded shuffle, nothing secret
    wanted = shares(weights, pools)
    made = []
    for pool in pools:
        drawn: list[Sentence] = []
        while len(drawn) < wanted[pool.source]:
            drawn += rng.sample(pool.sentences, min(len(pool.sentences), wanted[pool.source] - len(drawn)))
        kept = [sentence for sentence in drawn if any(sentence.tags) or rng.random() < THINNED]
        while kept:
            size = rng.choice(TOGETHER)
            made.append((pool.lang, kept[:size]))
            kept = kept[size:]
    rng.shuffle(made)
    return made


def _batches(paragraphs: list[tuple[str, list[Sentence]]], cut: Cut, seed: str) -> list[Batch]:
    rng = random.Random(seed)  # noqa: S311
    examples = [example(augmented(joined(sentences), lang, rng), cut) for lang, sentences in paragraphs]
    examples.sort(key=lambda one: len(one.pieces))
    groups: list[list[Example]] = [[]]
    for one in examples:
        if groups[-1] and (len(groups[-1]) + 1) * len(one.pieces) > PIECES:
            groups.append([])
        groups[-1].append(one)
    rng.shuffle(groups)
    return [_hidden(collated(group), rng) for group in groups if group]


def collated(examples: Sequence[Example]) -> Batch:
    """Examples side by side, the shorter ones filled up with padding."""
    longest = max(len(one.pieces) for one in examples)
    pieces = np.full((len(examples), longest), PAD, np.int64)
    real = np.zeros(pieces.shape, np.bool_)
    for at, one in enumerate(examples):
        pieces[at, : len(one.pieces)] = one.pieces
        real[at, : len(one.pieces)] = True
    row = np.repeat(np.arange(len(examples)), [len(one.first) for one in examples])
    column = np.array([place for one in examples for place in one.first], np.int64)
    return Batch(pieces, real, row, column, np.concatenate([one.allowed for one in examples]))


def _hidden(batch: Batch, rng: random.Random) -> Batch:
    """Some pieces unknown, but the first and the last of an example, so that no word is all that tells a name."""
    chance = np.random.default_rng(rng.getrandbits(64)).random(batch.pieces.shape)
    inside = batch.real.copy()
    inside[:, 0] = False
    inside[np.arange(len(inside)), batch.real.sum(axis=1) - 1] = False
    pieces = np.where(inside & (chance < HIDDEN), UNKNOWN, batch.pieces)
    return Batch(pieces, batch.real, batch.row, batch.column, batch.allowed)
