"""One finding of a kind of evidence."""

from __future__ import annotations

from dataclasses import dataclass

from kg.resolve.comparison import Kind


@dataclass(frozen=True, slots=True)
class Found:
    """The value of one feature for two profiles, and the words that say so; a feature not found has value 0."""

    kind: Kind
    feature: str
    value: float
    words: str = ""
