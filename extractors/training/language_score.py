"""How often blocks that were held out are taken for the language they are in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.languages.detect import detect
from extractors.training.language_held_out import blocks, held_out

SIZES = (200, 40)
"""Code points of a block."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Share of a set's blocks that are recognised, and what the others are taken for."""

    name: str
    size: int
    blocks: int
    right: float
    taken_for: str


def score(corpus: Path) -> Iterator[Mark]:
    """Marks of every held-out set that is at hand, for each size of block."""
    for name, texts in held_out(corpus).items():
        for size in SIZES:
            answers = Counter(detect(block) for block in blocks(texts, size))
            whole = sum(answers.values())
            if whole:
                others = [f"{code} {count}" for code, count in sorted(answers.items()) if code != name[:2]]
                yield Mark(name, size, whole, round(answers[name[:2]] / whole, 4), ", ".join(others))
