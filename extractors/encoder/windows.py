"""A text's words in windows that the encoder can take, cut where no name is likely to stand.

A window ends after a paragraph or a sentence where one ends in its second half. Where none does, it overlaps with the
next one: both see the words around the seam, and each word is read by the window in whose inside it lies, so that a
name at a seam is read whole. Where the windows lie depends on the text alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.encoder.pieces import END, START, Pieces
from extractors.languages.breaks import ends_paragraph, ends_sentence

PIECES = 192
"""Of a window at most, <s> and </s> among them."""
WORDS = 800
"""Of a window at most, those that are not looked at among them."""
PIECES_OF_A_WORD = 12
"""Of a word that are looked at; the first one stands for the word."""
MARGIN = 16
"""Pieces that a window sees beyond the words it reads, at a seam that had to be made."""
REPEATS = 3
"""Of the same sign in a row that are looked at: leaders and rules of hundreds of dots would fill windows."""

Tokens = Sequence[tuple[int, int]]
Cut = tuple[int, ...]
_SENTENCE, _PARAGRAPH = 1, 2


@dataclass(frozen=True, slots=True)
class Window:
    """Some words of a text as the encoder sees them, and those of them that it reads.

    pieces  numbers, from <s> to </s>
    words   range of the words that are read here; the windows' ranges follow one another
    first   place in ``pieces`` of the first piece of each of them; 0: the word is not looked at
    breaks  those after which a paragraph ends
    closed  whether no name goes on after the last one
    """

    pieces: Cut
    words: range
    first: Cut
    breaks: Cut
    closed: bool


def windows(text: str, tokens: Tokens, pieces: Pieces) -> Iterator[Window]:
    """The windows of a text, in order. Time is linear, and one window at a time is held."""
    start = keep = 0
    while keep < len(tokens):
        cuts = _fitting(text, tokens, start, pieces)
        ends = [_ends(text, tokens, word) for word in range(start, start + len(cuts))]
        read, seen, following = _seam(cuts, ends, last=start + len(cuts) == len(tokens))
        firsts, numbers = [], [START]
        for cut in cuts[:seen]:
            firsts.append(len(numbers) if cut else 0)
            numbers += cut
        words = range(keep, start + read)
        breaks = tuple(word for word in words if ends[word - start] == _PARAGRAPH)
        yield Window((*numbers, END), words, tuple(firsts[keep - start : read]), breaks, following == read)
        start, keep = start + following, start + read


def _fitting(text: str, tokens: Tokens, start: int, pieces: Pieces) -> list[Cut]:
    """The pieces of as many words as fit, from ``start`` on."""
    cuts: list[Cut] = []
    room = PIECES - 2
    for word in range(start, min(len(tokens), start + WORDS)):
        cut = _cut(text, tokens, word, pieces)
        room -= len(cut)
        if room < 0:
            break
        cuts.append(cut)
    return cuts


def _cut(text: str, tokens: Tokens, word: int, pieces: Pieces) -> Cut:
    start, end = tokens[word]
    sign = text[start:end]
    before = tokens[max(0, word - REPEATS) : word]
    if len(sign) == 1 and len(before) == REPEATS and not sign.isalnum() and all(text[a:b] == sign for a, b in before):
        return ()
    return pieces(sign, not before or before[-1][1] < start)[:PIECES_OF_A_WORD]


def _ends(text: str, tokens: Tokens, word: int) -> int:
    if word + 1 == len(tokens):
        return _PARAGRAPH
    between = tokens[word][1], tokens[word + 1][0]
    if ends_paragraph(text, *between):
        return _PARAGRAPH
    return _SENTENCE if ends_sentence(text, *between) else 0


def _seam(cuts: list[Cut], ends: list[int], last: bool) -> tuple[int, int, int]:
    """How many words are read, how many are seen, and with which one the next window begins."""
    if last:
        return len(cuts), len(cuts), len(cuts)
    half = len(cuts) - _back(cuts, len(cuts), PIECES // 2)
    for wanted in (_PARAGRAPH, _SENTENCE):
        for word in range(len(cuts) - 1, half, -1):
            if ends[word] >= wanted:
                return word + 1, word + 1, word + 1
    read = len(cuts) - _back(cuts, len(cuts), MARGIN)
    return read, len(cuts), read - _back(cuts, read, MARGIN)


def _back(cuts: list[Cut], end: int, pieces: int) -> int:
    """How many of the words before ``end`` have so many pieces; a word counts as one at least."""
    words = 0
    while pieces > 0 and words < end:
        words += 1
        pieces -= max(1, len(cuts[end - words]))
    return words
