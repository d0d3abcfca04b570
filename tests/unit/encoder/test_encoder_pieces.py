"""Cutting words into pieces: the likeliest cut, the same after storing, in linear time."""

from __future__ import annotations

import random

import numpy as np
import pytest

from extractors.encoder.pieces import UNKNOWN, Pieces, to_arrays

TEXTS = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁a", "a", "b", "ab", "ba", "aba", "▁abab", "ق", "قط", "قطر", "fi"]
SCORES = np.array([0, 0, 0, 0, -3, -2.5, -4, -4.25, -5, -5.5, -6, -9, -3, -4, -5, -2], np.float32)
NORMAL = {"ﬁ": "fi", "\x01": "", "\u00a0": " ", "ﷺ": "ab aba"}
PIECES = Pieces(TEXTS, SCORES.tolist(), -30.0, NORMAL)


def likeliest(text: str) -> float:
    """The best score of all ways to cut, found by trying them all."""
    if not text:
        return 0.0
    found = [float(SCORES[TEXTS.index(text[:n])]) + likeliest(text[n:]) for n in range(1, 7) if text[:n] in TEXTS[4:]]
    return max([*found, -30.0 + likeliest(text[1:])])


def score(cut: tuple[int, ...]) -> float:
    return sum(-30.0 if number == UNKNOWN else float(SCORES[number]) for number in cut)


def test_the_cut_is_the_likeliest_and_gives_the_word_back() -> None:
    rng = random.Random(5)
    for _ in range(300):
        word = "".join(rng.choice("aabbqقط") for _ in range(rng.randrange(1, 9)))
        cut = PIECES(word, True)
        assert score(cut) == likeliest("▁" + word)
        if UNKNOWN not in cut:
            assert "".join(TEXTS[number] for number in cut) == "▁" + word


def test_normalised_before_the_cut() -> None:
    assert PIECES("ﬁ", False) == PIECES("fi", False) == (TEXTS.index("fi"),)
    assert PIECES("ﷺ", False) == PIECES("ababa", False)
    assert PIECES("a\u00a0b", False) == PIECES("ab", False)


@pytest.mark.parametrize("word", ["", "\x01", "\ud800", "\u0301\u0301", "🙂", " "])
def test_anything_has_a_piece(word: str) -> None:
    assert len(PIECES(word, False)) >= 1


def test_stored_and_read() -> None:
    again = Pieces.from_arrays(to_arrays(TEXTS, SCORES, -30.0, NORMAL))
    for word in ["abab", "قطر", "ﷺﬁ", "zz"]:
        assert again(word, True) == PIECES(word, True)


def test_an_enormous_word_costs_no_more_than_a_long_one() -> None:
    assert PIECES("ab" * 3_000_000, True) == PIECES("ab" * 128, True)
