"""Strict scores of a tagger in training: a mention counts when its span and its label are both right."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from extractors.evaluation.counts import Score, count
from extractors.models.tags import to_spans
from extractors.models.viterbi import best
from extractors.training.data import LABELLED, Sentence

Scorer = Callable[[list[str]], "np.typing.NDArray[np.float64]"]


def score(scorer: Scorer, sentences: list[Sentence]) -> Score:
    """Tag each sentence alone and count, over the labels that their set marks."""
    labels = LABELLED[sentences[0].source].split()
    each = (count(to_spans(best(scorer(list(s.words)))), to_spans(list(s.tags)), labels) for s in sentences)
    return sum(each, Score())
