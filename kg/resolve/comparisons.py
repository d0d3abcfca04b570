"""Scores of pairs of profiles, each computed once: a score depends on the two profiles and the software alone.

So a second run of ``sunqar link`` compares only what new documents bring. The scores are kept in the ledger's table
``comparison`` and may be deleted at any time: what they would say is computed again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import blake2b
from typing import Any

from kg.extraction import hash_of
from kg.resolve.agglomerate import Pair, Score
from kg.resolve.comparison import Comparison
from kg.resolve.kept_scores import KeptScores
from kg.resolve.profile import Profile
from kg.resolve.uses import Uses

KEPT_WORDS = 0.3
"""Probability from which on the words of the evidence are kept: less likely pairs are never shown."""
_BATCH = 5_000

CompareAll = Callable[[Sequence[tuple[Profile, Profile]]], Sequence[Comparison]]


class Comparisons:
    """Scores by content of two profiles. db  the ledger's; compare_all  ``kg.resolve.evidence.compare_all`` if None."""

    def __init__(self, db: sqlite3.Connection, compare_all: CompareAll | None = None) -> None:
        self.db = db
        self._compare_all = compare_all
        self._kept = KeptScores(db, "comparison", _read, _row)
        self._marked: tuple[Sequence[Profile], list[bytes]] = ((), [])
        self.uses = Uses(db, "comparison")
        self.compared = 0
        """Pairs that were compared anew."""

    def of(self, profiles: Sequence[Profile]) -> Callable[[Sequence[Pair]], list[Score]]:
        """What scores pairs of numbers of these profiles."""
        def scores(pairs: Sequence[Pair]) -> list[Score]:
            found: list[Score] = []
            for start in range(0, len(pairs), _BATCH):
                chunk = pairs[start : start + _BATCH]
                keys = self.keys(profiles, chunk)
                self.uses.add(keys)
                found += self._scores(keys, [(profiles[one], profiles[other]) for one, other in chunk])
            return found

        return scores

    def keys(self, profiles: Sequence[Profile], pairs: Sequence[Pair]) -> list[bytes]:
        """What the scores of pairs of numbers of these profiles are kept under."""
        if self._marked[0] is not profiles:
            self._marked = (profiles, [_fingerprint(profile) for profile in profiles])
        marks = self._marked[1]
        return [_key(marks[one], marks[other]) for one, other in pairs]

    def _scores(self, keys: Sequence[bytes], pairs: Sequence[tuple[Profile, Profile]]) -> list[Score]:
        known = self._kept.of(keys)
        new = [at for at, key in enumerate(keys) if key not in known]
        if new:
            compared = self._compare([pairs[at] for at in new])
            fresh = {keys[at]: _score(comparison) for at, comparison in zip(new, compared, strict=True)}
            self._kept.add(fresh)
            self.compared += len(new)
            known |= fresh
        return [known[key] for key in keys]

    def _compare(self, pairs: Sequence[tuple[Profile, Profile]]) -> Sequence[Comparison]:
        if self._compare_all is None:
            from kg.resolve.evidence import compare_all

            self._compare_all = compare_all
        return self._compare_all(pairs)

    def keep(self) -> None:
        """Write down the scores that are not yet in the ledger."""
        self._kept.write()

    def prune(self) -> None:
        """Write down what waits, then remove scores that were not asked for, once they are the greater part."""
        self.keep()
        self.uses.prune()


def _read(row: Sequence[Any]) -> Score:
    """A score from its row."""
    sums = tuple((kind, float(added)) for kind, _, added in (each.partition("=") for each in row[2].split()))
    evidence = () if row[4] == "[]" else tuple((kind, words) for kind, words in json.loads(row[4]))
    return Score(row[1], sums, row[3], evidence)


def _score(comparison: Comparison) -> Score:
    probability = round(comparison.probability, 4)
    evidence = words_of(comparison) if probability >= KEPT_WORDS else ()
    sums = tuple((kind, round(added, 3)) for kind, added in sorted(_sums(comparison).items()))
    return Score(probability, sums, comparison.forbidden, evidence)


def _sums(comparison: Comparison) -> dict[str, float]:
    sums: dict[str, float] = {}
    for each in comparison.evidence:
        sums[each.kind] = sums.get(each.kind, 0.0) + each.added
    return sums


def words_of(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """What is found on either side in words, kind by kind: first what speaks for one entity, then what against."""
    sums = _sums(comparison)
    found: dict[str, list[str]] = {}
    for each in comparison.evidence:
        adds = each.added or sums[each.kind]
        if each.words and adds:
            found.setdefault(each.kind if adds > 0 else f"against: {each.kind}", []).append(each.words)
    ordered = sorted(found, key=lambda kind: kind.startswith("against"))
    return tuple((kind, "; ".join(dict.fromkeys(found[kind]))) for kind in ordered)


def _row(score: Score) -> Sequence[object]:
    words = json.dumps(score.evidence, ensure_ascii=False)
    return score.probability, " ".join(f"{kind}={added}" for kind, added in score.sums), score.forbidden, words


def _fingerprint(profile: Profile) -> bytes:
    return blake2b(repr(profile).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _key(one: bytes, other: bytes) -> bytes:
    return blake2b(one + other + _software(), digest_size=16).digest()


@cache
def _software() -> bytes:
    """Hash of all that a score depends on besides the profiles: code, tables, weights."""
    return bytes.fromhex(hash_of("kg/resolve", "extractors/languages", "extractors/dates"))
