"""Words cut into the pieces that the encoder knows: the likeliest cut of a Unigram model (Kudo 2018, as SentencePiece).

Format of ``pieces.npz`` (numpy, no pickles; n pieces, numbered from 0, the first four being <s>, <pad>, </s>, <unk>):

====================  =======  ==========  ================================================================
``text``              uint8    bytes       the pieces one after the other in UTF-8, "▁" for a space before
``text_ends``         uint32   [n]         where each piece ends in ``text``, in bytes
``scores``            float32  [n]         log probability of each piece
``unknown_score``     float64  []          what a code point that no piece holds adds to a cut
``normal_from``       uint32   [m]         code points that are replaced before a word is cut …
``normal_to``         uint8    bytes       … by these, in UTF-8, one after the other
``normal_ends``       uint32   [m]         where each replacement ends in ``normal_to``, in bytes
``nibbles``           uint8    [n, 12, 16] the table, read by ``extractors.encoder.table``
``scales``            float16  [n, 12]
``positions``         float32  [512, 384]
``norm_weight``       float32  [384]
``norm_bias``         float32  [384]
====================  =======  ==========  ================================================================
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

START, PAD, END, UNKNOWN = 0, 1, 2, 3
SPECIAL = 4
"""Numbers under this are no text."""
SPACE = "▁"
LONGEST_WORD = 256
"""Code points of a word that are looked at. Only the first pieces of a word are used, so more would change nothing."""
REMEMBERED = 100_000
"""Words whose cut is remembered."""

Arrays = Mapping[str, npt.NDArray[Any]]


class Pieces:
    """Cuts words into pieces. Its answers depend on the word alone; what it remembers only saves time.

    texts    the pieces, those under SPECIAL being no text; where one is there twice, the later number counts
    scores   log probability of each
    unknown  what an unknown code point adds; it must be lower than all scores
    normal   code point -> what stands for it, perhaps nothing
    """

    def __init__(
        self, texts: Sequence[str], scores: Sequence[float], unknown: float, normal: Mapping[str, str]
    ) -> None:
        self._known = {
            text: (number, scores[number]) for number, text in enumerate(texts) if number >= SPECIAL and text
        }
        self._reach: dict[str, int] = {}
        for text in self._known:
            self._reach[text[:2]] = max(len(text), self._reach.get(text[:2], 0))
        self._unknown = unknown
        self._normal = str.maketrans(dict(normal) | {" ": ""})
        self._cuts: dict[tuple[str, bool], tuple[int, ...]] = {}

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Pieces:
        """The pieces of a ``pieces.npz``, or of the arrays to be written there."""
        texts = _strings(arrays["text"], arrays["text_ends"])
        replaced = map(chr, arrays["normal_from"].tolist())
        normal = dict(zip(replaced, _strings(arrays["normal_to"], arrays["normal_ends"]), strict=True))
        return cls(texts, arrays["scores"].tolist(), float(arrays["unknown_score"]), normal)

    def __call__(self, word: str, after_space: bool) -> tuple[int, ...]:
        """Numbers of the word's pieces, at least one. after_space: whether a space, or the text's start, is before it.

        Any string will do, lone surrogates and control characters included. Time grows with the word's length.
        """
        key = (word, after_space)
        cut = self._cuts.get(key)
        if cut is None:
            cut = self._cut(word[:LONGEST_WORD], after_space)
            if len(self._cuts) >= REMEMBERED:
                self._cuts.clear()
            if len(word) <= LONGEST_WORD:
                self._cuts[key] = cut
        return cut

    def _cut(self, word: str, after_space: bool) -> tuple[int, ...]:
        text = (SPACE if after_space else "") + word.translate(self._normal).replace(" ", "")
        size = len(text)
        best = [-1e30] * (size + 1)
        best[0] = 0.0
        came_from = [(0, UNKNOWN)] * (size + 1)
        known, reach = self._known, self._reach
        for start in range(size):
            so_far = best[start]
            # Pieces of one code point have a reach of their own: "a" is no prefix of two.
            furthest = max(reach.get(text[start : start + 2], 0), 1)
            for end in range(start + 1, min(size, start + furthest) + 1):
                piece = known.get(text[start:end])
                if piece is not None and so_far + piece[1] > best[end]:
                    best[end] = so_far + piece[1]
                    came_from[end] = (start, piece[0])
            if so_far + self._unknown > best[start + 1]:
                best[start + 1] = so_far + self._unknown
                came_from[start + 1] = (start, UNKNOWN)
        numbers: list[int] = []
        at = size
        while at:
            at, number = came_from[at]
            numbers.append(number)
        return tuple(reversed(numbers)) or (UNKNOWN,)


def to_arrays(
    texts: Sequence[str], scores: npt.NDArray[np.float32], unknown: float, normal: Mapping[str, str]
) -> dict[str, npt.NDArray[Any]]:
    """The arrays of ``pieces.npz`` that ``Pieces.from_arrays`` reads; texts hold no lone surrogate.

    unknown: log probability of a letter that no piece has
    """
    text, text_ends = _joined(texts)
    replaced = sorted(normal)
    normal_to, normal_ends = _joined([normal[one] for one in replaced])
    return {
        "text": text,
        "text_ends": text_ends,
        "scores": np.asarray(scores, np.float32),
        "unknown_score": np.array(unknown, np.float64),
        "normal_from": np.array([ord(one) for one in replaced], np.uint32),
        "normal_to": normal_to,
        "normal_ends": normal_ends,
    }


def _joined(texts: Sequence[str]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint32]]:
    encoded = [text.encode("utf-8") for text in texts]
    ends = np.cumsum([len(one) for one in encoded], dtype=np.uint32)
    return np.frombuffer(b"".join(encoded), np.uint8), ends


def _strings(text: npt.NDArray[Any], ends: npt.NDArray[Any]) -> list[str]:
    data = text.tobytes()
    bounds = [0, *ends.tolist()]
    return [data[start:end].decode("utf-8") for start, end in pairwise(bounds)]
