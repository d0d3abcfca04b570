"""Clusters from scored pairs by average link: the surest pair first, and a pair joins two clusters only where the
pairs across them hold on average as well. One good pair never chains two crowds together.

Pure: the same units, scores and settled pairs give the same joins, in whatever order they come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.iri import stable_id
from kg.resolve.initials import Middle, contradict
from kg.resolve.lives import Life, apart

_SKETCH = 4
"""Members of a cluster that stand for all of it where its pairs are too many: those with the least hashes."""
_RIVALS = 4


@dataclass(frozen=True, slots=True)
class Score:
    """What comparing two units gave.

    sums  log odds that each kind of evidence adds;  evidence  in words, for people
    bare  one of the names is a mere surname, whose mistakes repeat from pair to pair
    """

    probability: float
    sums: tuple[tuple[str, float], ...] = ()
    forbidden: str | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    bare: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of evidence that speak for one entity."""
        return tuple(kind for kind, added in self.sums if added > 0)


def slim(score: Score) -> Score:
    """What clustering wants of a score: no words, and of the kinds of evidence which speak for one entity."""
    return slim_score(score.probability, " ".join(score.kinds), score.forbidden, score.bare)


@lru_cache(maxsize=100_000)
def slim_score(probability: float, kinds: str, forbidden: str | None, bare: bool) -> Score:
    """One object for all pairs that are alike. kinds: set apart by spaces."""
    return Score(probability, tuple((kind, 1.0) for kind in kinds.split()), forbidden, (), bare)


_NONE: frozenset[Life] = frozenset()
_NOBODY: set[int] = set()
"""Never changed: a cluster that is held apart from another gets a set of its own."""
Pair = tuple[int, int]
Compare = Callable[[Sequence[Pair]], Sequence[Score]]


@dataclass(frozen=True, slots=True)
class Unit:
    """What is clustered.

    key  stable and unique;  size  local entities in it;  identified  by an outside registry
    life, middles  what forbids, and what no machine overrules, for the cluster as a whole
    """

    key: str
    label: str
    life: Life | None = None
    size: int = 1
    identified: bool = False
    middles: frozenset[Middle] = frozenset()


