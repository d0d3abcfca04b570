"""Candidate names, indexed by their words, and the names among them that a name may be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from kg.resolve.names.alignment import Floats, Ints
from kg.resolve.names.asked import AskedPart, ask, coverage, part_logits
from kg.resolve.names.compare import NAME_FEATURES, NOT_FOUND, Compared, name_features, translate
from kg.resolve.names.held import Held
from kg.resolve.names.lexicon import asked_for, concepts
from kg.resolve.names.logistic import models, shares
from kg.resolve.names.parts import MOST_PARTS, Name, parse
from kg.resolve.names.words import table_of

_FULLY_COMPARED = 60


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
        self.names: list[Name] = []
        self._meanings: dict[str, list[int]] = defaultdict(list)
        for number, (text, lang) in enumerate(names):
            self.names.append(parse(text, lang))
            for concept in sorted(concepts(text)):
                self._meanings[concept].append(number)
        self._held = Held(self.names)

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
        known = self._translated(name) if kind != "person" else {}
        if name.parts and self.names:
            asked = ask(name, self._held)
            chosen = self._likely(asked, known)
            if len(chosen):
                found, pairs = self._features(name, asked, chosen)
                return chosen, translate(found, np.array([known.get(int(number), 0.0) for number in chosen])), pairs
        return np.zeros(0, np.int64), np.zeros((0, len(NAME_FEATURES))), np.zeros((0, 0), np.int64)

    def _translated(self, name: Name) -> dict[int, float]:
        """Numbers of the candidates that the lexicon knows for names of the same place, and how well it fits."""
        found: dict[int, float] = {}
        for concept, fit in asked_for(name.text).items():
            for number in self._meanings.get(concept, ()):
                found[number] = max(fit, found.get(number, 0.0))
        return found

    def _likely(self, asked: list[AskedPart], known: dict[int, float]) -> Ints:
        """The candidates that hold most of what is asked for, and those that the lexicon knows."""
        total = coverage(asked, self._held)
        touched = np.flatnonzero(total > 0)
        if len(touched) > _FULLY_COMPARED:
            values = total[touched]
            least = np.partition(values, len(values) - _FULLY_COMPARED)[len(values) - _FULLY_COMPARED]
            touched = touched[values >= least]
            touched = touched[np.argsort(-total[touched], kind="stable")][:_FULLY_COMPARED]
        return np.union1d(touched, np.array(sorted(known), np.int64))

    def _features(self, name: Name, asked: list[AskedPart], chosen: Ints) -> tuple[Floats, Ints]:
        held = self._held
        sizes = held.starts[chosen + 1] - held.starts[chosen]
        width = min(max(int(sizes.max(initial=1)), 1), MOST_PARTS)
        places = np.arange(width)[None, :]
        there = places < sizes[:, None]
        numbers = np.where(there, held.starts[chosen][:, None] + places, 0)
        odds = np.full((len(chosen), len(asked), width), NOT_FOUND)
        proof = np.zeros(odds.shape)
        for at, part in enumerate(asked):
            likely, shown = part_logits(part, name.script, numbers[there], held)
            odds[:, at][there] = np.maximum(likely, NOT_FOUND)
            proof[:, at][there] = shown
        return name_features(
            Compared(
                odds,
                proof,
                np.array([part.weight for part in name.parts]),
                np.where(there, held.weights[numbers], 0.0),
                np.array([float(part.head) for part in name.parts]),
                np.where(there, held.heads[numbers], 0.0),
                np.array([part.rarity for part in asked]),
                np.where(there, held.rarity[numbers], 0.0),
            )
        )
