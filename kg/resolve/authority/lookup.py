"""Which entries a name may mean: those that hold its words, as they stand or as they may be spelled."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from kg.resolve.authority.known import Known
from kg.resolve.chain_forms import Form
from kg.resolve.names.parts import Script
from kg.resolve.names.words import WordIndex

_LIKELY = 1.0
"""Log odds above which a word of the list is taken for another spelling of a word asked for."""
_SURE = 2.5
"""The same where the list holds the very word."""
_MOST_SPELLINGS = 6
_MOST = 400
"""Bearers of one word that are looked at; a word that more bear is looked up with the next one."""


class Lookup:
    """Entries by the words of their names. Immutable after it is made, except that spellings found are kept."""

    def __init__(self, entries: Sequence[Known]) -> None:
        holders: dict[tuple[str, Script, str], set[int]] = defaultdict(set)
        heads: dict[tuple[str, Script, str], set[int]] = defaultdict(set)
        for number, each in enumerate(entries):
            for form in each.forms:
                for part in form.parts:
                    if part.kind == "initial":
                        continue
                    for text in part.forms:
                        holders[each.entry.label, form.script, text].add(number)
                        if part.head or len(form.parts) == 1:
                            heads[each.entry.label, form.script, text].add(number)
        self._holders = {key: tuple(sorted(numbers)) for key, numbers in holders.items()}
        self._heads = {key: tuple(sorted(numbers)) for key, numbers in heads.items()}
        self._words = sorted({(script, word) for _, script, word in holders})
        self._held = frozenset(self._words)
        self._index = WordIndex(self._words)
        self.spellings = lru_cache(maxsize=50_000)(self._spellings)

    def candidates(self, form: Form, most: int = 40) -> tuple[int, ...]:
        """Numbers of the entries that may be meant, those that hold most of the name first, then as listed.

        A single word means who bears it as the family's name, or as the only one; else whoever bears it.
        """
        worth: dict[int, float] = defaultdict(float)
        for at, word in enumerate(form.words):
            best: dict[int, float] = {}
            for script, text, chance in self.spellings(form.script, word):
                key = (form.label, script, text)
                family = set(self._heads.get(key, ()))
                for number in self._holders.get(key, ())[:_MOST]:
                    same = 1.0 if (number in family) == (at == form.family) else 0.6
                    best[number] = max(best.get(number, 0.0), chance * same)
            for number, chance in best.items():
                worth[number] += chance
        ordered = sorted(worth, key=lambda number: (-round(worth[number], 4), number))
        return tuple(ordered[:most])

    def _spellings(self, script: Script, word: str) -> tuple[tuple[Script, str, float], ...]:
        """The word itself where the list holds it, and those that may be other spellings of it, with how likely."""
        exact = (script, word) in self._held
        found = self._index.find(word, script)
        least = _SURE if exact else _LIKELY
        order = [at for at in np.argsort(-found.logits, kind="stable") if found.logits[at] > least][:_MOST_SPELLINGS]
        near = [(*self._words[int(found.words[at])], _chance(float(found.logits[at]))) for at in order]
        return (((script, word, 1.0),) if exact else ()) + tuple(each for each in near if each[:2] != (script, word))


def _chance(logit: float) -> float:
    return 1.0 / (1.0 + math.exp(-logit))
