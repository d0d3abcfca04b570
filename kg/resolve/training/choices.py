"""Weights of a choice among candidates and nobody, by Newton's method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.resolve.names.logistic import Floats


@dataclass(frozen=True, slots=True)
class Choice:
    """rows (candidates, features);  gold  place of the right candidate, -1 for nobody;  weight  how much it counts"""

    rows: Floats
    gold: int
    weight: float


def fit_choices(
    asked: Sequence[Choice], used: Floats, robbed: float = 0.15, ridge: float = 0.3, rounds: int = 25
) -> Floats:
    """(features + 1,) weights and constant, where nobody has log odds 0.

    used    (features + 1,) 1.0 for features that may count, else 0.0
    robbed  share that each question counts with its right candidate taken out, so that nobody is learned too
    """
    rows, weights, wanted, owners = _flat(asked, robbed)
    rows = rows * used
    count = len(weights)
    penalty = np.full(rows.shape[1], ridge)
    penalty[-1] = 1e-3
    found = np.zeros(rows.shape[1])

    def loss(at: Floats) -> float:
        odds = np.clip(rows @ at, -30, 30)
        whole = np.log1p(np.bincount(owners, np.exp(odds), minlength=count))
        return float(
            (weights * whole).sum() - (weights[owners] * wanted * odds).sum() + 0.5 * (penalty * at * at).sum()
        )

    current = loss(found)
    for _ in range(rounds):
        worth = np.exp(np.clip(rows @ found, -30, 30))
        chance = worth / (1.0 + np.bincount(owners, worth, minlength=count))[owners]
        slope = rows.T @ (weights[owners] * (wanted - chance)) - penalty * found
        means = np.zeros((count, rows.shape[1]))
        np.add.at(means, owners, rows * chance[:, None])
        curve = (rows * (weights[owners] * chance)[:, None]).T @ rows - (means * weights[:, None]).T @ means
        step = np.linalg.solve(curve + np.diag(penalty) + 1e-6 * np.eye(len(penalty)), slope)
        size, least = 1.0, current
        while size > 1e-3 and (least := loss(found + size * step)) >= current:
            size /= 2
        if size <= 1e-3 or current - least < 1e-4:
            break
        found, current = found + size * step, least
    kept: Floats = found * used
    return kept


def _flat(asked: Sequence[Choice], robbed: float) -> tuple[Floats, Floats, Floats, np.ndarray]:
    """(rows, features + 1), (questions,) weights, (rows,) 1.0 for what is right, (rows,) number of the question."""
    rows: list[Floats] = []
    weights: list[float] = []
    wanted: list[Floats] = []
    owners: list[np.ndarray] = []

    def add(some: Floats, right: Floats, weight: float) -> None:
        rows.append(some)
        wanted.append(right)
        owners.append(np.full(len(some), len(weights)))
        weights.append(weight)

    for each in asked:
        right = np.zeros(len(each.rows))
        if each.gold < 0:
            add(each.rows, right, each.weight)
            continue
        right[each.gold] = 1.0
        add(each.rows, right, each.weight * (1 - robbed))
        left = np.arange(len(each.rows)) != each.gold
        if left.any():
            add(each.rows[left], right[left], each.weight * robbed)
    flat = np.concatenate(rows)
    return (
        np.concatenate([flat, np.ones((len(flat), 1))], 1),
        np.array(weights),
        np.concatenate(wanted),
        np.concatenate(owners),
    )
