"""How good clusters are against identities that editors gave."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.resolve.judgements import Judgement


@dataclass(frozen=True, slots=True)
class BCubed:
    """Averages over items, 0 to 1 (A. Bagga, B. Baldwin: Algorithms for scoring coreference chains, 1998)."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def bcubed(found: Mapping[str, Hashable], truth: Mapping[str, Hashable]) -> BCubed:
    """found, truth: cluster of each item; items of truth that are not in found are clusters of their own."""
    mine = {item: found.get(item, ("alone", item)) for item in truth}
    pairs = Counter((mine[item], truth[item]) for item in truth)
    sizes, golds = Counter(mine.values()), Counter(truth.values())
    precision = sum(pairs[mine[item], truth[item]] / sizes[mine[item]] for item in truth)
    recall = sum(pairs[mine[item], truth[item]] / golds[truth[item]] for item in truth)
    return BCubed(precision / max(1, len(truth)), recall / max(1, len(truth)))


def components(items: Iterable[str], judgements: Iterable[Judgement]) -> dict[str, str]:
    """Least member of each item's cluster: what SAME connects."""
    home = {item: item for item in items}

    def root(item: str) -> str:
        while home[item] != item:
            home[item] = home[home[item]]
            item = home[item]
        return item

    for judgement in judgements:
        if judgement.verdict == "SAME":
            one, other = sorted((root(judgement.left), root(judgement.right)))
            home[other] = one
    return {item: root(item) for item in home}


@dataclass(frozen=True, slots=True)
class Spanning:
    """Clusters with members in every archive.

    right  the person that most known members are is the same on every side: as (cluster, person)
    wrong  it is not;  unknown  on some side nobody knows who they are
    """

    right: tuple[tuple[str, str], ...]
    wrong: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Of the clusters that can be judged."""
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    def recall(self, persons: Sequence[str]) -> float:
        """Share of these persons that stand in a right cluster."""
        found = {person for _, person in self.right}
        return sum(person in found for person in persons) / max(1, len(persons))


def spanning(clusters: Mapping[str, str], archives: Mapping[str, str], truth: Mapping[str, str]) -> Spanning:
    """clusters by item; archive of each item; person of each item that is known."""
    sides: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for item, cluster in clusters.items():
        sides[cluster][archives[item]].update([truth[item]] if item in truth else [])
    every = set(archives.values())
    right, wrong, unknown = [], [], []
    for cluster, found in sorted(sides.items()):
        if set(found) != every:
            continue
        tops = {min(votes, key=lambda p: (-votes[p], p)) if votes else "" for votes in found.values()}
        if "" in tops:
            unknown.append(cluster)
        elif len(tops) == 1:
            right.append((cluster, tops.pop()))
        else:
            wrong.append(cluster)
    return Spanning(tuple(right), tuple(wrong), tuple(unknown))


def crossing(clusters: Mapping[str, str], archives: Mapping[str, str], truth: Mapping[str, str]) -> tuple[int, int]:
    """Pairs of known items of two archives in one cluster, and those of them that are one person."""
    members: dict[str, list[str]] = defaultdict(list)
    for item in truth:
        members[clusters[item]].append(item)
    pairs = good = 0
    for group in members.values():
        whole = Counter(archives[item] for item in group)
        pairs += (len(group) ** 2 - sum(n * n for n in whole.values())) // 2
        for person in {truth[item] for item in group}:
            here = Counter(archives[item] for item in group if truth[item] == person)
            good += (sum(here.values()) ** 2 - sum(n * n for n in here.values())) // 2
    return pairs, good
