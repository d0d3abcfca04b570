"""Whether two words of names are one word in one document: endings of cases, spellings, other scripts."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from extractors.languages.base import words
from kg.resolve.names.logistic import models
from kg.resolve.names.parts import Script
from kg.resolve.names.romanise import romanise
from kg.resolve.names.skeleton import features, skeleton
from kg.resolve.names.words import compare, table_of

_ENDINGS = {
    "Cyrl": frozenset(
        words(
            "а я у ю ом ем ём ым им е ой ей ою ею ого его ому ему ых их ыми ими ы и й ь ам ами ах ов ев "
            "ның нің дың дің тың тің ға ге қа ке на не ны ні ды ді ты ті н да де та те нда нде дан ден тан тен "
            "нан нен мен бен пен"
        )
    ),
    "Latn": frozenset(words("s ning dyng din ga ge")),
    "Arab": frozenset(words("ا ي")),
}
_SHORTEST_STEM = 3
_SAME_SCRIPT = 2.5
"""Log odds above which two spellings in one script are one word; in one document spelling hardly changes."""
_OTHER_SCRIPT = 0.5
NOT_COMPARED = -9.0
"""Log odds of two words whose consonants have nothing in common: letters need not be looked at."""
_LEAST_SHARED = 0.12
_LEAST_SHARED_IN_SCRIPT = 0.5
"""The same for two words of one script: of 2,500 pairs that share less not one was held to be one word."""
_LENGTHS = 2
_FEWEST_LETTERS = 5
"""Shorter words in one script differ by a letter because they are different names: Khan, Khun."""


@lru_cache(maxsize=100_000)
def same_word(left: tuple[Script, str], right: tuple[Script, str]) -> bool:
    """Whether two folded words, each with the script of its name, are the same word of a name.

    >>> same_word(("Cyrl", "букейханова"), ("Cyrl", "букейханов")), same_word(("Latn", "vance"), ("Latn", "nance"))
    (True, False)
    """
    if left[0] == right[0]:
        if left[1] == right[1] or _inflected(left[0], left[1], right[1]):
            return True
        if min(len(left[1]), len(right[1])) < _FEWEST_LETTERS or left[1][0] != right[1][0]:
            return False
        if abs(len(left[1]) - len(right[1])) > _LENGTHS or skeleton(romanise(left[1])) != skeleton(romanise(right[1])):
            return False
        return word_logit(left, right) > _SAME_SCRIPT
    return word_logit(left, right) > _OTHER_SCRIPT


@lru_cache(maxsize=200_000)
def word_logit(left: tuple[Script, str], right: tuple[Script, str]) -> float:
    """Log odds that two folded words are one, letter by letter, by the model of name matching."""
    if right < left:
        return word_logit(right, left)
    one, other = _features(left[1]), _features(right[1])
    shared = len(one & other) / max(np.sqrt(len(one) * len(other)), 1.0)
    if shared < (_LEAST_SHARED_IN_SCRIPT if left[0] == right[0] else _LEAST_SHARED):
        return NOT_COMPARED
    row = compare(left[1], left[0], [right[1]], right[0], np.array([shared]))
    return float(models()[f"word/{table_of(left[0], right[0])}"].logit(row)[0])


@lru_cache(maxsize=20_000)
def _features(word: str) -> frozenset[str]:
    return features(word)


def _inflected(script: Script, left: str, right: str) -> bool:
    """Whether two words of one script are one stem with endings of cases; ``?`` letters stand for nothing."""
    endings = _ENDINGS[script]
    stem = _shared_beginning(left, right)
    if len(stem) < _SHORTEST_STEM or "?" in romanise(stem):
        return False
    for cut in range(len(stem), max(_SHORTEST_STEM, len(stem) - 2) - 1, -1):
        rest, other = left[cut:], right[cut:]
        if (not rest or rest in endings) and (not other or other in endings):
            return True
    return False


def _shared_beginning(left: str, right: str) -> str:
    size = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        size += 1
    return left[:size]
