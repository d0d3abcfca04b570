"""Candidate names, indexed by their words, and the names among them that a name may be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from kg.resolve.names.alignment import Floats, Ints
from kg.resolve.names.compare import NAME_FEATURES, NOT_FOUND, name_features
from kg.resolve.names.lexicon import concepts
from kg.resolve.names.logistic import models, shares, sigmoid
from kg.resolve.names.parts import MOST_PARTS, Name, parse
from kg.resolve.names.words import WordIndex, table_of

_FULLY_COMPARED = 100
_FEWEST = 2_000
"""A word that one candidate holds is as rare as one of so many names, however few there are."""
_TRANSLATED = NAME_FEATURES.index("translated")
_EVIDENCE = 3
"""Column of ``evidence`` among the features of words."""
_INITIAL = -1.7
"""Log odds of an initial and a part that begins with it."""


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate by its number, and what its score rests on.

    score     probability that it is the one asked for, if at most one candidate is: for suggesting
    logit     log odds by the two names alone, whatever the other candidates: for deciding
    features  as in NAME_FEATURES;  pairs  (part asked for, part of the candidate) numbers that go together
    """

    number: int
    score: float
    logit: float
    features: tuple[float, ...]
    pairs: tuple[tuple[int, int], ...]


class NameIndex:
    """Immutable after it is made. A name is (text, BCP 47 language or None)."""

    def __init__(self, names: Iterable[tuple[str, str | None]]) -> None:
        words: dict[tuple[str, str], int] = {}
        self.names: list[Name] = []
        owners: list[int] = []
        forms: list[int] = []
        form_parts: list[int] = []
        weights: list[float] = []
        heads: list[bool] = []
        initials: dict[str, list[int]] = defaultdict(list)
        beginnings: dict[str, list[int]] = defaultdict(list)
        starts = [0]
        self._meanings: dict[str, list[int]] = defaultdict(list)
        for number, (text, lang) in enumerate(names):
            name = parse(text, lang)
            self.names.append(name)
            for part in name.parts:
                for form in part.forms:
                    forms.append(words.setdefault((name.script, form), len(words)))
                    form_parts.append(len(owners))
                (initials if part.kind == "initial" else beginnings)[part.roman[:1]].append(len(owners))
                owners.append(number)
                weights.append(part.weight)
                heads.append(part.head)
            starts.append(len(owners))
            for concept in sorted(concepts(text)):
                self._meanings[concept].append(number)
        self._words = WordIndex([(script, form) for script, form in words])  # type: ignore[misc]
        self._starts, self._owners = np.array(starts), np.array(owners, np.int64)
        self._weights, self._heads = np.array(weights), np.array(heads, np.float64)
        self._initials = {letter: np.array(found, np.int64) for letter, found in initials.items()}
        self._beginnings = {letter: np.array(found, np.int64) for letter, found in beginnings.items()}
        self._totals = np.bincount(self._owners, self._weights, minlength=len(self.names)) + 1e-6
        flat = np.array(forms, np.int64)
        order = np.argsort(flat, kind="stable")
        self._parts = np.array(form_parts, np.int64)[order]
        counts = np.bincount(flat, minlength=len(words))
        self._word_starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        held = np.maximum(np.bincount(np.array(form_parts, np.int64), counts[flat], minlength=len(owners)), 1)
        self._rarity = np.log(held / max(len(self.names), _FEWEST))

    def match(self, text: str, lang: str | None = None, kind: str | None = None, most: int = 10) -> list[Match]:
        """The likeliest candidates, the best first; of equals, the one given first.

        kind  "person", "place" or None: the lexicon of translated places is not asked for a person
        """
        name = parse(text, lang)
        chosen, found, pairs = self.compared(name, kind)
        scripts = np.array([self.names[number].script for number in chosen])
        odds = np.zeros(len(chosen))
        for script in sorted(set(scripts.tolist())):
            here = scripts == script
            odds[here] = models()[f"name/{table_of(name.script, script)}"].logit(found[here])
        chances = shares(odds)
        return [
            Match(
                int(chosen[at]),
                float(chances[at]),
                float(odds[at]),
                tuple(found[at].tolist()),
                tuple((one, int(other)) for one, other in enumerate(pairs[at]) if other >= 0),
            )
            for at in np.lexsort((chosen, -odds))[:most]
        ]

    def compared(self, name: Name, kind: str | None) -> tuple[Ints, Floats, Ints]:
        """Numbers of the candidates nearest to a name, (candidates, features), and which parts go together."""
        known = sorted(self._translated(name.text)) if kind != "person" else []
        if not name.parts or not self.names:
            return np.zeros(0, np.int64), np.zeros((0, len(NAME_FEATURES))), np.zeros((0, 0), np.int64)
        logits, evidence = self._part_logits(name)
        chosen = self._likely(name, logits, known)
        if not len(chosen):
            return chosen, np.zeros((0, len(NAME_FEATURES))), np.zeros((0, 0), np.int64)
        found, pairs = self._features(name, logits, evidence, chosen)
        found[:, _TRANSLATED] = np.isin(chosen, known)
        return chosen, found, pairs

    def _translated(self, text: str) -> set[int]:
        return {number for concept in concepts(text) for number in self._meanings.get(concept, ())}

    def _part_logits(self, name: Name) -> tuple[list[tuple[Ints, Floats]], list[Floats]]:
        """For each part of the name asked for: parts of candidates with their log odds, and their evidence."""
        logits: list[tuple[Ints, Floats]] = []
        evidence: list[Floats] = []
        for part in name.parts:
            short = (self._initials, self._beginnings) if part.kind == "initial" else (self._initials,)
            numbers = [known[part.roman[:1]] for known in short if part.roman[:1] in known]
            odds = [np.full(len(same), _INITIAL) for same in numbers]
            proof = [np.zeros(len(same)) for same in numbers]
            for form in part.forms if part.kind != "initial" else ():
                found = self._words.find(form, name.script)
                sizes = self._word_starts[found.words + 1] - self._word_starts[found.words]
                numbers.append(_ranges(self._parts, self._word_starts[found.words], sizes))
                odds.append(np.repeat(found.logits, sizes))
                proof.append(np.repeat(found.features[:, _EVIDENCE], sizes))
            numbers.append(np.zeros(0, np.int64))
            odds.append(np.zeros(0))
            proof.append(np.zeros(0))
            joined, likely = np.concatenate(numbers), np.concatenate(odds)
            order = np.argsort(likely, kind="stable")
            logits.append((joined[order], likely[order]))
            evidence.append(np.concatenate(proof)[order])
        return logits, evidence

    def _likely(self, name: Name, logits: list[tuple[Ints, Floats]], known: list[int]) -> Ints:
        """The candidates that hold most of what is asked for, and those that the lexicon knows."""
        total = np.zeros(len(self.names))
        weight = sum(part.weight for part in name.parts) + 1e-6
        for part, (parts, odds) in zip(name.parts, logits, strict=True):
            best = np.zeros(len(self.names))
            best[self._owners[parts]] = sigmoid(odds)
            total += part.weight * best
        total *= 1.0 / weight + 1.0 / self._totals
        touched = np.flatnonzero(total > 0)
        if len(touched) > _FULLY_COMPARED:
            values = total[touched]
            least = np.partition(values, len(values) - _FULLY_COMPARED)[len(values) - _FULLY_COMPARED]
            touched = touched[values >= least]
            touched = touched[np.argsort(-total[touched], kind="stable")][:_FULLY_COMPARED]
        return np.union1d(touched, np.array(known, np.int64))

    def _features(
        self, name: Name, logits: list[tuple[Ints, Floats]], evidence: list[Floats], chosen: Ints
    ) -> tuple[Floats, Ints]:
        sizes = self._starts[chosen + 1] - self._starts[chosen]
        width = max(int(sizes.max(initial=1)), 1)
        places = np.arange(min(width, MOST_PARTS))[None, :]
        there = places < sizes[:, None]
        numbers = np.where(there, self._starts[chosen][:, None] + places, 0)
        odds = np.full((len(chosen), len(name.parts), places.shape[1]), NOT_FOUND)
        proof = np.zeros(odds.shape)
        scratch, proved = np.empty(len(self._owners)), np.empty(len(self._owners))
        for at, ((parts, likely), shown) in enumerate(zip(logits, evidence, strict=True)):
            scratch.fill(NOT_FOUND)
            scratch[parts], proved[parts] = likely, shown
            values = np.where(there, scratch[numbers], NOT_FOUND)
            odds[:, at] = values
            proof[:, at] = np.where(values > NOT_FOUND, proved[numbers], 0.0)
        mine = np.array([part.weight for part in name.parts])
        heads = np.array([float(part.head) for part in name.parts])
        theirs = np.where(there, self._weights[numbers], 0.0)
        return name_features(
            odds, proof, mine, theirs, (heads, np.where(there, self._heads[numbers], 0.0)), self._rarity[numbers]
        )


def _ranges(values: Ints, starts: Ints, sizes: Ints) -> Ints:
    """The slices of an array that begin at starts, one after the other."""
    if not len(starts):
        return np.zeros(0, np.int64)
    offsets = np.repeat(starts - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
    return values[offsets + np.arange(int(sizes.sum()))]
