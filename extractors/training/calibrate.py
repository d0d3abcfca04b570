"""One temperature, so that a confidence of 0.8 is right four times out of five on sentences held out."""

from __future__ import annotations

import numpy as np

from extractors.models.odds import confidence, odds
from extractors.models.tags import to_spans
from extractors.models.viterbi import best
from extractors.training.data import LABELLED, Sentence
from extractors.training.score import Scorer

CANDIDATES = tuple(round(0.6 + 0.1 * step, 1) for step in range(35))


def temperature(scorer: Scorer, sentences: list[Sentence]) -> float:
    """The candidate with the least log loss over the mentions found, judged right or wrong."""
    cases: list[tuple[np.typing.NDArray[np.float64], int, int, str, bool]] = []
    for sentence in sentences:
        labels = LABELLED[sentence.source].split()
        scores = scorer(list(sentence.words))
        gold = set(to_spans(list(sentence.tags)))
        for found in to_spans(best(scores)):
            if found[2] in labels:
                cases.append((scores, *found, found in gold))

    def loss(heat: float) -> float:
        sure = [confidence(odds(s[a:b], heat), label) for s, a, b, label, _ in cases]
        return float(-np.mean([np.log(p if case[4] else 1 - p) for p, case in zip(sure, cases, strict=True)]))

    return min(CANDIDATES, key=loss) if cases else 1.0
