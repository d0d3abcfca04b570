"""Which examples are spoilt, and how: four in ten, so that clean text stays the rule."""

from __future__ import annotations

import random
from collections.abc import Callable

from extractors.training.encoder.scanning import scanned
from extractors.training.encoder.spelling import bare_alef, before_1918, russian_letters
from extractors.training.encoder.words import Words

SCANNED, UPPER, LOWER = 0.36, 0.39, 0.41
"""Shares of examples, added up: as a scan gives them, in capitals, in small letters."""
RATES = (0.02, 0.05, 0.05, 0.08, 0.12)
SPELT: dict[str, tuple[float, Callable[[str], str]]] = {
    "ru": (0.45, before_1918),
    "kk": (0.47, russian_letters),
    "ar": (0.45, bare_alef),
}
"""Language -> where its share ends, and its other spelling."""


def augmented(text: Words, lang: str, rng: random.Random) -> Words:
    """The text, or a spoilt form of it, as the random numbers say."""
    chance = rng.random()
    if chance < SCANNED:
        return scanned(text, lang, rng.choice(RATES), rng)
    if chance < UPPER:
        return text.each(str.upper)
    if chance < LOWER:
        return text.each(str.lower)
    until, change = SPELT.get(lang, (0.0, str))
    return text.each(change) if chance < until else text
