"""The tier ``accurate``: one encoder that reads English, Arabic, Russian and Kazakh."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from extractors.document import LABELS
from extractors.encoder.calibration import Calibration
from extractors.encoder.pieces import Pieces
from extractors.encoder.session import Session
from extractors.encoder.table import Table
from extractors.encoder.windows import Tokens, Window, windows
from extractors.errors import RunAborted
from extractors.languages.tokens import spans
from extractors.models.odds import least, odds, rounded
from extractors.models.tags import to_spans
from extractors.models.viterbi import best
from extractors.ner import Found

Doubles = npt.NDArray[np.float64]

WEIGHTS = Path(__file__).parent / "weights"
ENCODER, PIECES = "encoder.onnx", "pieces.npz"
VERSION = "0.2.0"
NAME = f"sunqar-ner-accurate {VERSION}"
LANGUAGES = frozenset(("en", "ar", "ru", "kk"))
BLOCK = 4000
"""Words without a sure end of a sentence after which a name may be cut: it bounds what is held of a text."""

_OUTSIDE = np.array([0.0] + [-100.0] * 4 * len(LABELS))


class EncoderTagger:
    """Tags texts of any of the languages. Holds no state but what it remembers of words it has seen.

    threads  that share one product; 1 where each core has its own process
    """

    name = NAME

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        for file in (ENCODER, PIECES):
            if not (folder / file).exists():
                raise RunAborted(
                    "NER002",
                    "The model of the tier accurate is not installed.",
                    where=str(folder / file),
                    advice="Install Sunqar with its models, train it (`make models`), or take the tier fast.",
                )
        with np.load(folder / PIECES, allow_pickle=False) as arrays:
            self._pieces = Pieces.from_arrays(arrays)
            self._table = Table(arrays)
        self._session = Session(folder / ENCODER, threads)
        self._calibration = Calibration(json.loads(self._session.notes.get("calibration", "{}")))

    def __call__(self, text: str, tokens: list[tuple[int, int]] | None = None) -> Iterator[Found]:
        """Mentions of a text in order. Any string will do; time is linear and memory does not grow with the text.

        tokens  the text's tokens, where the caller has them already
        """
        tokens = spans(text) if tokens is None else tokens
        waiting: list[tuple[Window, Doubles]] = []
        for window in windows(text, tokens, self._pieces):
            waiting.append((window, self._scores(text, tokens, window)))
            if window.closed or window.words.stop - waiting[0][0].words.start > BLOCK:
                yield from self._names(tokens, waiting)
                waiting = []

    def _scores(self, text: str, tokens: Tokens, window: Window) -> Doubles:
        """Of the words that the window reads, [words, 21]; of those without a letter or digit around, it needs none."""
        scores = np.tile(_OUTSIDE, (len(window.words), 1))
        if any(text[tokens[word][0]].isalnum() for word in window.words):
            first = np.array(window.first)
            scores[first > 0] = self._session(self._table(list(window.pieces)))[first[first > 0]]
        return scores

    def _names(self, tokens: Tokens, waiting: list[tuple[Window, Doubles]]) -> Iterator[Found]:
        start = waiting[0][0].words.start
        after = [word + 1 - start for window, _ in waiting for word in window.breaks]
        scores = np.insert(np.concatenate([scores for _, scores in waiting]), after, _OUTSIDE, axis=0)
        words = np.insert(np.arange(start, start + len(scores) - len(after)), after, -1).tolist()
        for first, end, label in to_spans(best(scores)):
            sure = self._calibration(least(odds(scores[first:end], 1.0), label), label)
            yield Found(tokens[words[first]][0], tokens[words[end - 1]][1], label, rounded(sure))


@cache
def _shipped() -> EncoderTagger:
    return EncoderTagger()


def tagger(lang: str) -> EncoderTagger | None:
    """The tagger, one for all languages that it was taught; None for others. Raises RunAborted NER002 without it."""
    return _shipped() if lang in LANGUAGES else None
