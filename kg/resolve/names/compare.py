"""Two names compared part by part: which parts go together, and what that says as figures."""

from __future__ import annotations

import numpy as np

from kg.resolve.names.alignment import Floats, Ints
from kg.resolve.names.logistic import sigmoid

NAME_FEATURES = (
    "asked_for_found", "candidate_found", "less_found", "parts_logit", "weakest_part", "evidence", "asked_missing",
    "candidate_missing", "family_name", "best_part", "pairs", "one_part", "translated", "other_order", "commonness",
)  # fmt: skip
NOT_FOUND = -9.0
"""Log odds of two parts that were not compared: the index holds two hundred words that are nearer."""
SAME_PART = 0.04
"""Probability from which on two parts are taken to go together."""


def pair_parts(logits: Floats, mine: Floats, theirs: Floats) -> Ints:
    """(names, parts asked for) the part of each candidate that goes with each part, -1 for none.

    logits  (names, parts asked for, parts of candidates) log odds;  mine (parts,), theirs (names, parts) weights, 0
    where a candidate has no such part. The surest pair is taken first, then the surest of what is left.
    """
    worth = sigmoid(logits) * np.sqrt(mine[None, :, None] * theirs[:, None, :])
    worth = np.where((sigmoid(logits) >= SAME_PART) & (theirs[:, None, :] > 0), worth, 0.0)
    names, parts, width = worth.shape
    chosen = np.full((names, parts), -1, np.int64)
    rows = np.arange(names)
    for _ in range(min(parts, width)):
        best = worth.reshape(names, -1).argmax(1)
        one, other = np.divmod(best, width)
        good = worth[rows, one, other] > 0
        if not good.any():
            break
        chosen[rows[good], one[good]] = other[good]
        worth[rows[good], one[good], :] = 0.0
        worth[rows[good], :, other[good]] = 0.0
    return chosen


def name_features(
    logits: Floats, evidence: Floats, mine: Floats, theirs: Floats, heads: tuple[Floats, Floats], rarity: Floats
) -> tuple[Floats, Ints]:
    """(names, features) in the order of NAME_FEATURES, without ``translated``, and which parts go together.

    evidence  like logits: how much more often than by chance the two spellings go together
    heads  (parts,), (names, parts) 1.0 for parts of the family's name
    rarity  (names, parts) log of the share of candidates that hold the word
    """
    chosen = pair_parts(logits, mine, theirs)
    names, parts, _ = logits.shape
    rows, columns = np.arange(names)[:, None], np.arange(parts)[None, :]
    paired = chosen >= 0
    at = np.maximum(chosen, 0)
    odds = np.where(paired, logits[rows, columns, at], 0.0)
    chance = np.where(paired, sigmoid(odds), 0.0)
    weight = np.where(paired, theirs[rows, at], 0.0)
    all_mine, all_theirs = mine.sum(), np.maximum(theirs.sum(1), 1e-6)
    asked, held = (chance * mine).sum(1) / all_mine, (chance * weight).sum(1) / all_theirs
    pair_weight = np.sqrt(mine[None, :] * weight)
    spread = np.maximum(pair_weight.sum(1), 1e-6)
    family = np.where(paired, chance * heads[0][None, :] * heads[1][rows, at], 0.0).max(1)
    order = np.where(paired & (heads[0][None, :] != heads[1][rows, at]), pair_weight, 0.0).sum(1) / spread
    single = np.minimum((mine > 0).sum(), (theirs > 0).sum(1)) == 1
    features = [
        asked,
        held,
        np.minimum(asked, held),
        np.clip((odds * pair_weight).sum(1) / spread, -4.0, 8.0) / 4.0,
        np.where(paired.any(1), np.where(paired, odds, 9.0).min(1), NOT_FOUND) / 4.0,
        np.log1p(np.maximum((np.where(paired, evidence[rows, columns, at], 0.0) * chance).sum(1), 0.0)),
        (np.where(paired, 0.0, mine)).sum(1),
        theirs.sum(1) - weight.sum(1),
        family,
        chance.max(1),
        np.minimum(paired.sum(1), 4) / 4.0,
        single.astype(np.float64),
        np.zeros(names),
        order,
        (np.where(paired, rarity[rows, at], 0.0) * chance).sum(1) / 10.0,
    ]
    return np.stack(features, -1), chosen
