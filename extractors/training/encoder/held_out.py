"""Scores of a model in training on held-out sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt
import torch

from extractors.evaluation.counts import Score, count
from extractors.models.tags import TAGS, to_spans
from extractors.models.viterbi import best
from extractors.training.data import LABELLED, Sentence
from extractors.training.encoder.batches import collated
from extractors.training.encoder.corpus import Pool
from extractors.training.encoder.examples import Cut, Example, encoded
from extractors.training.encoder.model import Tagger
from extractors.training.encoder.run import Run

LONGEST = 510
"""Pieces of a sentence that the encoder has positions for, without the two that begin and end it."""
TOGETHER = 16


def scores(model: Tagger, sentences: Sequence[Sentence], cut: Cut) -> list[npt.NDArray[np.float64]]:
    """Tag scores [words, 21] of each sentence; words past the encoder's reach are outside of names."""
    found: dict[int, npt.NDArray[np.float64]] = {}
    cuts = [encoded(one.words, one.spaces, cut, LONGEST) for one in sentences]
    order = sorted(range(len(cuts)), key=lambda at: len(cuts[at][0]))
    was, _ = model.training, model.eval()
    with torch.inference_mode():
        for start in range(0, len(order), TOGETHER):
            part = order[start : start + TOGETHER]
            nothing = [np.zeros((len(cuts[at][1]), len(TAGS)), np.float32) for at in part]
            given = model(collated([Example(*cuts[at], allowed) for at, allowed in zip(part, nothing, strict=True)]))
            rows = iter(given.double().numpy())
            for at in part:
                whole = np.zeros((len(sentences[at].words), len(TAGS)))
                whole[:, 1:] = -100
                for word, row in enumerate(islice(rows, len(cuts[at][1]))):
                    whole[word] = row
                found[at] = whole
    model.train(was)
    return [found[at] for at in range(len(sentences))]


def score(model: Tagger, pools: tuple[Pool, ...], cut: Cut, most: int | None = None) -> dict[str, Score]:
    """Counts of each set, over its first ``most`` sentences."""
    result = {}
    for pool in pools:
        sentences = pool.sentences[:most]
        each = zip(scores(model, sentences, cut), sentences, strict=True)
        counted = (
            count(to_spans(best(given)), to_spans(list(one.tags)), LABELLED[pool.source].split()) for given, one in each
        )
        result[pool.source] = sum(counted, Score())
    return result


def average_scores(run: Run, pools: tuple[Pool, ...], cut: Cut, most: int | None = None) -> dict[str, Score]:
    """The same of a run's averaged weights; the run is as it was afterwards."""
    present = {name: value.clone() for name, value in run.model.state_dict().items()}
    run.model.load_state_dict(run.average)
    try:
        return score(run.model, pools, cut, most)
    finally:
        run.model.load_state_dict(present)
