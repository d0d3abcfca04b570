"""Two names compared part by part: which parts go together, and what that says as figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.resolve.names.alignment import Floats, Ints
from kg.resolve.names.logistic import sigmoid

NAME_FEATURES = (
    "asked_for_found", "candidate_found", "less_found", "parts_logit", "weakest_part", "evidence", "asked_missing",
    "candidate_missing", "family_name", "best_part", "pairs", "one_part", "translated", "other_order", "rarity",
    "asked_rare_found", "candidate_rare_found", "nearly", "longer",
    "asked_family_found", "candidate_family_found",
)  # fmt: skip
_FOUND = ("asked_for_found", "candidate_found", "less_found", "asked_rare_found", "candidate_rare_found")
_AMISS = ("asked_missing", "candidate_missing", "weakest_part")
NOT_FOUND = -9.0
"""Least log odds of two parts: how much less likely it is does not matter."""
SAME_PART = 0.04
"""Probability from which on two parts are taken to go together."""
_PAIR = float(np.log(SAME_PART / (1 - SAME_PART)))
RAREST = 0.3
"""Least rarity of a part: what many names hold still says a little."""


@dataclass(frozen=True)
class Compared:
    """The parts of a name asked for against those of candidates; 0 where a candidate has no such part.

    logits    (names, parts asked for, parts of candidates) log odds that two parts are the same
    evidence  the same: how much more often than by chance the two spellings go together
    mine, theirs  weights, (parts,) and (names, parts);  my_heads, their_heads  1.0 for parts of the family's name
    my_rarity, their_rarity  log of the number of candidates to each that holds the part
    """

    logits: Floats
    evidence: Floats
    mine: Floats
    theirs: Floats
    my_heads: Floats
    their_heads: Floats
    my_rarity: Floats
    their_rarity: Floats


def pair_parts(logits: Floats, mine: Floats, theirs: Floats) -> Ints:
    """(names, parts asked for) the part of each candidate that goes best with each part, -1 where none is left.

    The surest pair is taken first, then the surest of what is left, however unsure.
    """
    worth = sigmoid(logits) * np.sqrt(mine[None, :, None] * theirs[:, None, :])
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


def name_features(parts: Compared) -> tuple[Floats, Ints]:
    """(names, features) in the order of NAME_FEATURES, without ``translated``, and which parts go together."""
    mine, theirs = parts.mine, parts.theirs
    forced = pair_parts(parts.logits, mine, theirs)
    names, count, _ = parts.logits.shape
    rows, columns = np.arange(names)[:, None], np.arange(count)[None, :]
    at = np.maximum(forced, 0)
    held = parts.logits[rows, columns, at]
    paired = (forced >= 0) & (held >= _PAIR)
    odds = np.where(paired, held, 0.0)
    chance = np.where(paired, sigmoid(odds), 0.0)
    weight = np.where(paired, theirs[rows, at], 0.0)
    asked, found = _share(chance, np.broadcast_to(mine, weight.shape), mine), _share(chance, weight, theirs)
    pair_weight = np.sqrt(mine[None, :] * weight)
    spread = np.maximum(pair_weight.sum(1), 1e-6)
    same_head = parts.my_heads[None, :] * parts.their_heads[rows, at]
    order = np.where(paired & (parts.my_heads[None, :] != parts.their_heads[rows, at]), pair_weight, 0.0)
    my_rare = mine * np.maximum(parts.my_rarity, RAREST)
    their_rare = theirs * np.maximum(parts.their_rarity, RAREST)
    rarity = np.minimum(parts.my_rarity[None, :], parts.their_rarity[rows, at])
    left = np.where((forced >= 0) & ~paired, np.sqrt(mine[None, :] * theirs[rows, at]), 0.0)
    near = (np.maximum(held, NOT_FOUND) - NOT_FOUND) / (_PAIR - NOT_FOUND)
    features = [
        asked,
        found,
        np.minimum(asked, found),
        np.clip((odds * pair_weight).sum(1) / spread, -4.0, 8.0) / 4.0,
        np.where(paired.any(1), np.where(paired, odds, 9.0).min(1), NOT_FOUND) / 4.0,
        np.log1p(np.maximum((np.where(paired, parts.evidence[rows, columns, at], 0.0) * chance).sum(1), 0.0)),
        np.where(paired, 0.0, mine).sum(1),
        theirs.sum(1) - weight.sum(1),
        np.where(paired, chance * same_head, 0.0).max(1),
        chance.max(1),
        np.minimum(paired.sum(1), 4) / 4.0,
        (np.minimum((mine > 0).sum(), (theirs > 0).sum(1)) == 1).astype(np.float64),
        np.zeros(names),
        order.sum(1) / spread,
        (chance * np.where(paired, rarity, 0.0)).sum(1) / 10.0,
        _share(chance, np.broadcast_to(my_rare, weight.shape), my_rare),
        _share(chance, np.where(paired, their_rare[rows, at], 0.0), their_rare),
        (left * near).sum(1) / np.maximum(left.sum(1), 1e-6),
        np.log1p(theirs.sum(1)),
        (chance * parts.my_heads).max(1),
        (chance * np.where(paired, parts.their_heads[rows, at], 0.0)).max(1),
    ]
    return np.stack(features, -1), np.where(paired, forced, -1)


def translate(features: Floats, fits: Floats) -> Floats:
    """(names, features) where the lexicon says that the two name one place: as if their parts were found so far.

    fits  (names,) how well the names fit in the lexicon, 0 to 1
    """
    told = features.copy()
    for name in _FOUND:
        column = NAME_FEATURES.index(name)
        told[:, column] = np.maximum(told[:, column], fits)
    for name in _AMISS:
        told[:, NAME_FEATURES.index(name)] *= 1.0 - fits
    told[:, NAME_FEATURES.index("translated")] = fits
    return told


def _share(chance: Floats, weight: Floats, of: Floats) -> Floats:
    """(names,) of all weights, the share that is found: each as far as it is likely."""
    shares: Floats = (chance * weight).sum(1) / np.maximum(of.sum(-1), 1e-6)
    return shares
