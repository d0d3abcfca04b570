"""Two profiles compared: every kind of evidence weighed, a calibrated probability, and what no machine may merge."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.resolve.comparison import Comparison, Evidence
from kg.resolve.evidence import companions, documents, identifiers, life, names, places, roles
from kg.resolve.evidence.found import Found
from kg.resolve.profile import Profile

MODEL = Path(__file__).with_name("model.json")
FEATURES: tuple[str, ...] = (
    *names.FEATURES,
    *life.FEATURES,
    *roles.FEATURES,
    *places.FEATURES,
    *companions.FEATURES,
    *identifiers.FEATURES,
    *documents.FEATURES,
)
_SUREST = 20.0


@dataclass(frozen=True)
class Model:
    """The weight of each feature, and the constant."""

    weights: dict[str, float]
    constant: float


@cache
def model() -> Model:
    """The stored model."""
    stored = json.loads(MODEL.read_text("utf-8"))
    return Model(stored["weights"], stored["constant"])


def findings(left: Profile, right: Profile) -> list[Found]:
    """All that the kinds of evidence find, before it is weighed; the same whichever side is left."""
    return [
        *names.names(left, right),
        *life.life(left, right),
        *roles.roles(left, right),
        *places.places(left, right),
        *companions.companions(left, right),
        *identifiers.identifiers(left, right),
        *documents.documents(left, right),
    ]


def forbidden(left: Profile, right: Profile) -> str | None:
    """Why no machine may ever merge the two: disjoint lives, two ids of one registry; or None."""
    return life.disjoint(left, right) or identifiers.two_ids(left, right)


def compare(left: Profile, right: Profile) -> Comparison:
    """The probability that the two are one, with its reasons; symmetric, and by the two profiles alone.

    Two profiles of different labels, or without a name on one side, have probability 0.
    """
    weights = model()
    if left.label != right.label or not left.names or not right.names:
        return Comparison(0.0, weights.constant, ())
    evidence = tuple(
        sorted(
            (
                Evidence(each.kind, each.feature, round(each.value, 4), added, each.words)
                for each in findings(left, right)
                if (added := round(each.value * weights.weights[each.feature], 4)) or each.words
            ),
            key=lambda each: (-abs(each.added), each.feature),
        )
    )
    odds = weights.constant + sum(each.added for each in evidence)
    chance = 1.0 / (1.0 + math.exp(-max(min(odds, _SUREST), -_SUREST)))
    return Comparison(round(chance, 6), weights.constant, evidence, forbidden(left, right))


def compare_all(pairs: Iterable[tuple[Profile, Profile]]) -> list[Comparison]:
    """Many pairs, in the order given; forms and words that return are compared once."""
    return [compare(left, right) for left, right in pairs]
