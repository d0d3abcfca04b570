"""Vectors of pieces: rows of four bits a value, unpacked when a window needs them, with their places, normalised."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from extractors.encoder.pieces import Arrays

Floats = npt.NDArray[np.float32]

EPSILON = np.float32(1e-12)


class Table:
    """Numbers of pieces to the vectors that the encoder begins with. ``pieces.npz`` is told of in ``pieces``.

    nibbles    uint8 [n, blocks, 16]: of the 32 values of a block the first sixteen lie in the low nibbles, the others
               in the high ones, each eight more than the value over the block's scale
    scales     float16 [n, blocks]
    positions  float32 [places, width], what is added to the first, second … piece of a window
    """

    def __init__(self, arrays: Arrays) -> None:
        self._nibbles: npt.NDArray[np.uint8] = arrays["nibbles"]
        self._scales: npt.NDArray[np.float16] = arrays["scales"]
        self._positions: Floats = arrays["positions"]
        self._weight: Floats = arrays["norm_weight"]
        self._bias: Floats = arrays["norm_bias"]

    def __call__(self, pieces: list[int]) -> Floats:
        """float32 [pieces, width]; every row depends on its own piece and place alone."""
        nibbles = self._nibbles[pieces]
        wide = np.concatenate([nibbles & 15, nibbles >> 4], axis=2).astype(np.float32) - np.float32(8)
        wide *= self._scales[pieces].astype(np.float32)[:, :, None]
        vectors = wide.reshape(len(pieces), -1) + self._positions[: len(pieces)]
        vectors -= vectors.mean(axis=1, keepdims=True)
        spread = np.sqrt(np.square(vectors).mean(axis=1, keepdims=True) + EPSILON)
        return np.asarray(vectors / spread * self._weight + self._bias)
