"""The words of all candidate names: looked up by what they share with a word, then compared letter by letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from kg.resolve.names.alignment import (
    Floats,
    Ints,
    forward,
    latin_codes,
    latin_side,
    one_side,
    pieces,
    source_rows,
    tables,
)
from kg.resolve.names.logistic import models
from kg.resolve.names.parts import Script
from kg.resolve.names.romanise import romanise
from kg.resolve.names.skeleton import features, skeleton

WORD_FEATURES = (
    "letters_together", "letters_given_word", "word_given_letters", "evidence", "looked_up", "same_spelling",
    "same_skeleton", "length_differs", "length",
)  # fmt: skip
_MOST = 120
"""Words of the index that one word is compared with letter by letter to find names; then come all of their words."""
_COMMON = 0.2
"""Share of all words above which a feature tells nothing, in a large index."""
_LARGE = 20_000
_WORST = 1.0
"""Least log probability a letter, against chance: two words are different or very different, it does not matter."""

Word = tuple[Script, str]
"""A folded word and the script of the name it is from."""


@dataclass(frozen=True)
class Found:
    """Numbers of words, how likely each is the same word as the one asked for (log odds), and the features.

    shared  (all words of the index,) how much each shares with the one asked for
    """

    words: Ints
    logits: Floats
    features: Floats
    shared: Floats


class WordIndex:
    """Distinct words with what they are looked up by. Immutable after it is made; memory about 400 bytes a word."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = list(words)
        self.scripts = np.array([script for script, _ in words])
        self.romans = [romanise(word) for _, word in words]
        self._vocabulary: dict[str, int] = {}
        numbers: list[int] = []
        sizes: list[int] = []
        for _, word in words:
            found = features(word)
            sizes.append(len(found))
            numbers += [self._vocabulary.setdefault(feature, len(self._vocabulary)) for feature in sorted(found)]
        flat = np.array(numbers, np.int64)
        owners = np.repeat(np.arange(len(words)), sizes)
        order = np.argsort(flat, kind="stable")
        self._owners = owners[order].astype(np.int32)
        counts = np.bincount(flat, minlength=len(self._vocabulary))
        self._starts = np.concatenate([[0], np.cumsum(counts)])
        self._rarity = np.log1p(len(words) / np.maximum(counts, 1))
        if len(words) > _LARGE:
            self._rarity[counts > _COMMON * len(words)] = 0.0
        self._norm = np.sqrt(np.bincount(owners, self._rarity[flat], minlength=len(words)) + 1e-9)

    def shared(self, word: str) -> Floats:
        """(words,) how much each word of the index shares with a word, 0 to 1."""
        known = [self._vocabulary[feature] for feature in sorted(features(word)) if feature in self._vocabulary]
        known = [feature for feature in known if self._rarity[feature] > 0]
        if not known or not self.words:
            return np.zeros(len(self.words))
        slices = [self._owners[self._starts[feature] : self._starts[feature + 1]] for feature in known]
        rarity = np.repeat(self._rarity[known], [len(part) for part in slices])
        found: Floats = np.bincount(np.concatenate(slices), rarity, minlength=len(self.words)) / self._norm
        found /= np.sqrt(self._rarity[known].sum())
        return found

    def find(self, word: str, script: Script) -> Found:
        """The words of the index that may be a word, each with its log odds."""
        shared = self.shared(word)
        return self.among(word, script, nearest(shared), shared)

    def among(self, word: str, script: Script, numbers: Ints, shared: Floats) -> Found:
        """The log odds that a word is each of some words of the index; shared as ``shared`` gives it."""
        rows = self.compared(word, script, numbers, shared)
        logits = np.zeros(len(numbers))
        for other in dict.fromkeys(self.scripts[numbers].tolist()):
            here = self.scripts[numbers] == other
            logits[here] = models()[f"word/{table_of(script, other)}"].logit(rows[here])
        return Found(numbers, logits, rows, shared)

    def compared(self, word: str, script: Script, numbers: Ints, shared: Floats) -> Floats:
        """(numbers, 9) the features of a word with some words of the index."""
        rows = np.zeros((len(numbers), len(WORD_FEATURES)))
        for other in dict.fromkeys(self.scripts[numbers].tolist()):
            here = np.flatnonzero(self.scripts[numbers] == other)
            at = numbers[here]
            rows[here] = compare(word, script, [self.words[number][1] for number in at], other, shared[at])
        return rows