@dataclass(frozen=True, slots=True)
class Rules:
    """Bounds, all measured on documents whose identities editors gave (benchmarks/bench_cross_archive.py).

    join     probability from which a pair may join two clusters by itself; of full names, and of a bare surname
    mean     average probability of the pairs across two clusters from which they may be joined; likewise
    suggest  probability from which a pair is offered for review
    kinds    kinds of evidence that a join needs
    rival    how many times likelier a join must be than the next one that excludes it
    largest  local entities in a cluster of persons without a shared identifier; more raises the alarm
    offered  suggestions for one cluster, at most
    """

    join: tuple[float, float] = (0.7, 0.92)
    mean: tuple[float, float] = (0.4, 0.8)
    suggest: float = 0.5
    kinds: int = 2
    rival: float = 3.0
    largest: int = 500
    offered: int = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A pair that joins two clusters, or is only offered.

    score        as it was known;  mean, pairs  average probability over so many pairs across the two clusters
    because      why it does not join;  rival  unit that excludes it and is nearly as likely
    """

    pair: Pair
    score: Score
    mean: float
    pairs: int
    joins: bool
    because: str = ""
    rival: int | None = None


@dataclass(slots=True)
class _Cluster:
    """Most are of one unit that nothing holds apart: they share the empty sets."""

    members: list[int]
    sketch: tuple[int, ...]
    lives: frozenset[Life]
    apart: set[int]
    size: int
    identified: bool
    middles: frozenset[Middle]


@dataclass
class Agglomeration:
    """The state while pairs are taken in. known  scores by pair of numbers, smaller first;  compare  gives others."""

    units: Sequence[Unit]
    known: dict[Pair, Score]
    compare: Compare
    rules: Rules
    clusters: dict[int, _Cluster] = field(init=False)
    home: list[int] = field(init=False)
    beside: dict[int, list[int]] = field(init=False)
    alarms: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        ranks = {at: stable_id(unit.key) for at, unit in enumerate(self.units)}
        self._ranks = ranks
        self.home = list(range(len(self.units)))
        self.clusters = {
            at: _Cluster(
                [at], (at,), frozenset((unit.life,)) if unit.life else _NONE, _NOBODY, unit.size, unit.identified,
                unit.middles,
            )
            for at, unit in enumerate(self.units)
        }
        self.beside = defaultdict(list)
        for one, other in sorted(self.known):
            self.beside[one].append(other)
            self.beside[other].append(one)

    def run(self, same: Iterable[Pair], different: Iterable[Pair]) -> list[Found]:
        """same, different: pairs that others have settled. Joins and suggestions, each by its pair."""
        for one, other in sorted(different):
            self._set_apart(one, other)
        for one, other in sorted(same):
            self._merge(self.home[one], self.home[other])
        for (one, other), score in sorted(self.known.items()):
            if score.forbidden:
                self._set_apart(one, other)
        likely = sorted(
            (pair for pair, score in self.known.items() if score.probability >= self.rules.suggest),
            key=lambda pair: (-self.known[pair].probability, self.units[pair[0]].key, self.units[pair[1]].key),
        )
        joins: list[Found] = []
        held: list[Found] = []
        for pair in likely:
            one, other = self.home[pair[0]], self.home[pair[1]]
            if one == other or other in self.clusters[one].apart:
                continue
            found = self._judged(pair, one, other)
            if found.joins:
                self._merge(one, other)
                joins.append(found)
            else:
                held.append(found)
        return joins + self._offered(held)

    def _judged(self, pair: Pair, one: int, other: int) -> Found:
        score = self.known[pair]
        if score.forbidden or self._lives_apart(one, other):
            return Found(pair, score, 0.0, 0, False, "forbidden")
        if score.probability < self.rules.join[score.bare]:
            return Found(pair, score, score.probability, 1, False, "not sure enough")
        if len(score.kinds) < self.rules.kinds:
            return Found(pair, score, score.probability, 1, False, "one kind of evidence")
        if contradict(self.clusters[one].middles, self.clusters[other].middles):
            return Found(pair, score, score.probability, 1, False, "other middle initials")
        mean, pairs = self.mean(one, other)
        if mean < self.rules.mean[score.bare]:
            return Found(pair, score, mean, pairs, False, "the two groups do not agree on average")
        rival = self._rival(pair, one, other)
        if rival is not None:
            return Found(pair, score, mean, pairs, False, "may as well be another", rival)
        if self._too_large(one, other):
            self.alarms.add(min(one, other))
            return Found(pair, score, mean, pairs, False, "the cluster would be suspiciously large")
        return Found(pair, score, mean, pairs, True)

    def mean(self, one: int, other: int) -> tuple[float, int]:
        """Average probability over the pairs across two clusters, and of how many: all, or those of the sketches."""
        left, right = self.clusters[one], self.clusters[other]
        few = len(left.members) * len(right.members) <= _SKETCH * _SKETCH
        pairs = [
            (min(a, b), max(a, b))
            for a in (left.members if few else left.sketch)
            for b in (right.members if few else right.sketch)
        ]
        unknown = sorted(pair for pair in pairs if pair not in self.known)
        for pair, score in zip(unknown, self.compare(unknown) if unknown else (), strict=True):
            self.known[pair] = score
        scores = [0.0 if self.known[pair].forbidden else self.known[pair].probability for pair in pairs]
        return sum(scores) / len(scores), len(scores)

    def _rival(self, pair: Pair, one: int, other: int) -> int | None:
        """A unit outside both clusters that is nearly as likely one of the pair, and cannot be the other one."""
        score = self.known[pair]
        floor = _odds(score.probability) / self.rules.rival
        for mine, theirs in ((pair[0], other), (pair[1], one)):
            near: dict[int, int] = {}
            for unit in self.beside[mine]:
                home = self.home[unit]
                near_by = self.known[min(mine, unit), max(mine, unit)]
                if home not in (one, other) and not near_by.forbidden and _odds(near_by.probability) >= floor:
                    near.setdefault(home, unit)
            for home, unit in sorted(near.items(), key=lambda item: self._ranks[item[1]])[:_RIVALS]:
                if home in self.clusters[theirs].apart or self._lives_apart(home, theirs):
                    return unit
                if self.mean(home, theirs)[0] < self.rules.mean[score.bare] / 2:
                    return unit
        return None

    def _lives_apart(self, one: int, other: int) -> bool:
        return any(apart(a, b) for a in self.clusters[one].lives for b in self.clusters[other].lives)

    def _too_large(self, one: int, other: int) -> bool:
        left, right = self.clusters[one], self.clusters[other]
        person = self.units[one].label == "PERSON"
        return person and not (left.identified or right.identified) and left.size + right.size > self.rules.largest

    def _set_apart(self, one: int, other: int) -> None:
        one, other = self.home[one], self.home[other]
        if one != other:
            self._forbid(one, other)
            self._forbid(other, one)

    def _forbid(self, one: int, other: int) -> None:
        cluster = self.clusters[one]
        if cluster.apart:
            cluster.apart.add(other)
        else:
            cluster.apart = {other}

    def _merge(self, one: int, other: int) -> None:
        """Into the larger; what was apart from either is apart from both."""
        if one == other:
            return
        if (len(self.clusters[one].members), -one) < (len(self.clusters[other].members), -other):
            one, other = other, one
        into, gone = self.clusters[one], self.clusters.pop(other)
        for member in gone.members:
            self.home[member] = one
        into.members += gone.members
        into.sketch = tuple(sorted({*into.sketch, *gone.sketch}, key=self._ranks.__getitem__)[:_SKETCH])
        into.lives |= gone.lives
        into.size += gone.size
        into.middles |= gone.middles
        into.identified = into.identified or gone.identified
        for third in gone.apart:
            self.clusters[third].apart.discard(other)
            self._forbid(third, one)
        into.apart = (into.apart | gone.apart) - {one, other}

    def _offered(self, held: Sequence[Found]) -> list[Found]:
        """Of what was held back the surest pair between two clusters, a few for each cluster."""
        best: dict[Pair, Found] = {}
        for found in held:
            one, other = sorted(self.home[at] for at in found.pair)
            if one != other and found.because != "forbidden" and other not in self.clusters[one].apart:
                best.setdefault((one, other), found)
        counts: dict[int, int] = defaultdict(int)
        offered: list[Found] = []
        for (one, other), found in best.items():
            if max(counts[one], counts[other]) < self.rules.offered:
                counts[one] += 1
                counts[other] += 1
                offered.append(found)
        return offered


def _odds(probability: float) -> float:
    return probability / max(1e-9, 1.0 - probability)


def by_cluster(agglomeration: Agglomeration) -> Mapping[int, Sequence[int]]:
    """Members by number of their cluster."""
    return {at: sorted(cluster.members) for at, cluster in agglomeration.clusters.items()}
