"""What a search that takes no notice of case may hold to be alike, seen from the small letters of a text.

SPARQL's ``LCASE`` writes small letters; ``REGEX`` with the flag ``i`` folds case, which makes a few more letters one:
long s and s, the two small sigmas, the sign of the kelvin. A text that holds one of those is never ruled out.
"""

from __future__ import annotations

_STEADY = 0x700
"""Below lie Latin, Greek, Cyrillic and Arabic, whose small letters no version of Unicode will change."""
_CONTEXTUAL = frozenset("Σσς")
"""The small letter of a sigma depends on where it stands."""


def may_fold_otherwise(text: str) -> bool:
    """Whether folding the case of the text may give anything but its small letters.

    >>> may_fold_otherwise("Қазақстан, Maṣraf, مصرف"), may_fold_otherwise("Congreſs")
    (False, True)
    """
    return any(letter.casefold() != letter.lower() for letter in set(text) if letter > "\x7f")


def steady(text: str) -> bool:
    """Whether a text that holds this one has, among its small letters, the small letters of this one.

    >>> steady("Шейх Али"), steady("ΟΔΟΣ")
    (True, False)
    """
    return all(ord(letter) < _STEADY and letter not in _CONTEXTUAL for letter in text)
