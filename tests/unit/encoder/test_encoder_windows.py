"""Windows over a text: every word is read once, in bounded windows, in company where a cut was forced."""

from __future__ import annotations

import random

import pytest

from extractors.encoder.pieces import SPECIAL, Pieces
from extractors.encoder.windows import MARGIN, PIECES, WORDS, windows
from extractors.languages.tokens import spans

LETTERS = "abcdefghij.!(\u0301"
CUT = Pieces(["<s>", "<pad>", "</s>", "<unk>", "▁", *LETTERS], [-1.0] * (SPECIAL + 1 + len(LETTERS)), -9.0, {})

rng = random.Random(11)
TEXTS = {
    "nothing": "",
    "one word": "abc",
    "prose": " ".join(rng.choice(["abc", "dedede. Fa", "ghij", "a."]) for _ in range(900)),
    "no sentence ends": " ".join(["abcabc"] * 700),
    "paragraphs": "\n\n".join(" ".join(["abcd"] * rng.randrange(1, 15)) for _ in range(40)),
    "an enormous word": "a" * 100_000 + " b",
    "leaders": "abc " + "." * 20_000 + " def",
    "marks alone": "\u0301" * 3_000,
    "signs": "!(" * 2_000,
    "half pairs": "\ud800 a\udfff " * 300,
    "controls": "\x00\x01\x02 a\x85b " * 300,
}


@pytest.mark.parametrize("name", TEXTS)
def test_every_word_is_read_once_in_a_window_that_fits(name: str) -> None:
    text = TEXTS[name]
    tokens = spans(text)
    read: list[int] = []
    for window in windows(text, tokens, CUT):
        read += window.words
        assert len(window.words) == len(window.first)
        assert len(window.pieces) <= PIECES
        assert len(window.words) <= WORDS
        assert all(0 <= first < len(window.pieces) - 1 for first in window.first)
        assert set(window.breaks) <= set(window.words)
    assert read == list(range(len(tokens)))


def test_a_forced_seam_has_company_on_both_sides() -> None:
    text = TEXTS["no sentence ends"]
    found = list(windows(text, spans(text), CUT))
    assert len(found) > 10
    assert not any(window.closed for window in found[:-1])
    for window in found[:-1]:
        assert len(window.pieces) - 1 - window.first[-1] > MARGIN
    for window in found[1:]:
        assert window.first[0] > MARGIN


def test_sentences_and_paragraphs_are_the_first_places_to_cut() -> None:
    for name in ("prose", "paragraphs"):
        text = TEXTS[name]
        tokens = spans(text)
        for window in list(windows(text, tokens, CUT))[:-1]:
            assert window.closed
            end = tokens[window.words[-1]][1]
            assert text[end - 1] == "." if name == "prose" else text[end : end + 2] == "\n\n"


def test_the_rest_of_a_text_does_not_move_the_windows_before_it() -> None:
    text = TEXTS["prose"]
    longer = text + " " + text
    short, long = (list(windows(one, spans(one), CUT)) for one in (text, longer))
    assert short[:-1] == long[: len(short) - 1]


def test_of_leaders_only_the_first_signs_are_looked_at() -> None:
    text = TEXTS["leaders"]
    pieces = sum(len(window.pieces) - 2 for window in windows(text, spans(text), CUT))
    assert pieces < 20
