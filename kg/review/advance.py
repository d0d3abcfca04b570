"""A situation after a few more lines of the log, without reading or dividing again what they do not concern."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Container, Iterable, Mapping, Sequence

from kg.resolve.clusters import Division, Group, divide
from kg.resolve.conflicts import Bars
from kg.resolve.judgements import EVEN_SO, Judgement, in_force, in_order
from kg.resolve.log import Entry
from kg.review.situation import Situation

Pair = tuple[str, str]


def advance(now: Situation, added: Sequence[Entry]) -> tuple[Situation, frozenset[str] | None]:
    """The situation with these lines at the end of its log, and the members whose groups or judgements may differ.

    Equal in every part to a situation read anew. None instead of members: anything may differ, for what people
    overruled (``even so``) holds wherever it is met. Both ends of every line must be in the situation, or concern
    nothing in it.
    """
    entries = [*now.entries, *added]
    after = Situation(now.iris, now.candidates, entries, now.registered, now.survivors, now.kinds)
    if any(entry.judgement.words(EVEN_SO) for entry in added) or _taken_back(now, added):
        return after, None
    pairs = {entry.judgement.pair for entry in added}
    judgements, counted = list(now.judgements), list(now.counted)
    blocks = {pair: _replaced(judgements, counted, pair, added, now) for pair in sorted(pairs)}
    by_pair = {pair: found for pair, found in now.by_pair.items() if pair not in pairs}
    by_pair |= {pair: found for pair, found in blocks.items() if found}
    touching = dict(now.touching)
    for end in {end for pair in pairs for end in pair if end in now.candidates}:
        kept = [j for j in touching.get(end, ()) if j.pair not in pairs]
        touching[end] = kept + [j for pair, found in blocks.items() if end in pair for j in found]
    ends = {end for pair in pairs for end in pair if end in now.candidates}
    ends |= {end for j in now.waivers for end in j.pair}
    concerned = _component(ends, now.touching, touching)
    home, division = _divided(now, concerned, touching)
    different = {pair: j for pair, j in now.bars.different.items() if pair not in pairs}
    different |= {pair: j for pair, found in blocks.items() for j in found if j.verdict == "DIFFERENT"}
    # What ``cached_property`` would work out from the whole log.
    after.__dict__.update(
        judgements=tuple(judgements),
        counted=tuple(counted),
        by_pair=by_pair,
        touching=touching,
        waivers=now.waivers,
        traits=now.traits,
        home=home,
        division=division,
        bars=Bars(different, now.traits, now.bars.waived),
    )
    return after, frozenset(concerned)


def concerned_by(now: Situation, add: Sequence[Judgement], gone: Container[str]) -> Division:
    """How those whom these judgements concern would be divided: with them, and without those whose ids are gone."""
    ends = {end for j in (*add, *now.waivers) for end in j.pair}
    new: dict[str, list[Judgement]] = {}
    for judgement in add:
        for end in judgement.pair:
            new.setdefault(end, []).append(judgement)
    members = _component(ends, now.touching, new)
    inside = {j for member in members for j in now.touching.get(member, ())} | set(add)
    return divide(members, sorted((j for j in inside if j.id not in gone), key=in_order), now.traits)


def _taken_back(now: Situation, added: Sequence[Entry]) -> bool:
    """Whether a line takes back what overruled something; the line itself need not say so."""
    waiving = {j.id for j in now.waivers}
    return any(entry.of in waiving for entry in added)


def _replaced(
    judgements: list[Judgement], counted: list[Judgement], pair: Pair, added: Sequence[Entry], now: Situation
) -> list[Judgement]:
    """Bring what is said of one pair up to date in both lists; what now counts of it."""
    start, end = _block(judgements, pair)
    standing = {j.id: j for j in judgements[start:end]}
    for entry in added:
        if entry.judgement.pair == pair:
            standing.pop(entry.of, None)
            if not entry.withdrawn:
                standing[entry.of] = entry.judgement
    block = sorted(standing.values(), key=in_order)
    judgements[start:end] = block
    here = pair[0] in now.candidates and pair[1] in now.candidates
    force = list(in_force(block)) if here else []
    start, end = _block(counted, pair)
    counted[start:end] = force
    return force


def _block(judgements: Sequence[Judgement], pair: Pair) -> tuple[int, int]:
    """Where the judgements of the pair stand in a sorted list."""
    return (
        bisect_left(judgements, pair, key=lambda j: (j.left, j.right)),
        bisect_right(judgements, pair, key=lambda j: (j.left, j.right)),
    )


def _component(start: Iterable[str], *beside: Mapping[str, Sequence[Judgement]]) -> set[str]:
    """All members that SAME connects with these, before or after."""
    reached = set(start)
    waiting = list(reached)
    while waiting:
        member = waiting.pop()
        for judgement in (j for each in beside for j in each.get(member, ()) if j.verdict == "SAME"):
            for other in judgement.pair:
                if other not in reached:
                    reached.add(other)
                    waiting.append(other)
    return reached


def _divided(
    now: Situation, concerned: set[str], touching: Mapping[str, Sequence[Judgement]]
) -> tuple[dict[str, Group], Division]:
    """Homes and division with the concerned members divided again."""
    inside = {j for member in concerned for j in touching.get(member, ())}
    part = divide(concerned, sorted(inside, key=in_order), now.traits)
    home = dict(now.home)
    home.update((member, group) for group in part.groups for member in group)
    groups = [group for group in now.division.groups if group[0] not in concerned]
    for group in part.groups:
        insort(groups, group)
    kept = [conflict for conflict in now.division.conflicts if conflict.same.left not in concerned]
    conflicts = sorted([*kept, *part.conflicts], key=lambda conflict: conflict.same)
    return home, Division(groups, tuple(conflicts))
