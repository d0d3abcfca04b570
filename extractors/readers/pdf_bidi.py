"""Words of a PDF line in the order in which they are spoken.

A PDF says where letters stand, not how they follow: Arabic is stored in the order of the eye by some programs, of the
tongue by others, and pdfium's guess fails on words that were stored one by one. Where the letters stand decides.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import groupby, pairwise

from extractors.readers.pdf_letters import Mark

Word = tuple[Mark, ...]

_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_LEVEL = ("L", "EN", "AN")
_OPENING = "([{«"
_CLOSING = ")]}»"


def logical(words: list[Word]) -> list[Word]:
    """The words of one line in reading order, and the letters of each. A line without Arabic is left as it is."""
    kinds = [_kind(word) for word in words]
    if "R" not in kinds:
        return words
    letters = [_side(mark.character) for word in words for mark in word]
    base = "R" if letters.count("R") > letters.count("L") else "L"
    ordered = sorted(words, key=_middle, reverse=base == "R")
    line = _against(ordered, base)
    inside = [_letters(word) for word in line]
    return [_mirrored(word) for word in inside] if _backwards(inside, base) else inside


def is_arabic(word: Iterable[Mark]) -> bool:
    """Whether a letter of it is written from the right."""
    return any(_side(mark.character) == "R" for mark in word)


def _side(character: str) -> str:
    """R or L of a letter, N of anything else."""
    kind = unicodedata.bidirectional(character)
    return "R" if kind in ("R", "AL") else "L" if kind == "L" else "N"


def _kind(word: Word) -> str:
    sides = [_side(mark.character) for mark in word]
    return "R" if "R" in sides else "L" if "L" in sides else "N"


def _middle(word: Word) -> float:
    return (min(mark.corners[0] for mark in word) + max(mark.corners[2] for mark in word)) / 2


def _against(words: list[Word], base: str) -> list[Word]:
    """Runs of words of the other direction (with what is neither, between them) turned round."""
    kinds = [_kind(word) for word in words]
    other = "L" if base == "R" else "R"
    out: list[Word] = []
    at = 0
    while at < len(words):
        end = at + 1
        if kinds[at] == other:
            last = at
            while end < len(words) and kinds[end] != base:
                last = end if kinds[end] == other else last
                end += 1
            end = last + 1
        out += reversed(words[at:end])
        at = end
    return out


def _letters(word: Word) -> Word:
    """Letters of a word in order: Arabic from the right, numbers and Latin in it from the left."""
    if _kind(word) != "R":
        return tuple(sorted(word, key=lambda mark: mark.middle))
    clusters = sorted(_clusters(word), key=_middle, reverse=True)
    out: list[Mark] = []
    for upright, run in groupby(clusters, lambda cluster: unicodedata.bidirectional(cluster[0].character) in _LEVEL):
        for cluster in reversed(list(run)) if upright else run:
            out += cluster
    return tuple(out)


def _clusters(word: Word) -> list[Word]:
    """Letters with their vowel marks, which come after them where the letters go to the left, else before them."""
    arabic = [mark.middle for mark in word if _side(mark.character) == "R"]
    rightwards = sum(two > one for one, two in pairwise(arabic)) > sum(two < one for one, two in pairwise(arabic))
    found: list[list[Mark]] = []
    for mark in reversed(word) if rightwards else word:
        if found and unicodedata.bidirectional(mark.character) == "NSM":
            found[-1].append(mark)
        else:
            found.append([mark])
    # letters of one ligature share its box: those keep the order in which they were given
    return [tuple(cluster) for cluster in (reversed(found) if rightwards else found)]


def _backwards(words: list[Word], base: str) -> bool:
    """Whether brackets of a line from the right close before they open: they were stored as they look."""
    line = "".join(mark.character for word in words for mark in word)
    brackets = [letter for letter in line if letter in _OPENING + _CLOSING]
    return base == "R" and bool(brackets) and brackets[0] in _CLOSING


def _mirrored(word: Word) -> Word:
    if _kind(word) == "L":
        return word
    return tuple(Mark(mark.character.translate(_MIRRORED), mark.corners, mark.base) for mark in word)