def nearest(shared: Floats) -> Ints:
    """Numbers of the words that share most, the best first."""
    if len(shared) > _MOST:
        least = np.partition(shared, len(shared) - _MOST)[len(shared) - _MOST]
        best = np.flatnonzero(shared >= max(least, 1e-9))
    else:
        best = np.flatnonzero(shared)
    return best[np.argsort(-shared[best], kind="stable")][:_MOST]


def table_of(script: str, other: str) -> str:
    """Which table compares two scripts: Arab where one side is Arabic, Cyrl where one is Cyrillic, else Latn."""
    if script == other:
        return "Latn"
    return "Arab" if "Arab" in (script, other) else "Cyrl"


def compare(word: str, script: str, others: Sequence[str], other: str, shared: Floats) -> Floats:
    """(others, 9) the features of a word with each of others, all of one script, in the order of WORD_FEATURES."""
    name = table_of(script, other)
    roman, romans = romanise(word), [romanise(text) for text in others]
    if name == "Latn" or script == name:
        joint, left, right = _with_spellings(name, roman if name == "Latn" else word, romans)
    else:
        joint, left, right = _with_sources(name, roman, others)
    mine = len(roman) + 1.0
    theirs = np.array([len(text) + 1.0 for text in romans])
    bones = skeleton(roman)
    together = np.maximum(joint - left - right, -_WORST * (mine + theirs))
    joint = left + right + together
    return np.stack(
        [
            together / (mine + theirs),
            (joint - left) / theirs,
            (joint - right) / mine,
            together / 10.0,
            shared,
            np.array([float(text == roman) for text in romans]),
            np.array([float(skeleton(text) == bones) for text in romans]),
            np.abs(theirs - mine) / np.maximum(theirs, mine),
            np.minimum(np.minimum(mine, theirs), 8.0) / 8.0,
        ],
        -1,
    )


def _with_spellings(name: str, word: str, romans: Sequence[str]) -> tuple[Floats, Floats, Floats]:
    """Log probabilities: of the word with each Latin spelling, of the word, of each spelling. name: of the table."""
    table = tables()[name]
    ones, twos, left = _source(name, word)
    if len(romans) == 1:
        spelled, lengths, right = _spelling(name, romans[0])
    else:
        spelled = table.columns(pieces(latin_codes(romans)))
        lengths = np.array([len(roman) + 2 for roman in romans])
        right = latin_side(table, spelled, lengths)
    states = forward(table, ones[:, None], twos[:, None], spelled)
    joint = np.log(np.maximum(states[-1, np.arange(len(romans)), lengths], 1e-300))
    return joint, np.full(len(romans), left), right


@lru_cache(maxsize=50_000)
def _source(name: str, word: str) -> tuple[Ints, Ints, float]:
    """Rows of a word's letters and pairs of letters in a table, and its log probability whatever its spelling."""
    table = tables()[name]
    ones, twos = source_rows(word, table)
    return ones, twos, one_side(table, ones, twos)


@lru_cache(maxsize=50_000)
def _spelling(name: str, roman: str) -> tuple[Ints, Ints, Floats]:
    """Pieces of one Latin spelling in a table, its length, and its log probability whatever it spells."""
    table = tables()[name]
    spelled = table.columns(pieces(latin_codes([roman])))
    length = np.array([len(roman) + 2])
    return spelled, length, latin_side(table, spelled, length)


def _with_sources(name: str, roman: str, words: Sequence[str]) -> tuple[Floats, Floats, Floats]:
    """The same where the many are in the script of the table, and the one is the Latin spelling."""
    table = tables()[name]
    spelled, length, left = _spelling(name, roman)
    sources = [_source(name, word) for word in words]
    rows = [(ones, twos) for ones, twos, _ in sources]
    joint, right = np.zeros(len(words)), np.zeros(len(words))
    for size in {len(ones) for ones, _ in rows}:
        here = [at for at, (ones, _) in enumerate(rows) if len(ones) == size]
        ones, twos = (np.stack([rows[at][side] for at in here], 1) for side in (0, 1))
        states = forward(table, ones, twos, spelled)
        joint[here] = np.log(np.maximum(states[-1, :, length[0]], 1e-300))
    right[:] = [chance for _, _, chance in sources]
    return joint, np.full(len(words), left[0]), right
