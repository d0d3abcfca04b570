"""Strict scores: a mention counts when its span and its label are both right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from extractors.models.tags import to_spans
from extractors.models.viterbi import best
from extractors.training.data import LABELLED, Sentence

Scorer = Callable[[list[str]], "np.typing.NDArray[np.float64]"]


@dataclass(frozen=True)
class Score:
    """Counts of one set, over the labels that it marks."""

    right: Counter[str]
    given: Counter[str]
    wanted: Counter[str]

    def f1(self, label: str | None = None) -> float:
        """Micro F1 in per cent, of one label or of all."""
        right, given, wanted = ((c[label] if label else sum(c.values())) for c in (self.right, self.given, self.wanted))
        return 200 * right / max(1, given + wanted)


def score(scorer: Scorer, sentences: list[Sentence]) -> Score:
    """Tag each sentence alone and count."""
    labels = set(LABELLED[sentences[0].source].split())
    right, given, wanted = Counter[str](), Counter[str](), Counter[str]()
    for sentence in sentences:
        found = {s for s in to_spans(best(scorer(list(sentence.words)))) if s[2] in labels}
        gold = {s for s in to_spans(list(sentence.tags)) if s[2] in labels}
        right.update(label for _, _, label in found & gold)
        given.update(label for _, _, label in found)
        wanted.update(label for _, _, label in gold)
    return Score(right, given, wanted)
