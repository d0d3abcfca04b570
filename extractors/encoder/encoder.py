"""The encoder with all it needs from its two files: windows of a text in, tag scores of their words out."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt

from extractors.document import LABELS
from extractors.encoder.calibration import Curves
from extractors.encoder.pieces import Pieces
from extractors.encoder.session import Session
from extractors.encoder.table import Table
from extractors.encoder.windows import Tokens, Window
from extractors.errors import RunAborted
from extractors.models.odds import log_odds

Doubles = npt.NDArray[np.float64]

WEIGHTS = Path(__file__).parent / "weights"
ENCODER, PIECES = "encoder.onnx", "pieces.npz"

OUTSIDE = np.array([0.0] + [-100.0] * 4 * len(LABELS))
"""Scores of a word that is no part of a name."""


class Encoder:
    """Loaded from a folder; raises RunAborted NER002 where its files are missing.

    threads  that share one product; 1 where each core has its own process
    """

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
            self.pieces = Pieces.from_arrays(arrays)
            self.table = Table(arrays)
        self.session = Session(folder / ENCODER, threads)
        self.curves: Curves = json.loads(self.session.notes.get("calibration", "{}"))

    def __call__(self, text: str, tokens: Tokens, window: Window) -> Doubles:
        """Logarithms of the tags' probabilities, [words, 21], for the words that the window reads.

        A window without a letter or digit needs no computing.
        """
        scores = np.tile(OUTSIDE, (len(window.words), 1))
        if any(text[tokens[word][0]].isalnum() for word in window.words):
            first = np.array(window.first)
            seen = self.session(self.table(list(window.pieces)))[first[first > 0]]
            scores[first > 0] = log_odds(seen.astype(np.float64), 1.0)
        return scores
