"""The parts of all candidate names as arrays: whose they are, which words they are compared by, what they count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from kg.resolve.names.alignment import Ints
from kg.resolve.names.parts import Name
from kg.resolve.names.words import Word, WordIndex

FEWEST = 2_000
"""A word that one candidate holds is as rare as one of so many names, however few there are."""
MOST_FORMS = 4
"""Spellings of one part that are compared."""


class Held:
    """Immutable after it is made. Parts are numbered through all names, in order; words as in ``words``.

    words     the distinct spellings of all parts;  forms  (parts, 4) numbers of the words of each part; where a part
              has fewer, the number after the last word
    starts    (names + 1,) number of each name's first part;  owners  (parts,) the name of each part
    weights, heads, initial  (parts,) ``Part.weight``, ``Part.head``, whether it is an initial
    first     (parts,) code of its first Latin letter, 0 for none
    totals    (names,) sum of weights;  rarity  (parts,) log of the number of names to each that holds the word
    """

    def __init__(self, names: Sequence[Name]) -> None:
        numbers: dict[Word, int] = {}
        spelled: list[list[int]] = []
        for name in names:
            for part in name.parts:
                spelled.append([numbers.setdefault((name.script, form), len(numbers)) for form in part.forms])
        parts = [part for name in names for part in name.parts]
        self.words = WordIndex(list(numbers))
        self.starts = np.concatenate([[0], np.cumsum([len(name.parts) for name in names])]).astype(np.int64)
        self.owners = np.repeat(np.arange(len(names)), np.diff(self.starts))
        self.weights = np.array([part.weight for part in parts], np.float64)
        self.heads = np.array([part.head for part in parts], np.float64)
        self.initial = np.array([part.kind == "initial" for part in parts], bool)
        self.first = np.array([ord(part.roman[0]) if part.roman else 0 for part in parts], np.int64)
        self.totals = np.bincount(self.owners, self.weights, minlength=len(names)) + 1e-6
        self.forms = np.full((len(parts), MOST_FORMS), len(numbers), np.int32)
        for number, forms in enumerate(spelled):
            self.forms[number, : len(forms)] = forms[:MOST_FORMS]
        at, column = np.nonzero(self.forms < len(numbers))
        words = self.forms[at, column]
        order = np.argsort(words, kind="stable")
        self._parts = at[order]
        counts = np.bincount(words, minlength=len(numbers))
        self._starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        held = np.maximum(np.append(counts, 0)[self.forms].max(1, initial=1), 1)
        self.rarity = np.log(max(len(names), FEWEST) / held)
        self._initials = _by_letter(np.flatnonzero(self.initial), self.first)
        self._beginnings = _by_letter(np.flatnonzero(~self.initial), self.first)

    def holding(self, words: Ints) -> tuple[Ints, Ints]:
        """Numbers of the parts that are spelled as one of the words, and of which of the words given."""
        sizes = self._starts[words + 1] - self._starts[words]
        return _ranges(self._parts, self._starts[words], sizes), np.repeat(np.arange(len(words)), sizes)

    def short_for(self, first: int, initial: bool) -> Ints:
        """Parts that are the initial of a part, or, if it is an initial itself, begin with it too."""
        found = [self._initials.get(first), self._beginnings.get(first) if initial else None]
        return np.concatenate([np.zeros(0, np.int64), *(parts for parts in found if parts is not None)])

    def words_of(self, parts: Ints) -> Ints:
        """Numbers of all words of some parts, each once."""
        found = np.unique(self.forms[parts])
        return found[found < len(self.words.words)].astype(np.int64)


def _by_letter(parts: Ints, first: Ints) -> dict[int, Ints]:
    found: dict[int, list[int]] = defaultdict(list)
    for part in parts:
        found[int(first[part])].append(int(part))
    return {letter: np.array(numbers, np.int64) for letter, numbers in found.items()}


def _ranges(values: Ints, starts: Ints, sizes: Ints) -> Ints:
    """The slices of an array that begin at starts, one after the other."""
    if not len(starts):
        return np.zeros(0, np.int64)
    offsets = np.repeat(starts - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
    return values[offsets + np.arange(int(sizes.sum()))]
