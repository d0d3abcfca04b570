"""Fit how much the number of bearers of a surname says (``kg/resolve/context.json``).

python -m kg.resolve.training.context ../shared     reads corpus/frus_tei_en, gold/persons_lists_dev.jsonl

and the groups of namesakes under tests/data.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from kg.ledger import SCHEMA
from kg.resolve.bearers import Bare, Bearers
from kg.resolve.blocking import pairs
from kg.resolve.comparisons import Comparisons
from kg.resolve.context import KINDS, MODEL, MOST, SIDES, group_of
from kg.resolve.evidence.compare import model
from kg.resolve.names.logistic import Floats, sigmoid
from kg.resolve.training.withheld import Material, in_fit, material, namesakes
from kg.resolve.units import units

_SLOPES = tuple(f"{bare}/{kind}" for bare in SIDES for kind in KINDS)
_NAMES = (*_SLOPES, *dict.fromkeys(group_of(bare, number) for bare in SIDES for number in range(MOST + 1)))
_NAMESAKES = Path(__file__).parents[3] / "tests" / "data"
_RIDGE = 2.0
"""Pull of each weight to its start, in observations: groups with few pairs stay near it."""
_START = np.array([1.0 if name in _SLOPES else model().constant for name in _NAMES])
_ROUNDS = 30
_SMALL = 1e-9


def main(shared: Path) -> None:
    """Write the weights."""
    rows = [*observed(material(shared, "editors"), fitted=True), *observed(namesakes(_NAMESAKES), fitted=True)]
    features = np.stack([row for row, _ in rows])
    weights = newton(features, np.array([float(same) for _, same in rows]))
    stored = {
        "source": "FRUS documents (history.state.gov, public domain), identities of their lists, half of the persons",
        "pairs": len(rows),
        "weights": dict(zip(_NAMES, (round(float(w), 4) for w in weights), strict=True)),
    }
    MODEL.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


def observed(read: Material, fitted: bool) -> Iterator[tuple[Floats, bool]]:
    """A row of features for each compared pair of known persons of that half, and whether they are one."""
    found = units(read.candidates)
    bearers = Bearers(found.profiles)
    who = [_known(members, read.truth) for members in found.members]
    compared = [
        (one, other)
        for one, other in pairs(found.profiles)
        if (mine := who[one]) and (theirs := who[other]) and in_fit(mine) == in_fit(theirs) == fitted
    ]
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    for (one, other), score in zip(compared, Comparisons(db).of(found.profiles)(compared), strict=True):
        if not score.forbidden:
            bare, number = bearers.of(found.profiles[one], found.profiles[other])
            yield row_of(score.sums, bare, number), who[one] == who[other]


def row_of(sums: Iterable[tuple[str, float]], bare: Bare, bearers: int) -> Floats:
    """Features in the order of the stored weights."""
    row = np.zeros(len(_NAMES))
    for kind, added in sums:
        row[_NAMES.index(f"{bare}/{kind}")] = added
    row[_NAMES.index(group_of(bare, bearers))] = 1.0
    return row


def newton(features: Floats, labels: Floats) -> Floats:
    """Weights of the likeliest logistic model near the start (ridge regression; Newton's method, steps halved)."""
    weights = _START.copy()
    for _ in range(_ROUNDS):
        chance = sigmoid(features @ weights)
        gradient = features.T @ (labels - chance) - _RIDGE * (weights - _START)
        curvature = (features * (chance * (1.0 - chance))[:, None]).T @ features + _RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curvature, gradient)
        before = _worth(features, labels, weights)
        while np.abs(step).max() > _SMALL and _worth(features, labels, weights + step) < before:
            step = step / 2.0
        weights = weights + step
    return weights


def _worth(features: Floats, labels: Floats, weights: Floats) -> float:
    """Log likelihood less the pull to the start."""
    odds = features @ weights
    return float((labels * odds - np.logaddexp(0.0, odds)).sum() - _RIDGE / 2.0 * ((weights - _START) ** 2).sum())


def _known(members: tuple[str, ...], truth: dict[str, str]) -> str | None:
    votes = Counter(truth[iri] for iri in members if iri in truth)
    return min(votes, key=lambda person: (-votes[person], person)) if votes else None


if __name__ == "__main__":
    main(Path(sys.argv[1]))
