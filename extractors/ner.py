"""Named-entity recognition of one language: words in, scored mentions out; and the same as a spaCy component."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from extractors.document import LABELS, Label
from extractors.languages.tokens import spans
from extractors.models.network import Network
from extractors.models.tags import to_spans
from extractors.models.viterbi import best

Doubles = npt.NDArray[np.float64]

MODELS = Path(__file__).parent / "models"
VERSION = "0.1.0"
LONGEST_WORD = 40
"""Code points of a word that the network sees."""
SHORT_LINE = 40
"""Code points; a line that ends sooner was ended on purpose, a longer one may have been wrapped."""
BLOCK = 2000
"""Words that are scored together."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mention in code points of the text, with the probability that span and label are right."""

    start: int
    end: int
    label: Label
    confidence: float


def model_name(lang: str) -> str:
    """Name and version of a language's model, as mentions carry it."""
    return f"sunqar-ner-{lang} {VERSION}"


class Tagger:
    """The trained tagger of one language. Holds no state but what it remembers of words it has seen."""

    def __init__(self, lang: str) -> None:
        self.name = model_name(lang)
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
            if words and (len(words) >= BLOCK or ("\n" in text[end:start] and _ends(text, end, start))):
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


def _ends(text: str, end: int, start: int) -> bool:
    """Whether the line break between two words ends a paragraph: blank line, full stop, or a short line before it."""
    if text.count("\n", end, start) > 1 or text[end - 1] in ".:;!?؟":
        return True
    return end - (text.rfind("\n", max(0, end - SHORT_LINE), end) + 1 or end - SHORT_LINE) < SHORT_LINE


_GAP = np.array([0.0] + [-100.0] * 4 * len(LABELS))


def odds(scores: Doubles, temperature: float) -> Doubles:
    """Probabilities of the tags, softened by the temperature."""
    heated = scores / temperature
    raised = np.exp(heated - heated.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def confidence(probabilities: Doubles, label: str) -> float:
    """Probability of the name: of its edges as edges and its inside as its label, the least sure of its words."""
    at = 1 + 4 * LABELS.index(label)
    if len(probabilities) == 1:
        sure = probabilities[0, at + 3]
    else:
        inner = probabilities[1:-1, at : at + 4].sum(axis=1)
        sure = min(probabilities[0, at], probabilities[-1, at + 2], *inner)
    return round(min(0.999, max(0.001, float(sure))), 3)


@cache
def tagger(lang: str) -> Tagger | None:
    """The tagger of a language, made once; None where no model is shipped for it."""
    return Tagger(lang) if (MODELS / f"{lang}.npz").exists() else None
