"""Put off: a person has looked and leaves the question open, for himself or for a colleague."""

from __future__ import annotations

from kg.resolve.judgements import HELD, REASON, judge
from kg.review.decision import METHOD, Decision
from kg.review.situation import Situation

DEFERRED = f"{METHOD}/defer"
"""Method of such a judgement. It holds itself alone, so that it silences no machine and joins and parts nothing."""


def defer(now: Situation, one: str, other: str, *, by: str, reason: str = "") -> Decision:
    """The two wait aside until somebody decides or takes this back. one, other: IRIs of local entities or of entities.

    Nothing is added where the same person put it off before with the same words.
    """
    words = ((REASON, reason),) if reason else ()
    new = judge(now.member(one), now.member(other), "UNSURE", DEFERRED, 0.5, (HELD, DEFERRED), *words, actor=by)
    standing = now.by_pair.get(new.pair, ())
    again = any(j.id == new.id and (not reason or reason in j.words(REASON)) for j in standing)
    return Decision(by, reason, () if again else (new,))
