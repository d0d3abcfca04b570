"""The score of two profiles by themselves, corrected for what the archives hold beside them.

A bare surname is worth what the number of its bearers leaves of it: with one Kosygin in all the documents of those
years, two bare Kosygins are one man; with five Johnsons they are anybody. The correction is a logistic model on the
log odds of each kind of evidence and that number, fitted on pairs whose identity editors gave
(``kg.resolve.training.context``).
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from kg.resolve.agglomerate import Pair, Score
from kg.resolve.bearers import Bare, Bearers
from kg.resolve.bodies import likeness
from kg.resolve.comparison import Kind
from kg.resolve.profile import Profile

MODEL = Path(__file__).with_name("context.json")
MOST = 4
"""Bearers beyond which one more says nothing new."""
SIDES: tuple[Bare, ...] = ("neither", "cut", "one", "both", "none shared")
"""How much two names tell: each has weights of its own."""
COUNTED = ("cut", "one", "both")
"""Those for which it matters how many bearers there are."""
CAREER = 10
"""Years apart in which one person may well be seen twice: evidence of its own beside a name with a given name."""
NEAR = 3
"""The same beside a bare surname."""
KINDS: tuple[Kind, ...] = ("name", "life", "role", "place", "companion", "identifier", "document")
_SUREST = 9.0
_MOST_LIKELY = {"same": 1.0, "open": 0.6, "other": 0.0}
"""Probability at most, by how bodies and events are called: open ones are offered, others are not even that."""
_SLIGHT = 0.01


def in_context(
    profiles: Sequence[Profile],
    score: Callable[[Sequence[Pair]], Sequence[Score]],
    bearers: Bearers | None = None,
) -> Callable[[Sequence[Pair]], list[Score]]:
    """The same scores, corrected: of persons by the bearers of their names, of others by the words of theirs.

    bearers: those of all profiles, where they are counted already.
    """
    bearers = bearers or Bearers(profiles)

    def corrected(pairs: Sequence[Pair]) -> list[Score]:
        return [
            _corrected(profiles[one], profiles[other], each, bearers)
            if profiles[one].label == "PERSON"
            else _bounded(profiles[one], profiles[other], each)
            for (one, other), each in zip(pairs, score(pairs), strict=True)
        ]

    return corrected


def _bounded(one: Profile, other: Profile, score: Score) -> Score:
    """What the words of two names of bodies or events leave of a score."""
    most = _MOST_LIKELY[likeness(one, other)]
    return score if score.probability <= most else replace(score, probability=most)


def correct(sums: Iterable[tuple[str, float]], bare: Bare, bearers: int) -> float:
    """The probability, to four places, from the log odds that each kind of evidence adds."""
    weights = _weights(bare)
    odds = _model()[group_of(bare, bearers)] + sum(weights[kind] * added for kind, added in sums)
    return round(1.0 / (1.0 + math.exp(-max(-_SUREST, min(_SUREST, odds)))), 4)


def group_of(bare: Bare, bearers: int) -> str:
    """Which constant a number of bearers has."""
    return f"{bare}/{min(bearers, MOST)}" if bare in COUNTED else bare


def _corrected(one: Profile, other: Profile, score: Score, bearers: Bearers) -> Score:
    bare, number = bearers.of(one, other)
    weak = bare not in ("neither", "cut")
    sums, evidence = dict(score.sums), list(score.evidence)
    if bare in COUNTED:
        # No more is said than counts: another bearer of a common name changes no words.
        many = f"{MOST} or more" if number >= MOST else str(number)
        words = "no other bearer of that name" if number < 2 else f"{many} bearers of that name"
        evidence.append(("archives", f"{words} in those years"))
    if (
        one.active
        and other.active
        and sums.get("life", 0.0) <= 0
        and (gap := one.active.apart(other.active)) <= (NEAR if weak else CAREER)
    ):
        sums["life"] = _SLIGHT
        evidence.append(("life", f"seen {gap} years apart, within one career"))
    return Score(
        correct(score.sums, bare, number), tuple(sorted(sums.items())), score.forbidden, tuple(evidence), weak
    )


@cache
def _model() -> dict[str, float]:
    weights: dict[str, float] = json.loads(MODEL.read_text("utf-8"))["weights"]
    return weights


@cache
def _weights(bare: Bare) -> dict[str, float]:
    """Of each kind of evidence beside names that tell so much."""
    return {kind: _model()[f"{bare}/{kind}"] for kind in KINDS}
