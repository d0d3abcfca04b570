"""Accept and reject: what a person says of two, against all that is known of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from extractors.errors import UsageError
from kg.resolve.clusters import divide
from kg.resolve.forbidden import classes
from kg.resolve.judgements import EVEN_SO, REASON, Judgement, Verdict, judge
from kg.review.decision import METHOD, Blocked, Decision
from kg.review.situation import Situation


def accept(
    now: Situation, one: str, other: str, *, by: str, reason: str = "", even_so: bool = False
) -> Decision:
    """The two are one. one, other: IRIs of local entities or of entities.

    Raises Blocked REVIEW003 where two lives or two ids of one registry would meet, REVIEW004 where a person holds them
    to be different; even_so overrules both and wants a reason (UsageError REVIEW005).
    """
    left, right = now.member(one), now.member(other)
    _two(left, right, one)
    _reasoned(even_so, reason)
    if _said_before(now, left, right, "SAME", by, reason):
        return Decision(by, notes=(_AGAIN,))
    against = _different_between(now, left, right, by)
    barred = _forbidden_between(now, left, right)
    if barred and not even_so:
        raise _blocked_by_facts(now, left, right, barred, by)
    if against and not even_so:
        raise _blocked_by_person(against)
    evidence = [(EVEN_SO, words) for words in barred]
    notes = [f"overrules {words}" for words in barred]
    notes += [f"takes back what {j.actor} decided on {j.made[:10]}" for j in against]
    return Decision(
        by,
        reason,
        (_decided(left, right, "SAME", by, reason, *evidence),),
        tuple([*against, *_opposite(now, left, right, "SAME", by)]),
        tuple(notes),
    )


def reject(
    now: Situation, one: str, other: str, *, by: str, reason: str = "", even_so: bool = False
) -> Decision:
    """The two are different; that holds for all that is held to be one with either.

    Where people hold them to be one, Blocked REVIEW004; even_so takes back the weakest of what they said.
    """
    left, right = now.member(one), now.member(other)
    _two(left, right, one)
    _reasoned(even_so, reason)
    if _said_before(now, left, right, "DIFFERENT", by, reason):
        return Decision(by, notes=(_AGAIN,))
    new = _decided(left, right, "DIFFERENT", by, reason)
    opposite = _opposite(now, left, right, "DIFFERENT", by)
    group = now.home[left]
    if group != now.home[right]:
        return Decision(by, reason, (new,), opposite)
    members, gone = set(group), {j.id for j in opposite}
    inside = [j for j in now.judgements if j.left in members and j.right in members]
    inside = [j for j in inside if j.id not in gone]
    after = divide(group, [*inside, new], {member: now.traits[member] for member in group})
    cut = [conflict.same for conflict in after.conflicts]
    people = tuple(j for j in cut if j.by_person)
    if people and not even_so:
        raise _blocked_by_person(people)
    sizes = " + ".join(str(len(found)) for found in sorted(after.groups, key=len, reverse=True))
    notes = (f"{len(cut) - len(people)} machine links give way; {len(group)} local entities become {sizes}",)
    return Decision(by, reason, (new,), opposite + people, notes)


def _said_before(now: Situation, left: str, right: str, verdict: Verdict, by: str, reason: str) -> bool:
    """Whether the same person said the same, and gives no new reason."""
    own = [j for j in now.by_pair.get((min(left, right), max(left, right)), ()) if j.actor == by]
    return any(j.verdict == verdict and (not reason or reason in j.words(REASON)) for j in own)


_AGAIN = "you decided that before; nothing changes"


def _decided(
    left: str, right: str, verdict: Verdict, by: str, reason: str, *evidence: tuple[str, str]
) -> Judgement:
    words = ((REASON, reason),) if reason else ()
    return judge(left, right, verdict, METHOD, 1.0, *words, *evidence, actor=by)


def _different_between(now: Situation, left: str, right: str, by: str) -> tuple[Judgement, ...]:
    """People's DIFFERENT between the two groups, but not on this very pair by the same person: he may think again."""
    ones, others = now.home[left], set(now.home[right])
    own = (by, min(left, right), max(left, right))
    beside = now.different_from
    pairs = {(min(a, b), max(a, b)) for a in ones if a in beside for b in beside[a] & others}
    found = [j for pair in pairs for j in now.by_pair[pair] if j.verdict == "DIFFERENT" and j.by_person]
    return tuple(sorted(j for j in found if (j.actor, *j.pair) != own))


def _forbidden_between(now: Situation, left: str, right: str) -> list[str]:
    if now.home[left] == now.home[right]:
        return []
    kinds = product(classes(now.home[left], now.traits), classes(now.home[right], now.traits))
    return sorted({words for one, other in kinds if (words := now.bars.between(one, other))})


def _opposite(now: Situation, left: str, right: str, verdict: Verdict, by: str) -> tuple[Judgement, ...]:
    """What the same person said of the pair before and now says otherwise."""
    pair = (min(left, right), max(left, right))
    return tuple(j for j in now.by_pair.get(pair, ()) if j.by_person and j.actor == by and j.verdict != verdict)


def _two(left: str, right: str, where: str) -> None:
    if left == right:
        raise UsageError(
            "REVIEW006", "Both names are of one local entity.", where=where, advice="Name two that differ."
        )


def _reasoned(even_so: bool, reason: str) -> None:
    if even_so and not reason:
        raise UsageError(
            "REVIEW005", "To overrule what forbids needs a reason.", advice="Say why with --reason."
        )


def _blocked_by_facts(now: Situation, left: str, right: str, barred: Sequence[str], by: str) -> Blocked:
    blocked = Blocked(
        "REVIEW003",
        f"Something forbids that the two are one: {'; '.join(barred)}.",
        where=f"{left} and {right}",
        advice="It waits in `sunqar review list`. If the sources are wrong and you know: --even-so --reason WHY.",
    )
    pair = (min(left, right), max(left, right))
    if not any(j.pair == pair and j.verdict in ("SAME", "UNSURE") for j in now.counted):
        words = [("not joined", each) for each in barred]
        open_ = judge(left, right, "UNSURE", f"{METHOD}/blocked", 0.5, *words, actor=by)
        blocked.pending = Decision(by, add=(open_,))
    return blocked


def _blocked_by_person(against: Iterable[Judgement]) -> Blocked:
    first = min(against)
    said = "the two are different" if first.verdict == "DIFFERENT" else "the two are one"
    because = "; ".join(first.words(REASON))
    return Blocked(
        "REVIEW004",
        f"{first.actor} decided on {first.made[:10]} that {said}{f': {because}' if because else ''}.",
        where=f"{first.left} and {first.right}",
        advice=f"Take that back with `sunqar review undo {first.id[:8]}`, or overrule it: --even-so --reason WHY.",
    )
