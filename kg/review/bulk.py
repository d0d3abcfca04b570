"""Many items decided at once, as far as nothing forbids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from kg.resolve.judgements import Verdict
from kg.review.advance import concerned_by
from kg.review.decide import accept, reject
from kg.review.decision import Blocked, Decision
from kg.review.defer import defer
from kg.review.queue import Item
from kg.review.situation import Situation


@dataclass(frozen=True, slots=True)
class Bulk:
    """decision of those that can be decided so; refused: ids of the others, each with what stands against it."""

    decision: Decision
    refused: tuple[tuple[str, str], ...]


def accept_all(now: Situation, items: Iterable[Item], *, by: str, reason: str = "") -> Bulk:
    """Each item is accepted unless something stands against it, or against it together with the others."""
    items = tuple(items)
    bulk = _all(now, items, "SAME", by, reason)
    gone = {j.id for j in bulk.decision.withdraw}
    asked = {item.judgement.pair: item.id for item in items}
    division = concerned_by(now, bulk.decision.add, gone)
    against = {c.same.pair: c.words for c in division.conflicts if c.same.pair in asked and c.same in bulk.decision.add}
    refused = [*bulk.refused, *((asked[pair], words) for pair, words in against.items())]
    kept = tuple(j for j in bulk.decision.add if j.pair not in against)
    return Bulk(replace(bulk.decision, add=kept), tuple(sorted(refused)))


def reject_all(now: Situation, items: Iterable[Item], *, by: str, reason: str = "") -> Bulk:
    """Each item is rejected unless a person holds its sides to be one."""
    return _all(now, items, "DIFFERENT", by, reason)


def defer_all(now: Situation, items: Iterable[Item], *, by: str, reason: str = "") -> Bulk:
    """Each item is put off."""
    return _all(now, items, "UNSURE", by, reason)


def _all(now: Situation, items: Iterable[Item], verdict: Verdict, by: str, reason: str) -> Bulk:
    decision = Decision(by, reason)
    refused: list[tuple[str, str]] = []
    plan = _PLANS[verdict]
    for item in items:
        try:
            one = plan(now, *item.judgement.pair, by=by, reason=reason)
        except Blocked as error:
            refused.append((item.id, error.message))
            continue
        decision = replace(decision, add=(*decision.add, *one.add), withdraw=(*decision.withdraw, *one.withdraw))
    return Bulk(decision, tuple(sorted(refused)))


_PLANS: Mapping[Verdict, Callable[..., Decision]] = {"SAME": accept, "DIFFERENT": reject, "UNSURE": defer}
