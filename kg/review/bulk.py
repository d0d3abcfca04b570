"""Many suggestions accepted at once, as far as nothing forbids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.resolve.clusters import divide
from kg.review.decide import accept
from kg.review.decision import Blocked, Decision
from kg.review.queue import Item
from kg.review.situation import Situation


@dataclass(frozen=True, slots=True)
class Bulk:
    """decision of those that can be accepted; refused: ids of the others, each with what stands against it."""

    decision: Decision
    refused: tuple[tuple[str, str], ...]


def accept_all(now: Situation, items: Iterable[Item], *, by: str, reason: str = "") -> Bulk:
    """Each item is accepted unless something stands against it, or against it together with the others."""
    decision = Decision(by, reason)
    refused: list[tuple[str, str]] = []
    asked: dict[tuple[str, str], str] = {}
    for item in items:
        try:
            one = accept(now, *item.judgement.pair, by=by, reason=reason)
        except Blocked as error:
            refused.append((item.id, error.message))
            continue
        asked[item.judgement.pair] = item.id
        decision = replace(
            decision, add=(*decision.add, *one.add), withdraw=(*decision.withdraw, *one.withdraw)
        )
    gone = {j.id for j in decision.withdraw}
    after = divide(now.candidates, [*(j for j in now.judgements if j.id not in gone), *decision.add], now.traits)
    against = {c.same.pair: c.words for c in after.conflicts if c.same.pair in asked}
    refused += [(asked[pair], words) for pair, words in against.items()]
    kept = tuple(j for j in decision.add if j.pair not in against)
    return Bulk(replace(decision, add=kept), tuple(sorted(refused)))
