"""The tier ``accurate``: one encoder that reads English, Arabic, Russian and Kazakh, and a second opinion for each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt

from extractors.encoder.calibration import Calibration
from extractors.encoder.encoder import OUTSIDE, Encoder
from extractors.encoder.windows import Window, windows
from extractors.languages.tokens import spans
from extractors.models.network import Network
from extractors.models.odds import least, log_odds, odds, rounded
from extractors.models.tagger import LONGEST_WORD, MODELS
from extractors.models.tags import to_spans
from extractors.models.viterbi import best
from extractors.ner import Found

Doubles = npt.NDArray[np.float64]

VERSION = "0.2.0"
NAME = f"sunqar-ner-accurate {VERSION}"
LANGUAGES = frozenset(("en", "ar", "ru", "kk"))
BLOCK = 4000
"""Words without a sure end of a sentence after which a name may be cut: it bounds what is held of a text."""
OPINION = 0.4
"""Weight of the language's small tagger beside the encoder's 1.

The two err differently, for the small one sees the letters of words: on held-out sentences their product is better
than either in every language (one to four points of F1 over the encoder alone), flat between 0.3 and 0.7.
"""

WITHOUT_GAZETTEER = frozenset(("ar",))
"""Where the gazetteer spoils more than it adds: Arabic has no capitals, and many of its places are common words."""


class EncoderTagger:
    """Tags texts of one language, or with the encoder alone of any. Remembers only words it has seen.

    lang    of the texts: for confidences, and for whether the gazetteer may add to what is found
    second  the language's small tagger, whose log probabilities are added with the weight ``OPINION``
    """

    name = NAME

    def __init__(self, encoder: Encoder, second: Network | None = None, lang: str | None = None) -> None:
        self._encoder = encoder
        self._second = second
        self._calibration = Calibration(encoder.curves, lang)
        self.knows_places = lang in WITHOUT_GAZETTEER

    def __call__(self, text: str, tokens: list[tuple[int, int]] | None = None) -> Iterator[Found]:
        """Mentions of a text in order. Any string will do; time is linear and memory does not grow with the text.

        tokens  the text's tokens, where the caller has them already
        """
        tokens = spans(text) if tokens is None else tokens
        waiting: list[tuple[Window, Doubles]] = []
        for window in windows(text, tokens, self._encoder.pieces):
            waiting.append((window, self._encoder(text, tokens, window)))
            if window.closed or window.words.stop - waiting[0][0].words.start > BLOCK:
                yield from self._names(text, tokens, waiting)
                waiting = []

    def _names(
        self, text: str, tokens: list[tuple[int, int]], waiting: list[tuple[Window, Doubles]]
    ) -> Iterator[Found]:
        start = waiting[0][0].words.start
        after = [word + 1 - start for window, _ in waiting for word in window.breaks]
        scores = np.insert(np.concatenate([scores for _, scores in waiting]), after, OUTSIDE, axis=0)
        words = np.insert(np.arange(start, start + len(scores) - len(after)), after, -1).tolist()
        scores = scores + self._opinion(text, tokens, words)
        for first, end, label in to_spans(best(scores)):
            sure = self._calibration(least(odds(scores[first:end], 1.0), label), label)
            yield Found(tokens[words[first]][0], tokens[words[end - 1]][1], label, rounded(sure))

    def _opinion(self, text: str, tokens: list[tuple[int, int]], words: list[int]) -> Doubles | float:
        if self._second is None:
            return 0.0
        bare = ["" if word < 0 else text[tokens[word][0] : tokens[word][1]][:LONGEST_WORD] for word in words]
        return OPINION * log_odds(self._second(bare), self._second.temperature)


@cache
def _shipped() -> Encoder:
    return Encoder()


@cache
def tagger(lang: str) -> EncoderTagger | None:
    """The tagger of a language that the encoder was taught; None for others. Raises RunAborted NER002 without it."""
    return with_second(_shipped(), lang) if lang in LANGUAGES else None


def with_second(encoder: Encoder, lang: str) -> EncoderTagger:
    """An encoder with the language's small tagger beside it."""
    return EncoderTagger(encoder, Network(MODELS / f"{lang}.npz"), lang)
