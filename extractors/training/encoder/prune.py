"""Which pieces of the pretrained table are kept: those that texts in Latin, Cyrillic or Arabic letters can hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from extractors.encoder.pieces import SPECIAL

SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "COMBINING", "MODIFIER")
"""How the names of the letters and marks that are kept begin; digits, punctuation and other signs are kept anyway."""


def kept(texts: Sequence[str]) -> list[int]:
    """Numbers of the pieces that stay, in order: the special ones and those without a letter of another script.

    A word without such letters is cut as before, for no piece that it could be made of is gone.
    """
    return [number for number, text in enumerate(texts) if number < SPECIAL or all(map(_may_stay, text))]


def _may_stay(letter: str) -> bool:
    if unicodedata.category(letter)[0] not in "LM":
        return True
    name = unicodedata.name(letter, "")
    return any(script in name for script in SCRIPTS)
