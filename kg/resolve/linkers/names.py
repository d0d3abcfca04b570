"""Names with what stands beside them: persons, bodies and events within documents, across documents, across archives.

Within a document by chains; across documents by pairs that share a word of a name, compared on all that is known of
both sides, and clustered by average link. Two kinds of evidence or no merge; what is likely but not sure is offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Self

from kg.resolve.agglomerate import Agglomeration, Found, Pair, Rules, Score, Unit
from kg.resolve.bearers import Bearers
from kg.resolve.blocking import Blocking, pairs
from kg.resolve.candidates import Candidate
from kg.resolve.comparisons import Comparisons
from kg.resolve.context import in_context
from kg.resolve.initials import middles
from kg.resolve.judgements import Judgement, judge
from kg.resolve.lives import life_of
from kg.resolve.slim_scores import SlimScores
from kg.resolve.units import Units, units
from kg.workspace import Workspace

METHOD = "names/average-link"
SUGGESTION = "names/suggestion"
VERSION = "1"
_AT_ONCE = 5_000
"""Pairs that are compared before their words are let go of."""


class NameLinker:
    """Runs after the other linkers, as what they and people have settled binds it. alarms  names of clusters that
    grew suspiciously large, once it has run."""

    name = "names"

    def __init__(self, rules: Rules | None = None, blocking: Blocking | None = None) -> None:
        self.rules = rules or Rules()
        self.blocking = blocking or Blocking()
        self.alarms: tuple[str, ...] = ()

    @classmethod
    def of(cls, workspace: Workspace) -> Self:
        """With the settings of a workspace."""
        return cls(Rules(largest=workspace.settings.largest_cluster))

    def propose_after(
        self, candidates: Sequence[Candidate], settled: Sequence[Judgement], comparisons: Comparisons
    ) -> Iterator[Judgement]:
        """settled: what other linkers propose and people have decided. The same in any order of either."""
        apart = frozenset((j.left, j.right) for j in settled if j.verdict == "DIFFERENT")
        found = units(candidates, apart)
        yield from found.chains
        home = {iri: at for at, members in enumerate(found.members) for iri in members}
        bearers = Bearers(found.profiles)
        full = in_context(found.profiles, comparisons.of(found.profiles), bearers)
        score = SlimScores(found.profiles, bearers, comparisons, full)
        known: dict[Pair, Score] = {}
        compared = pairs(found.profiles, self.blocking)
        for start in range(0, len(compared), _AT_ONCE):
            some = compared[start : start + _AT_ONCE]
            known.update(zip(some, score(some), strict=True))
        state = Agglomeration([_unit(found, at) for at in range(len(found.profiles))], known, score, self.rules)
        judged = state.run(_between(settled, "SAME", home), _between(settled, "DIFFERENT", home))
        for start in range(0, len(judged), _AT_ONCE):
            part = judged[start : start + _AT_ONCE]
            for each, told in zip(part, full([each.pair for each in part]), strict=True):
                yield _judged(found, each, told)
        score.keep()
        comparisons.keep()
        self.alarms = tuple(sorted({found.profiles[at].names[0][0] for at in state.alarms}))


def _unit(found: Units, at: int) -> Unit:
    profile = found.profiles[at]
    size, identified = len(found.members[at]), bool(profile.identifiers)
    return Unit(profile.key, profile.label, life_of(profile), size, identified, middles(profile))


def _between(settled: Sequence[Judgement], verdict: str, home: dict[str, int]) -> list[tuple[int, int]]:
    """Pairs of units that judgements of that verdict connect."""
    known = [j for j in settled if j.verdict == verdict and j.left in home and j.right in home]
    found = {(home[j.left], home[j.right]) for j in known}
    return sorted((min(pair), max(pair)) for pair in found if pair[0] != pair[1])


def _judged(found: Units, each: Found, score: Score) -> Judgement:
    """score: of the pair, with the words of its evidence."""
    one, other = (found.profiles[at].key for at in each.pair)
    evidence = list(score.evidence)
    if each.pairs > 1:
        # In round numbers: a member more of a cluster changes no words about those that were there.
        least = 1 << (each.pairs.bit_length() - 1)
        evidence.append(("average link", f"{each.mean:.1f} over {least} pairs or more"))
    if each.joins:
        return judge(one, other, "SAME", METHOD, score.probability, *evidence, version=VERSION)
    why = each.because
    if each.rival is not None:
        why += f": {found.profiles[each.rival].names[0][0]}"
    evidence.append(("held back", why))
    return judge(one, other, "UNSURE", SUGGESTION, score.probability, *evidence, version=VERSION)
