"""Clusters: connected components over SAME, less the weakest links that would join what is held or known to be two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.resolve.conflicts import Bars, Conflict, separate, strongest_first
from kg.resolve.forbidden import Traits, waived
from kg.resolve.judgements import Judgement, in_force

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """groups: sorted tuples of members, sorted. conflicts: the SAME that could not hold, sorted by pair."""

    groups: list[Group]
    conflicts: tuple[Conflict, ...]


def partition(members: Iterable[str], judgements: Sequence[Judgement]) -> list[Group]:
    """The groups alone, by judgements alone."""
    return divide(members, judgements).groups


def divide(
    members: Iterable[str], judgements: Sequence[Judgement], traits: Mapping[str, Traits] | None = None
) -> Division:
    """Groups of members by the standing judgements; a pure function, whatever the order of its input.

    A DIFFERENT between two members holds for the whole of both groups. traits: what forbids, by member.
    Time is nearly linear; only components in which something forbids cost more.
    """
    parent = {member: member for member in members}
    counted = [j for j in in_force(judgements) if j.left in parent and j.right in parent]
    strongest: dict[tuple[str, str], Judgement] = {}
    different: dict[tuple[str, str], Judgement] = {}
    for judgement in counted:
        chosen = strongest if judgement.verdict == "SAME" else different
        if judgement.verdict in ("SAME", "DIFFERENT"):
            rival = chosen.get(judgement.pair)
            if rival is None or strongest_first(judgement) < strongest_first(rival):
                chosen[judgement.pair] = judgement
    for left, right in strongest:
        _unite(parent, left, right)
    bars = Bars(different, traits or {}, waived(counted))
    components: dict[str, list[str]] = {}
    for member in sorted(parent):
        components.setdefault(_root(parent, member), []).append(member)
    barred = {_root(parent, left) for left, right in different if _root(parent, left) == _root(parent, right)}
    barred |= {root for root, found in components.items() if len(found) > 1 and _forbidden(found, bars)}
    inside: dict[str, list[Judgement]] = {root: [] for root in barred}
    for judgement in strongest.values():
        root = _root(parent, judgement.left)
        if root in barred:
            inside[root].append(judgement)
    groups: list[Group] = []
    conflicts: list[Conflict] = []
    for root, found in components.items():
        if root not in barred:
            groups.append(tuple(found))
            continue
        separated, cut = separate(found, sorted(inside[root], key=strongest_first), bars)
        groups += [tuple(sorted(group)) for group in separated]
        conflicts += cut
    return Division(sorted(groups), tuple(sorted(conflicts, key=lambda conflict: conflict.same)))


def _forbidden(members: Iterable[str], bars: Bars) -> bool:
    """Whether anything in their traits forbids that these are one."""
    found = [bars.traits[member] for member in members if member in bars.traits]
    same = {id(traits): traits for traits in found}  # equal ones are often one object, which is told sooner
    kinds = list(dict.fromkeys(same.values()))
    return any(bars.between(one, other) for place, one in enumerate(kinds) for other in kinds[:place])


def _unite(parent: dict[str, str], left: str, right: str) -> None:
    one, other = _root(parent, left), _root(parent, right)
    if one != other:
        parent[max(one, other)] = min(one, other)


def _root(parent: dict[str, str], member: str) -> str:
    while parent[member] != member:
        parent[member] = parent[parent[member]]
        member = parent[member]
    return member
