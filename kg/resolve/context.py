"""The score of two profiles by themselves, corrected for what the archives hold beside them.

A bare surname is worth what the number of its bearers leaves of it: with one Kosygin in all the documents of those
years, two bare Kosygins are one man; with five Johnsons they are anybody. The correction is a logistic model on the
log odds of the pair and that number, fitted on pairs whose identity editors gave (``kg.resolve.training.context``).
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from kg.resolve.agglomerate import Pair, Score
from kg.resolve.bearers import Bare, Bearers
from kg.resolve.profile import Profile

MODEL = Path(__file__).with_name("context.json")
MOST = 4
"""Bearers beyond which one more says nothing new."""
SIDES: tuple[Bare, ...] = ("neither", "one", "both", "none shared")
"""Which of two names are bare surnames: each has weights of its own."""
CAREER = 10
"""Years apart in which one person may well be seen twice: evidence of its own beside a name."""
_SUREST = 9.0


def in_context(
    profiles: Sequence[Profile], score: Callable[[Sequence[Pair]], Sequence[Score]]
) -> Callable[[Sequence[Pair]], list[Score]]:
    """The same scores, corrected; persons only."""
    bearers = Bearers(profiles)

    def corrected(pairs: Sequence[Pair]) -> list[Score]:
        return [
            _corrected(profiles[one], profiles[other], each, bearers) if profiles[one].label == "PERSON" else each
            for (one, other), each in zip(pairs, score(pairs), strict=True)
        ]

    return corrected


def correct(probability: float, bare: Bare, bearers: int) -> float:
    """The corrected probability, to four places."""
    stored = _model()
    odds = stored[f"{bare}/slope"] * log_odds(probability) + stored[group_of(bare, bearers)]
    return round(1.0 / (1.0 + math.exp(-max(-_SUREST, min(_SUREST, odds)))), 4)


def group_of(bare: Bare, bearers: int) -> str:
    """Which constant a number of bearers has."""
    return f"{bare}/{min(bearers, MOST)}" if bare in ("one", "both") else bare


def log_odds(probability: float) -> float:
    """Bounded, as probabilities are rounded."""
    bounded = min(max(probability, 1e-4), 1.0 - 1e-4)
    return math.log(bounded / (1.0 - bounded))


def _corrected(one: Profile, other: Profile, score: Score, bearers: Bearers) -> Score:
    bare, number = bearers.of(one, other)
    kinds, evidence = set(score.kinds), list(score.evidence)
    if bare in ("one", "both"):
        words = "no other bearer" if number < 2 else f"{number} bearers"
        evidence.append(("archives", f"{words} of the surname in those years"))
    if one.active and other.active and "life" not in kinds and (gap := one.active.apart(other.active)) <= CAREER:
        kinds.add("life")
        evidence.append(("life", f"seen {gap} years apart, within one career"))
    return replace(
        score,
        probability=correct(score.probability, bare, number),
        kinds=tuple(sorted(kinds)),
        evidence=tuple(evidence),
    )


@cache
def _model() -> dict[str, float]:
    weights: dict[str, float] = json.loads(MODEL.read_text("utf-8"))["weights"]
    return weights
