"""From a text with tags to the numbers that the encoder learns from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from extractors.encoder.pieces import END, START
from extractors.models.tags import TAGS
from extractors.training.data import allowed_by
from extractors.training.encoder.words import Words

Cut = Callable[[str, bool], tuple[int, ...]]
"""A word, and whether a space is before it, to the numbers of its pieces."""

PIECES_OF_A_WORD = 12
LONGEST = 254
"""Pieces of an example, without the two that begin and end it; words that reach past it are cut off."""


@dataclass(frozen=True, slots=True)
class Example:
    """pieces with <s> and </s>; first: place of the first piece of each word; allowed: float32 [words, 21]."""

    pieces: tuple[int, ...]
    first: tuple[int, ...]
    allowed: npt.NDArray[np.float32]


def encoded(
    words: Sequence[str], spaces: Sequence[bool], cut: Cut, longest: int = LONGEST
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Pieces, and the place of each word's first one; words from the first that does not fit on are left out."""
    pieces = [START]
    first = []
    for word, space in zip(words, spaces, strict=True):
        part = cut(word, space)[:PIECES_OF_A_WORD]
        if len(pieces) - 1 + len(part) > longest:
            break
        first.append(len(pieces))
        pieces += part
    return (*pieces, END), tuple(first)


def example(text: Words, cut: Cut) -> Example:
    """The example of a text, by the labels that its set marks."""
    pieces, first = encoded(text.words, text.spaces, cut)
    rows, anything = _rows(text.source), np.ones(len(TAGS), np.float32)
    seen = zip(text.tags[: len(first)], text.unknown[: len(first)], strict=True)
    allowed = [anything if unknown else rows[tag] for tag, unknown in seen]
    return Example(pieces, first, np.stack(allowed) if allowed else np.zeros((0, len(TAGS)), np.float32))


@cache
def _rows(source: str) -> npt.NDArray[np.float32]:
    return np.array(allowed_by(source), np.float32)
