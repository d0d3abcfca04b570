"""The tier ``fast``: a small tagger for each language, of whole numbers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np

from extractors.document import LABELS, Label
from extractors.languages.breaks import ends_paragraph
from extractors.languages.tokens import spans
from extractors.models.network import Network
from extractors.models.odds import confidence, odds
from extractors.models.tags import to_spans
from extractors.models.viterbi import best
from extractors.ner import Found

MODELS = Path(__file__).parent
VERSION = "0.1.0"
LONGEST_WORD = 40
"""Code points of a word that the network sees."""
BLOCK = 2000
"""Words that are scored together."""


class FastTagger:
    """The trained tagger of one language. Holds no state but what it remembers of words it has seen."""

    knows_places = False

    def __init__(self, lang: str) -> None:
        self.name = f"sunqar-ner-{lang} {VERSION}"
        self._network = Network(MODELS / f"{lang}.npz")

    def __call__(self, text: str, tokens: list[tuple[int, int]] | None = None) -> Iterator[Found]:
        """Mentions of a text in order; no name crosses a blank line or the end of a short line. Time is linear.

        tokens  the text's tokens, where the caller has them already
        """
        tokens = spans(text) if tokens is None else tokens
        words: list[str] = []
        places: list[tuple[int, int]] = []
        end = 0
        for start, stop in tokens:
            if words and (len(words) >= BLOCK or ends_paragraph(text, end, start)):
                words += ["", ""]
                places += [(end, end), (end, end)]
                if len(words) >= BLOCK:
                    yield from self._block(words, places)
                    words, places = [], []
            words.append(text[start : min(stop, start + LONGEST_WORD)])
            places.append((start, stop))
            end = stop
        yield from self._block(words, places)

    def _block(self, words: list[str], places: list[tuple[int, int]]) -> Iterator[Found]:
        for first, last, label, sure in self.tag(words):
            yield Found(places[first][0], places[last - 1][1], label, sure)

    def tag(self, words: list[str]) -> Iterator[tuple[int, int, Label, float]]:
        """(first word, word after the last, label, confidence); an empty word is a gap that no name spans."""
        if not words:
            return
        scores = self._network(words)
        scores[[not word for word in words]] = _GAP
        for first, last, label in to_spans(best(scores)):
            yield first, last, label, confidence(odds(scores[first:last], self._network.temperature), label)


_GAP = np.array([0.0] + [-100.0] * 4 * len(LABELS))


@cache
def tagger(lang: str) -> FastTagger | None:
    """The tagger of a language, made once; None where no model is shipped for it."""
    return FastTagger(lang) if (MODELS / f"{lang}.npz").exists() else None
