"""Taking back: one judgement, one decision of many lines, a whole cluster; and taking members out of a cluster."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from extractors.errors import UsageError
from kg.resolve.clusters import Group, partition
from kg.resolve.judgements import HELD, REASON, Judgement, judge
from kg.review.decision import BATCH, METHOD, Decision, batch_of
from kg.review.situation import SHORTEST, Situation

HOLD = f"{METHOD}/hold"


def undo(now: Situation, name: str, *, by: str, reason: str = "") -> Decision:
    """Take back the judgement with that id, or all of the decision with that batch name.

    A person's is withdrawn. The id of a machine's stands for what people decided on its pair; where they decided
    nothing, it is held: its method no longer counts for the pair, though it may find it again.
    """
    if len(name) >= SHORTEST and (whole := _of_batch(now, name, by, reason)):
        return whole
    judgement = now.judgement(name)
    people = tuple(j for j in now.judgements if j.by_person and j.pair == judgement.pair)
    if not judgement.by_person and not people:
        return Decision(by, reason, _holds(now, [judgement], by, reason))
    gone = (judgement,) if judgement.by_person else people
    batches = {batch_of(j) for j in gone} - {""}
    if len(gone) == 1 and batches:
        whole = _of_batch(now, batches.pop(), by, reason)
        if whole and len(whole.withdraw) == 1:
            return whole
    return Decision(by, reason, withdraw=gone)


def _of_batch(now: Situation, name: str, by: str, reason: str) -> Decision | None:
    """Take back all of a decision, and give back what it took back."""
    gone = tuple(j for j in now.judgements if j.by_person and batch_of(j) == name)
    lost = {entry.of for entry in now.entries if entry.withdrawn and batch_of(entry.judgement) == name}
    # One of its own that was taken back by itself stays so: its line repeats the words of the judgement.
    lost -= {entry.of for entry in now.entries if not entry.withdrawn and batch_of(entry.judgement) == name}
    lost -= now.standing_ids.keys()
    back = {e.of: e.judgement for e in now.entries if e.of in lost and not e.withdrawn}
    if not gone and not back:
        return None
    notes = (f"{len(gone)} judgements are taken back, {len(back)} given back",)
    return Decision(by, reason, tuple(back[id_] for id_ in sorted(back)), gone, notes)


def undo_cluster(now: Situation, name: str, *, by: str, reason: str = "") -> Decision:
    """Hold every machine judgement that holds the cluster together; what people joined stays. REVIEW007 where none."""
    group = now.members(name)
    inside = set(group)
    machine = [
        j for j in now.counted if not j.by_person and j.verdict == "SAME" and j.left in inside and j.right in inside
    ]
    if not machine:
        raise UsageError("REVIEW007", "No machine holds this cluster together.", where=name, advice=_BY_IDS)
    left = partition(group, [j for j in now.counted if j.by_person and j.left in inside and j.right in inside])
    notes = (f"{len(machine)} machine links are held; {len(group)} local entities become {len(left)} entities",)
    return Decision(by, reason, _holds(now, machine, by, reason), notes=notes)


def split(now: Situation, members: Collection[str], *, by: str, reason: str = "") -> Decision:
    """These local entities are not the rest of their cluster. They stay one among themselves, and so does the rest.

    UsageError REVIEW008 where they do not stand in one cluster, or are all of it.
    """
    groups = {now.members(member) for member in members}
    unknown = [member for member in members if member not in now.home]
    parts = set(members)
    if unknown or len(groups) != 1 or parts == set(next(iter(groups))):
        raise UsageError(
            "REVIEW008",
            "To split, name some but not all local entities of one cluster.",
            where=", ".join(sorted(unknown or parts)[:3]),
            advice="`sunqar review show IRI` lists the local entities of a cluster.",
        )
    (group,) = groups
    rest = [member for member in group if member not in parts]
    inside = [j for j in now.counted if j.left in group and j.right in group]
    crossing = [j for j in inside if j.verdict == "SAME" and (j.left in parts) != (j.right in parts)]
    ends = sorted((min(parts), rest[0]))
    pairs = {j.pair for j in crossing} | {(ends[0], ends[1])}
    words = ((REASON, reason),) if reason else ()
    add = [judge(*pair, "DIFFERENT", METHOD, 1.0, *words, actor=by) for pair in sorted(pairs)]
    within = [j for j in inside if j.verdict == "SAME" and (j.left in parts) == (j.right in parts)]
    for side in (sorted(parts), rest):
        first, *others = (piece[0] for piece in _pieces(side, within))
        add += [judge(first, other, "SAME", METHOD, 1.0, *words, actor=by) for other in others]
    withdraw = tuple(j for j in crossing if j.by_person)
    notes = (f"{len(group)} local entities become {len(parts)} + {len(rest)}",)
    return Decision(by, reason, tuple(add), withdraw, notes)


def _pieces(side: list[str], within: Iterable[Judgement]) -> list[Group]:
    """What of a side still hangs together by itself."""
    here = set(side)
    return partition(side, [j for j in within if j.left in here])


def _holds(now: Situation, judgements: Iterable[Judgement], by: str, reason: str) -> tuple[Judgement, ...]:
    """One hold a pair, of all its methods, those held before by the same person among them."""
    methods: dict[tuple[str, str], set[str]] = {}
    for judgement in judgements:
        methods.setdefault(judgement.pair, set()).add(judgement.method)
    for judgement in now.judgements:
        if judgement.pair in methods and judgement.actor == by and judgement.method == HOLD:
            methods[judgement.pair].update(judgement.words(HELD))
    words = ((REASON, reason),) if reason else ()
    return tuple(
        judge(*pair, "UNSURE", HOLD, 1.0, *((HELD, method) for method in sorted(held)), *words, actor=by)
        for pair, held in sorted(methods.items())
    )


_BY_IDS = f"Undo people's decisions by their id, or by the {BATCH} that `sunqar review log` shows."
