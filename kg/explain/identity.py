"""``sunqar explain A B``: why two are held to be one entity, or are not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from extractors.languages.fold import fold
from kg.explain.ends import End, end_of
from kg.explain.known import Known
from kg.explain.paths import between, division_of, path
from kg.explain.quotes import Quote, quotes_of
from kg.resolve.agglomerate import Rules
from kg.resolve.candidates import Candidate
from kg.resolve.clusters import Division
from kg.resolve.comparison import Comparison
from kg.resolve.evidence import compare
from kg.resolve.forbidden import forbids, traits_of
from kg.resolve.judgements import Judgement, judge
from kg.resolve.names.explain import Explanation as NameExplanation
from kg.resolve.names.explain import explain as explain_names
from kg.store.base import Reader

_NAMES = 4
"""Names of each side that are laid side by side."""
_TOGETHER = 0.5
_ACROSS = 5
_COMPARED = ("PERSON", "ORG", "EVENT")


@dataclass(frozen=True, slots=True)
class Side:
    """A local entity as it is shown. call_numbers: of the records that name or describe it."""

    iri: str
    label: str
    name: str
    lang: str
    archive: str
    described: bool
    call_numbers: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A judgement, its two ends, and how they compare today.

    names       the two names that go together best, part by part;  shared  forms that both have
    comparison  None where the judgement does not rest on one: a shared identifier, a place of the gazetteer
    """

    judgement: Judgement
    left: Side
    right: Side
    names: NameExplanation | None
    shared: tuple[str, ...]
    comparison: Comparison | None


@dataclass(frozen=True, slots=True)
class IdentityExplanation:
    """The answer.

    one        whether they are one entity now;  entities  what each belongs to (IRIs)
    steps      of the path that joins them; where none does, the judgements straight across the two
    against    why they are not one, though judged so: what forbids it, what people said
    compared   the two sides themselves, where nobody judged them
    rules      bounds that a machine's merge must pass
    """

    left: Side
    right: Side
    entities: tuple[str, ...]
    one: bool
    steps: tuple[Step, ...]
    against: tuple[str, ...]
    compared: Step | None
    rules: Rules


def explain_identity(known: Known, store: Reader, one: str, other: str) -> IdentityExplanation:
    """one and other: IRIs of local entities or entities, ``call number::name``, or a name.

    Raises UsageError EXPLAIN001 and EXPLAIN002 as ``end_of``.
    """
    return _Question(known, store, end_of(known, one), end_of(known, other)).answer()


@dataclass(frozen=True, slots=True)
class _Question:
    known: Known
    store: Reader
    one: End
    other: End

    def answer(self) -> IdentityExplanation:
        known = self.known
        start, goal = self.one.spokesman, self.other.spokesman
        division = division_of(known.counted, known.candidates, {*self.one.members, *self.other.members})
        home = {member: number for number, members in enumerate(division.groups) for member in members}
        held = {conflict.same.id for conflict in division.conflicts}
        joined = start == goal or home.get(start, -1) == home.get(goal, -2)
        same = [j for j in known.counted if j.verdict == "SAME" and j.id not in held and j.left in home]
        found = path(same, start, goal) if joined else None
        across = () if joined else between(known.judgements, self._group(division.groups, home, start),
                                           self._group(division.groups, home, goal))  # fmt: skip
        against = [] if joined else self._against(division, home)
        entities = [known.entity_of(iri) for iri in (start, goal)]
        steps = tuple(self._step(judgement) for judgement in (found or across[:_ACROSS]))
        asked = None if steps or start == goal else self._compared(start, goal)
        return IdentityExplanation(
            self._side(start), self._side(goal), tuple(dict.fromkeys(e for e in entities if e)), joined, steps,
            tuple(dict.fromkeys(against)), asked, Rules(),
        )  # fmt: skip

    def _against(self, division: Division, home: dict[str, int]) -> list[str]:
        """What forbids that the two are one: SAME that were cut between their groups, and what is told of the two."""
        ends = [self.one.spokesman, self.other.spokesman]
        apart = {home.get(end) for end in ends}
        found = [c.words for c in division.conflicts if {home.get(c.same.left), home.get(c.same.right)} == apart]
        left, right = (traits_of([self.known.candidates[end]])[end] for end in ends)
        return [*found, *(words for words in (forbids(left, right),) if words)]

    @staticmethod
    def _group(groups: list[tuple[str, ...]], home: dict[str, int], member: str) -> tuple[str, ...]:
        return groups[home[member]] if member in home else (member,)

    def _step(self, judgement: Judgement) -> Step:
        rests = judgement.method.startswith("names/") and not judgement.method.endswith("/chain")
        return self._laid(judgement, judgement.left, judgement.right, compared=rests)

    def _compared(self, one: str, other: str) -> Step:
        """What nobody judged, compared now."""
        none = judge(one, other, "UNSURE", "", 0.0)
        label = self.known.candidates[one].label
        return self._laid(none, one, other, compared=label in _COMPARED and label == self.known.candidates[other].label)

    def _laid(self, judgement: Judgement, one: str, other: str, *, compared: bool) -> Step:
        left, right = (self._candidate(iri) for iri in (one, other))
        comparison = compare(self.known.profile(one), self.known.profile(other)) if compared else None
        names = _names(left, right) if left and right and left.label == right.label else None
        both = set(left.folded) & set(right.folded) if left and right else set()
        shared = tuple(name for _, name in left.names if fold(name) in both) if left else ()
        return Step(judgement, self._side(one), self._side(other), names, shared, comparison)

    def _candidate(self, iri: str) -> Candidate | None:
        return self.known.candidates.get(iri)

    def _side(self, iri: str) -> Side:
        found = self._candidate(iri)
        quotes = quotes_of(self.store, self.known.iris, iri)
        if found is None:
            return Side(iri, "", iri, "", "", False, (), quotes)
        lang, name = found.names[0]
        return Side(iri, found.label, name, lang, found.archive, found.described, found.documents, quotes)


def _names(left: Candidate, right: Candidate) -> NameExplanation | None:
    """Of the names of both sides the two that go together best; the same form on both sides teaches nothing, and is
    taken only where no others go together."""
    kind = left.label.lower()
    best: tuple[bool, float] = (False, 0.0)
    chosen: NameExplanation | None = None
    for (lang, name), (other_lang, other) in product(left.names[:_NAMES], right.names[:_NAMES]):
        found = explain_names((name, _tag(lang)), (other, _tag(other_lang)), kind)
        worth = (fold(name) != fold(other) and found.score >= _TOGETHER, found.score) if found else (False, 0.0)
        if found is not None and (chosen is None or worth > best):
            best, chosen = worth, found
    return chosen


def _tag(lang: str) -> str | None:
    return None if lang == "und" else lang
