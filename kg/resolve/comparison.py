"""The result of comparing two profiles: a probability, and every reason for it in figures and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["name", "life", "role", "place", "companion", "identifier", "document"]
"""Kinds of evidence that do not depend on each other. A merge without a person wants two of them."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One feature, what it adds to the log odds, and the words an archivist reads.

    words  what was found on either side: "born 1866" / "born 1866 or 1867"; empty where the feature found nothing
    """

    kind: Kind
    feature: str
    value: float
    added: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether two profiles are of one entity.

    probability  calibrated, for two profiles by themselves
    constant     log odds before any evidence; with what the evidence adds, the log odds of the probability
    evidence     the strongest first, for or against
    forbidden    why no machine may ever merge the two (disjoint lives, two ids of one registry), or None
    """

    probability: float
    constant: float
    evidence: tuple[Evidence, ...]
    forbidden: str | None = None

    @property
    def kinds(self) -> frozenset[Kind]:
        """Kinds of evidence that speak for one entity."""
        sums: dict[Kind, float] = {}
        for each in self.evidence:
            sums[each.kind] = sums.get(each.kind, 0.0) + each.added
        return frozenset(kind for kind, total in sums.items() if total > 0)
