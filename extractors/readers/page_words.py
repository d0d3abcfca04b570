"""Words of a line found again in the line's own text, which may have been corrected after they were cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from extractors.document import Box, Span, Word
from extractors.readers.page_text import Points, PrintedLine, PrintedWord, line_of_words

_MOST = 250_000
"""Pairs of words that are compared, at most; a longer line keeps its text and its box only."""


def line_with_words(
    text: str, words: Sequence[PrintedWord], box: Box | None, baseline: Points, confidence: float | None
) -> PrintedLine:
    """The line with that text; of its words, those that stand in it. Without a text, the words are the text."""
    whole = " ".join(text.split())
    if not whole:
        own = line_of_words(words, box, baseline)
        return own if confidence is None else PrintedLine(own.text, own.box, baseline, confidence, own.words)
    sure = confidence if confidence is not None else line_of_words(words).confidence
    return PrintedLine(whole, box, baseline, sure, tuple(_found(whole, words)))


def _found(text: str, words: Sequence[PrintedWord]) -> Iterator[Word]:
    """Each word where it stands: letter by letter where line and words agree, else by the longest common runs."""
    cut = [("".join(word.text.split()), word) for word in words]
    cut = [(letters, word) for letters, word in cut if letters]
    places = [place for place, letter in enumerate(text) if letter != " "]
    if "".join(letters for letters, _ in cut) == text.replace(" ", ""):
        at = 0
        for letters, word in cut:
            at += len(letters)
            yield Word(Span(places[at - len(letters)], places[at - 1] + 1), word.box, word.confidence)
        return
    tokens = list(re.finditer(r"\S+", text))
    if len(tokens) * len(cut) > _MOST:
        return
    names = [letters for letters, _ in cut]
    for ours, theirs, size in SequenceMatcher(None, [t.group() for t in tokens], names, False).get_matching_blocks():
        for step in range(size):
            word = cut[theirs + step][1]
            yield Word(Span(*tokens[ours + step].span()), word.box, word.confidence)
