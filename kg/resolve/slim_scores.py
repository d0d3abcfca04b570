"""Scores in context as clustering wants them, each worked out once.

Such a score depends on the two profiles, on the other bearers of their surnames and on the software: its key holds all
of these. So after a change only pairs of new documents are scored, and those whose surname has new bearers. The scores
are kept in the ledger's table ``slim_score`` and may be deleted at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any

from kg.resolve.agglomerate import Pair, Score, slim, slim_score
from kg.resolve.bearers import Bearers
from kg.resolve.comparisons import Comparisons
from kg.resolve.kept_scores import KeptScores
from kg.resolve.profile import Profile
from kg.resolve.uses import Uses

_SCHEMA = """
CREATE TABLE IF NOT EXISTS slim_score (
  pair BLOB PRIMARY KEY, probability REAL NOT NULL, kinds TEXT NOT NULL, forbidden TEXT, bare INTEGER NOT NULL)
  WITHOUT ROWID;
"""
_BATCH = 5_000
"""Pairs that are scored at once."""


class SlimScores:
    """Called with pairs of numbers of the profiles. full: their scores in context, with all words."""

    def __init__(
        self,
        profiles: Sequence[Profile],
        bearers: Bearers,
        comparisons: Comparisons,
        full: Callable[[Sequence[Pair]], Sequence[Score]],
    ) -> None:
        self._db = comparisons.db
        self._db.executescript(_SCHEMA)
        self._comparisons, self._full = comparisons, full
        self._profiles = profiles
        self._context = [bearers.mark(profile) for profile in profiles]
        self._uses = Uses(self._db, "slim_score")
        self._kept = KeptScores(self._db, "slim_score", _score, _row)

    def __call__(self, pairs: Sequence[Pair]) -> list[Score]:
        """One a pair, in the order given."""
        found: list[Score] = []
        for start in range(0, len(pairs), _BATCH):
            found += self._some(pairs[start : start + _BATCH])
        return found

    def keep(self) -> None:
        """Write down what is not yet in the ledger, and let go of what is not asked for any more."""
        self._kept.write()
        self._uses.prune()

    def _some(self, pairs: Sequence[Pair]) -> list[Score]:
        bases = self._comparisons.keys(self._profiles, pairs)
        keys = [_key(base, self._context[a], self._context[b]) for base, (a, b) in zip(bases, pairs, strict=True)]
        known = self._kept.of(keys)
        new = [at for at, key in enumerate(keys) if key not in known]
        if new:
            fresh = {keys[at]: slim(score) for at, score in zip(new, self._full([pairs[a] for a in new]), strict=True)}
            known |= fresh
            self._kept.add(fresh)
        self._uses.add(keys)
        self._comparisons.uses.add(bases)
        return [known[key] for key in keys]


def _score(row: Sequence[Any]) -> Score:
    _, probability, kinds, forbidden, bare = row
    return slim_score(probability, kinds, forbidden, bool(bare))


def _row(score: Score) -> Sequence[object]:
    return score.probability, " ".join(score.kinds), score.forbidden, score.bare


def _key(base: bytes, one: bytes, other: bytes) -> bytes:
    return blake2b(base + one + other, digest_size=16).digest()
