"""From sentences to batches: shuffled with a seed, joined to paragraphs, some of them spoilt."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np

from extractors.models.features import buckets
from extractors.models.tags import TAGS
from extractors.training.data import WEIGHT, Sentence, allowed_by
from extractors.training.network import Batch, Floats
from extractors.training.noise import spoilt

WORDS = 2500
GAP = 2


def epoch(sentences: list[Sentence], lang: str, lexicon: dict[int, str], seed: int) -> Iterator[Batch]:
    """One pass: every set as often as its weight says, in an order that only the seed decides."""
    rng = random.Random(seed)  # noqa: S311 - a seeded shuffle, nothing secret
    rows = {source: np.array(allowed_by(source), np.float32) for source in sorted({s.source for s in sentences})}
    words: list[str] = []
    allowed: list[Floats] = []
    blank, anything = np.zeros(len(TAGS), np.float32), np.ones(len(TAGS), np.float32)
    for paragraph in _paragraphs(sentences, rng):
        noisy, shouted = rng.random() < 0.2, rng.random() < 0.03
        for sentence in paragraph:
            for word, tag, unknown in zip(sentence.words, sentence.tags, sentence.unknown, strict=True):
                if shouted:
                    word = word.upper()
                if noisy and rng.random() < 0.2:
                    word = spoilt(word, lang, rng)
                words.append(word)
                allowed.append(anything if unknown else rows[sentence.source][tag])
        words.extend([""] * GAP)
        allowed.extend([blank] * GAP)
        if len(words) >= WORDS:
            yield batch(words, allowed, lexicon)
            words, allowed = [], []
    if words:
        yield batch(words, allowed, lexicon)


def _paragraphs(sentences: list[Sentence], rng: random.Random) -> list[list[Sentence]]:
    by_source: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        by_source.setdefault(sentence.source, []).append(sentence)
    made = []
    for source in sorted(by_source):
        pool = by_source[source]
        wanted = int(len(pool) * WEIGHT.get(source, 1))
        drawn = rng.sample(pool * (wanted // len(pool) + 1), wanted)
        while drawn:
            size = rng.choice((1, 1, 1, 2, 3))
            made.append(drawn[:size])
            drawn = drawn[size:]
    rng.shuffle(made)
    return made


def batch(words: list[str], allowed: list[Floats], lexicon: dict[int, str]) -> Batch:
    """The arrays of one batch; ``words`` has empty strings between blocks."""
    distinct = sorted(set(words) - {""})
    number = {word: at for at, word in enumerate(distinct)} | {"": -1}
    rows = [buckets(word, lexicon) for word in distinct]
    starts = np.cumsum([0, *(len(row) for row in rows[:-1])])
    features = np.array([bucket for row in rows for bucket in row])
    return Batch(features, starts, np.array([number[word] for word in words]), np.stack(allowed))
