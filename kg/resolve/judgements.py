"""Judgements about identity, and which of them count where people and machines differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal

from kg.iri import stable_id

Verdict = Literal["SAME", "DIFFERENT", "UNSURE", "WITHDRAWN"]
MACHINE = "machine"
HELD = "held"
"""Kind of evidence of a person's UNSURE that holds one method only: its words are the method."""
EVEN_SO = "even so"
"""Kind of evidence of a person's SAME that overrules what forbids it: its words are that."""
REASON = "reason"
"""Kind of evidence that holds a person's own words."""


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """Two local entities are the same, are different, or may be the same.

    left < right, so that a pair has one form. evidence names its independent kinds, each with its words.
    version is the method's; made, of a judgement read from the log, when it was entered (UTC, ISO 8601).
    """

    left: str
    right: str
    verdict: Verdict
    method: str
    confidence: float
    evidence: tuple[tuple[str, str], ...]
    actor: str = MACHINE
    version: str = ""
    made: str = field(default="", compare=False)

    @property
    def id(self) -> str:
        """The same pair judged the same way by the same method is the same judgement, whatever its version."""
        return stable_id(self.left, self.right, self.verdict, self.method, self.actor)

    @property
    def by_person(self) -> bool:
        """Whether a person made it."""
        return self.actor != MACHINE

    @property
    def pair(self) -> tuple[str, str]:
        """Its two ends."""
        return self.left, self.right

    def words(self, kind: str) -> tuple[str, ...]:
        """Words of its evidence of that kind."""
        return tuple(words for name, words in self.evidence if name == kind)


in_order = attrgetter("left", "right", "verdict", "method", "confidence", "evidence", "actor", "version")
"""Sorting key of the order that judgements have by themselves, at five times the speed."""


def judge(
    one: str,
    other: str,
    verdict: Verdict,
    method: str,
    confidence: float,
    *evidence: tuple[str, str],
    actor: str = MACHINE,
    version: str = "",
) -> Judgement:
    """A judgement, its pair in order."""
    left, right = sorted((one, other))
    return Judgement(left, right, verdict, method, confidence, evidence, actor, version)


def in_force(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Those that count: what a person judged of a pair silences machines there; the order stays.

    A person's UNSURE that holds named methods silences only these.
    """
    decided: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        if judgement.by_person:
            decided[judgement.pair].append(judgement)
    if not decided:
        return tuple(judgements)
    return tuple(j for j in judgements if j.by_person or not _silenced(j, decided.get(j.pair, ())))


def _silenced(judgement: Judgement, people: Iterable[Judgement]) -> bool:
    for decision in people:
        methods = decision.words(HELD) if decision.verdict == "UNSURE" else ()
        if not methods or judgement.method in methods:
            return True
    return False
