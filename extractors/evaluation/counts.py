"""Strict scores: a mention counts when its span and its label are both right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

Span = tuple[int, int, str]
"""Start and end (words or code points, half open) and label."""


@dataclass(frozen=True)
class Score:
    """Counts by label: mentions that are right, that were given, that were wanted."""

    right: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.given + other.given, self.wanted + other.wanted)

    def precision(self, label: str | None = None) -> float:
        """Of the mentions given, those that are right, in per cent; 0 where none was given."""
        return 100 * _sum(self.right, label) / max(1, _sum(self.given, label))

    def recall(self, label: str | None = None) -> float:
        """Of the mentions wanted, those that were given, in per cent; 0 where none was wanted."""
        return 100 * _sum(self.right, label) / max(1, _sum(self.wanted, label))

    def f1(self, label: str | None = None) -> float:
        """Micro F1 in per cent, of one label or of all."""
        return 200 * _sum(self.right, label) / max(1, _sum(self.given, label) + _sum(self.wanted, label))


def _sum(counted: Counter[str], label: str | None) -> int:
    return counted[label] if label else counted.total()


def count(found: Iterable[Span], gold: Iterable[Span], labels: Iterable[str]) -> Score:
    """Compare what was found with what is marked, over the labels that the set marks; all others are left out."""
    known = set(labels)
    given = {span for span in found if span[2] in known}
    wanted = {span for span in gold if span[2] in known}
    return Score(_by_label(given & wanted), _by_label(given), _by_label(wanted))


def _by_label(spans: Iterable[Span]) -> Counter[str]:
    return Counter(label for _, _, label in spans)
